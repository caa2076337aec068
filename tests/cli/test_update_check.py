"""``update-check``: one question, one answer, in words or as JSON."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.cli.terminal import Terminal
from tests.release_server import PAGE, Place, release, telling
from workbench import __version__, releases


def test_that_a_newer_version_is_told_with_page_and_notes(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with telling(Place(release("v99.0", "- much is new\x1b[2J"))) as place:
        monkeypatch.setenv(releases.VARIABLE, place.url)
        result = terminal.run("update-check")
        [answer] = [event for event in terminal.events("update-check") if event["type"] == "release"]
    assert (result.returncode, result.stderr) == (0, "")
    told = f"Version 99.0 is available; this is {__version__}.\n{PAGE}\n\n- much is new�[2J\n"
    assert result.stdout == f"Asking 127.0.0.1 for the newest release\n{told}"
    assert (answer["relation"], answer["installed"], answer["newest"]) == ("newer", __version__, "99.0")


@pytest.mark.parametrize(
    ("tag", "words"), [(f"v{__version__}", "the newest version."), ("0.0.1", "published is 0.0.1")]
)
def test_that_nothing_new_is_one_line(
    tag: str, words: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with telling(Place(release(tag, "notes"))) as place:
        monkeypatch.setenv(releases.VARIABLE, place.url)
        result = terminal.run("update-check")
    assert result.returncode == 0
    assert words in result.stdout
    assert "notes" not in result.stdout


def test_that_a_failure_is_told_in_words(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with telling(Place(status=404)) as place:
        monkeypatch.setenv(releases.VARIABLE, place.url)
        failed = terminal.run("update-check")
    monkeypatch.setenv(releases.VARIABLE, "http://example.org")
    refused = terminal.run("update-check")
    assert (failed.returncode, refused.returncode) == (1, 2)
    assert "knows of no release" in failed.stderr
    assert "no address of the form https" in refused.stderr
    assert "Traceback" not in failed.stderr + refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to another process")
def test_that_a_silent_server_does_not_hold_the_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(silent=True)
    with telling(place):
        monkeypatch.setenv(releases.VARIABLE, place.url)
        process = terminal.start("update-check")
        assert place.heard.wait(60)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=5)
    assert process.returncode == 0
    assert "Traceback" not in out + err
