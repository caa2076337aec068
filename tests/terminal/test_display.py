"""Where a window can open."""

from __future__ import annotations

import socket
import sys

import pytest

from workbench.terminal.display import has_display, missing_packages

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display here")


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a screen."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_that_a_bare_machine_has_no_display() -> None:
    assert not has_display()


@pytest.mark.parametrize(("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("QT_QPA_PLATFORM", "offscreen")])
def test_that_wayland_or_a_chosen_platform_is_a_display(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert has_display()


@pytest.mark.parametrize("display", [":4711", "unix:4711.0", "nonsense", "127.0.0.1:"])
def test_that_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert not has_display()


def test_that_a_display_that_answers_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{server.getsockname()[1] - 6000}.0")
        assert has_display()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there Qt leaves libraries to the system")
def test_that_missing_libraries_are_named_by_their_packages() -> None:
    # The tests of the window run on this machine, so that what Qt itself needs is here.
    assert missing_packages() == []
