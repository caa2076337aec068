"""What a Linux system is given: archive, package, file system, manifest."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import workbench


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def about():  # noqa: ANN201  (a class of the build scripts)
    from product import product

    return product()


def share(folder: Path, work: Path) -> Path:
    from linux.tree import share

    share(folder, about(), work)
    return folder


def test_that_installers_take_the_version_of_the_program() -> None:
    assert about().version == workbench.__version__
    assert about().name == "LM Workbench"


def test_that_the_menu_entry_opens_experiments_takes_no_folders_from_the_file_manager_and_is_valid(
    work: Path, tmp_path: Path
) -> None:
    entry = share(tmp_path / "share", work) / "applications" / "lm-workbench.desktop"
    lines = entry.read_text().splitlines()
    assert "Exec=lm-workbench %f" in lines
    # With inode/directory, a desktop without a list of defaults would open every folder with this program.
    assert "MimeType=application/x-lm-workbench-experiment;" in lines
    assert not any("@" in line for line in lines)
    done = subprocess.run([tool("desktop-file-validate"), str(entry)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_that_the_description_is_well_formed_and_names_this_version(work: Path, tmp_path: Path) -> None:
    file = share(tmp_path / "share", work) / "metainfo" / "org.lmworkbench.LMWorkbench.metainfo.xml"
    tree = ElementTree.parse(file)
    assert tree.findtext("launchable") == "lm-workbench.desktop"
    assert [item.get("version") for item in tree.iter("release")] == [workbench.__version__]


def test_that_experiments_are_a_file_type_known_by_their_first_line(work: Path, tmp_path: Path) -> None:
    from workbench.config.experiment import Experiment
    from workbench.config.yaml_io import save

    file = share(tmp_path / "share", work) / "mime" / "packages" / "lm-workbench.xml"
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    [match] = ElementTree.parse(file).iter(f"{space}match")
    save(Experiment(), tmp_path / "experiment.yaml")
    assert (tmp_path / "experiment.yaml").read_text(encoding="utf-8").startswith(str(match.get("value")))


@pytest.mark.parametrize("judge", ["gio", "qt"])
def test_that_a_desktop_knows_an_experiment_by_its_content_and_leaves_other_yaml_files_alone(
    judge: str, work: Path, tmp_path: Path
) -> None:
    from workbench.config.experiment import Experiment
    from workbench.config.yaml_io import save

    data, files = tmp_path / "share", tmp_path / "files"
    files.mkdir()
    names = ("experiment.yaml", "my first model.yaml", "short.yml", "other.yaml")
    for name in names[:-1]:
        save(Experiment(), files / name)
    (files / names[-1]).write_text("services: {web: {image: nginx}}\n")
    subprocess.run([tool("update-mime-database"), share(data, work) / "mime"], check=True, capture_output=True)
    known = {**os.environ, "XDG_DATA_HOME": str(data), "QT_QPA_PLATFORM": "offscreen"}
    if judge == "gio":
        command = [tool("gio"), "info", "-a", "standard::content-type"]
    else:
        code = (
            "import sys; from PySide6.QtCore import QMimeDatabase as D; print(D().mimeTypeForFile(sys.argv[1]).name())"
        )
        command = [sys.executable, "-c", code]
    told = [
        subprocess.run([*command, files / name], env=known, capture_output=True, text=True, check=True).stdout
        for name in names
    ]
    assert ["application/x-lm-workbench-experiment" in answer for answer in told] == [True, True, True, False], told


def test_that_changes_licences_and_icons_are_at_their_places(work: Path, tmp_path: Path) -> None:
    folder = share(tmp_path / "share", work)
    assert workbench.__version__ in gzip.decompress((folder / "doc/lm-workbench/changelog.gz").read_bytes()).decode()
    assert (folder / "doc/lm-workbench/copyright").read_text() == "All licences.\n"
    icons = sorted(str(file.relative_to(folder / "icons/hicolor")) for file in (folder / "icons").rglob("lm-*"))
    assert icons == [
        "16x16/apps/lm-workbench.png",
        "256x256/apps/lm-workbench.png",
        "scalable/apps/lm-workbench.svg",
    ]


def test_that_a_package_depends_on_what_the_bundle_asks_of_the_system(bundle: Path, work: Path, out: Path) -> None:
    tool("dpkg-deb")
    from linux import deb

    file = deb.build(bundle, about(), out, work)

    def field(name: str) -> str:
        return subprocess.run(["dpkg-deb", "-f", file, name], capture_output=True, text=True, check=True).stdout.strip()

    assert field("Depends") == f"libc6 (>= {about().glibc}), libegl1, libfontconfig1"
    assert field("Version") == workbench.__version__
    listed = subprocess.run(["dpkg-deb", "-c", file], capture_output=True, text=True, check=True).stdout
    assert "./usr/bin/workbench -> ../lib/lm-workbench/workbench" in listed
    assert all(line.split()[1] == "root/root" for line in listed.splitlines())


def test_that_a_package_made_twice_is_the_same_to_the_byte(bundle: Path, work: Path, out: Path, tmp_path: Path) -> None:
    tool("dpkg-deb")
    from linux import deb

    first = deb.build(bundle, about(), out, work).read_bytes()
    for file in bundle.rglob("*"):
        os.utime(file, (1, 1))
    assert deb.build(bundle, about(), out, work).read_bytes() == first


def test_that_the_archive_installs_upgrades_and_leaves_only_the_users_own(
    bundle: Path, work: Path, out: Path, tmp_path: Path
) -> None:
    tool("zstd")
    from linux import tarball

    home = tmp_path / "home with a space"
    (home / "Documents" / "LM Workbench" / "runs" / "one").mkdir(parents=True)
    program = home / ".local" / "bin" / "workbench"

    def install() -> str:
        archive = tarball.build(bundle, about(), out, work)
        folder = tmp_path / "unpacked"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        subprocess.run(["tar", "--use-compress-program=zstd", "-xf", archive, "-C", folder], check=True)
        [inside] = folder.iterdir()
        return sh(inside / "install.sh")

    def sh(script: Path) -> str:
        known = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
        return subprocess.run(["sh", script], env=known, capture_output=True, text=True, check=True).stdout

    assert f"LM Workbench {workbench.__version__} is installed" in install()
    assert subprocess.run([program], capture_output=True, text=True).stdout == "first\n"
    entry = (home / ".local/share/applications/lm-workbench.desktop").read_text()
    assert f'Exec="{home}/.local/lib/lm-workbench/lm-workbench" %f' in entry

    (bundle / "workbench").write_text("#!/bin/sh\necho second\n")
    (bundle / "_internal" / "part.so").rename(bundle / "_internal" / "other.so")
    install()
    assert subprocess.run([program], capture_output=True, text=True).stdout == "second\n"
    assert [file.name for file in (home / ".local/lib/lm-workbench/_internal").iterdir()] == ["other.so"]

    said = sh(home / ".local/lib/lm-workbench/uninstall.sh")
    assert "Your runs are still" in said
    left = {str(file.relative_to(home)) for file in home.rglob("*") if not file.is_dir() or not any(file.iterdir())}
    assert {name for name in left if "mime" not in name} <= {"Documents/LM Workbench/runs/one", ".local/share"}


def test_that_a_copy_that_was_never_installed_removes_nothing(scripts: Path, tmp_path: Path) -> None:
    shutil.copy(scripts / "linux" / "uninstall.sh", tmp_path)
    (tmp_path / "precious").touch()
    done = subprocess.run(["sh", tmp_path / "uninstall.sh"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "nothing was removed" in done.stderr
    assert (tmp_path / "precious").exists()


def test_that_the_file_system_of_an_appimage_holds_the_program_and_its_start(
    bundle: Path, work: Path, out: Path, tmp_path: Path
) -> None:
    tool("mksquashfs")
    from linux import appimage

    image = appimage.build(bundle, about(), out, work)
    folder = tmp_path / "unpacked"
    subprocess.run(["unsquashfs", "-quiet", "-no-progress", "-d", folder, image], check=True, capture_output=True)
    said = subprocess.run([folder / "AppRun"], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}).stdout
    assert said == "first\n"
    assert (folder / "lm-workbench.desktop").is_file()


def test_that_a_runtime_goes_before_the_file_system(
    bundle: Path, work: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("mksquashfs")
    from linux import appimage

    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"the runtime")
    monkeypatch.setenv("WORKBENCH_APPIMAGE_RUNTIME", str(runtime))
    made = appimage.build(bundle, about(), out, work)
    assert made.suffix == ".AppImage"
    assert made.read_bytes().startswith(b"the runtimehsqs")
    assert os.access(made, os.X_OK)


def test_that_the_flatpak_names_the_archive_by_its_sum(bundle: Path, work: Path, out: Path) -> None:
    tool("zstd")
    from linux import flatpak

    manifest = json.loads(flatpak.build(bundle, about(), out, work).read_text())
    [archive] = out.glob("*.tar.zst")
    summed = subprocess.run(["sha256sum", archive], capture_output=True, text=True, check=True).stdout.split()[0]
    [source] = manifest["modules"][0]["sources"]
    assert (source["path"], source["sha256"]) == (archive.name, summed)
    assert not any("network" in word for word in manifest["finish-args"])


def test_that_sums_are_checked_by_sha256sum(out: Path) -> None:
    tool("sha256sum")
    from build import write_sums

    (out / "one").write_bytes(b"1")
    (out / "two").write_bytes(b"2")
    write_sums(out)
    subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=out, check=True, capture_output=True)
