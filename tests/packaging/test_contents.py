"""What goes into the bundle, what stays out, and what makes a build fail."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import PySide6
import pytest

pytest.importorskip("elftools", reason="the build's own packages (pip install .[build]) read libraries")

QT = "PySide6/Qt/plugins"
PLUGINS = Path(PySide6.__file__).parent / "Qt" / "plugins"


@pytest.fixture(autouse=True)
def bundle_scripts(scripts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(scripts / "bundle"))


@pytest.mark.parametrize(
    "name",
    [
        "libstdc++.so.6",
        "libgcc_s.so.1",
        "libGL.so.1",
        "libEGL.so.1",
        "libxcb.so.1",
        "libfontconfig.so.1",
        f"{QT}/platformthemes/libqgtk3.so",
        f"{QT}/platforms/libqeglfs.so",
        "torch/include/torch/torch.h",
        "torch/test/test_api",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\Qt\\plugins\\tls\\qopensslbackend.dll",
    ],
)
def test_that_what_the_system_brings_and_what_nobody_needs_stays_out(name: str) -> None:
    from contents import belongs

    assert not belongs(name)


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/platforms/libqxcb.so",
        f"{QT}/platforms/libqwayland.so",
        f"{QT}/platforms/libqoffscreen.so",
        f"{QT}/wayland-shell-integration/libxdg-shell.so",
        f"{QT}/platformthemes/libqxdgdesktopportal.so",
        "libxcb-cursor.so.0",
        "libxkbcommon-x11.so.0",
        "torch/lib/libtorch_cpu.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "resources/presets/nanogpt-cpu.yaml",
        "resources/releases.txt",
    ],
)
def test_that_what_the_window_and_the_engine_need_belongs_to_it(name: str) -> None:
    from contents import belongs

    assert belongs(name)


def test_that_libraries_that_only_something_left_out_asked_for_go_with_it(tmp_path: Path) -> None:
    from contents import without_orphans

    theme = PLUGINS / "platformthemes" / "libqgtk3.so"
    if not theme.is_file():
        pytest.skip("this Qt has no such plugin")
    unknown = tmp_path / "libgtk-3.so.0"
    unknown.write_bytes(b"no library")
    items = [("libgtk-3.so.0", str(unknown), "BINARY"), (f"{QT}/platformthemes/libqgtk3.so", str(theme), "BINARY")]
    assert [place for place, _, _ in without_orphans(items)] == [place for place, _, _ in items]
    assert without_orphans(items[:1]) == []


def test_that_a_build_fails_for_a_library_that_no_system_promises(tmp_path: Path) -> None:
    from bundle import check

    theme = PLUGINS / "platformthemes" / "libqgtk3.so"
    if not theme.is_file():
        pytest.skip("this Qt has no such plugin")
    (tmp_path / "libstdc++.so.6").write_bytes(b"no library")
    shutil.copy(theme, tmp_path / "libqgtk3.so")
    assert sorted(check._forbidden(tmp_path)) == [
        "libqgtk3.so must come from the system",
        "libstdc++.so.6 must come from the system",
    ]
    faults = check._unresolved(tmp_path, tmp_path / "needed.txt")
    assert any("libgtk-3.so.0, which libqgtk3.so needs, could not be resolved" in fault for fault in faults)
    assert {"libc.so.6", "libgtk-3.so.0"} <= set((tmp_path / "needed.txt").read_text().split())


def test_that_a_build_fails_beyond_its_budget_and_for_a_newer_c_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bundle import check

    (tmp_path / "part").write_bytes(bytes(2_000_000))
    assert check._too_large(tmp_path) == []
    monkeypatch.setattr(check, "BUDGET", 1)
    assert check._too_large(tmp_path) == ["2 MB, but at most 1 are allowed"]
    platform = PLUGINS / "platforms" / "libqoffscreen.so"
    if not platform.is_file():
        pytest.skip("this Qt has no such plugin")
    shutil.copy(platform, tmp_path)
    old = dataclasses.replace(check.product(), glibc="2.1")
    monkeypatch.setattr(check, "product", lambda: old)
    faults = check._unresolved(tmp_path, tmp_path / "needed.txt")
    assert any("but pyproject.toml states 2.1" in fault for fault in faults)
