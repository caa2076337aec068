"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import StorageError
from workbench.storage import atomic_file


def test_that_a_file_takes_its_place_with_all_its_bytes(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "a.txt"
    for content in (b"first", b"second and longer"):
        with atomic_file(target) as file:
            file.write(content)
        assert target.read_bytes() == content
    assert list(target.parent.iterdir()) == [target]


def test_that_an_error_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def interrupted() -> None:
        with atomic_file(target) as file:
            file.write(b"half of the ne")
            raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError, match="interrupted"):
        interrupted()
    assert target.read_bytes() == b"old"
    assert [item for item in tmp_path.iterdir() if item.is_file()] == [target]


def test_that_a_process_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    program = (
        "import os, sys; from pathlib import Path; from workbench.storage import atomic_file\n"
        "with atomic_file(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half'); file.flush(); os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(target)], check=False).returncode == 9
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_that_a_full_disk_is_named(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"

    def fill() -> None:
        with atomic_file(target), Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(StorageError, match="disk is full"):
        fill()
    assert not target.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_that_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="permission"), atomic_file(tmp_path / "a.txt"):
        pass


def test_that_a_file_in_place_of_a_folder_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(StorageError, match="A file stands where a folder is needed"),
        atomic_file(tmp_path / "file" / "a.txt"),
    ):
        pass


WITHOUT_ADDRESSES = """
import resource, sqlite3, sys
from pathlib import Path
from workbench.errors import StorageError
from workbench.storage import storage_errors

record = sqlite3.connect(sys.argv[1])
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 4096, resource.RLIM_INFINITY))
try:
    with storage_errors(Path("runs"), "opening the record"):
        record.execute("pragma journal_mode = wal")
        record.execute("create table steps (loss)")
except StorageError as error:
    print(error.message, error.advice)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")
def test_that_a_record_without_memory_for_its_index_is_not_called_a_full_disk(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_ADDRESSES, str(tmp_path / "run.db")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("There was no memory left while opening the record in runs. Close other programs")
