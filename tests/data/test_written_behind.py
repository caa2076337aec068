"""Files that a thread of its own writes hold what they were given, and a disk that refuses is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from workbench.data import written_behind
from workbench.data.written_behind import WrittenBehind
from workbench.errors import StorageError

RoomFor = Callable[[int], AbstractContextManager[None]]


def test_that_what_was_given_stands_there_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_behind, "_SYNC_EVERY", 1_000)
    contents = [np.arange(count, dtype=np.uint16) for count in (300, 0, 70_000, 1, 5_000) * 20]
    with WrittenBehind(tmp_path / "file") as file:
        for content in contents:
            file.write(content.data)
        file.finish()
        assert np.array_equal(np.fromfile(tmp_path / "file", np.uint16), np.concatenate(contents))


def test_that_a_file_is_gone_on_with_from_where_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"----kept, and what a crash left")
    with WrittenBehind(path, keep=8) as file:
        file.write(b" and")
        file.put_first(b"head")
        file.write(b" more")
    assert path.read_bytes() == b"headkept and more"


def test_that_a_disk_without_room_is_told_at_the_end_at_the_latest(tmp_path: Path, room_for: RoomFor) -> None:
    def fill() -> None:
        with WrittenBehind(tmp_path / "file") as file:
            for _ in range(3):
                file.write(bytes(1_000))
            file.finish()

    with room_for(2_500), pytest.raises(StorageError, match=r"The disk is full.*writing file"):
        fill()


def test_that_a_disk_without_room_is_told_while_there_is_more_to_write(tmp_path: Path, room_for: RoomFor) -> None:
    written: list[int] = []

    def fill() -> None:
        with WrittenBehind(tmp_path / "file") as file:
            while len(written) < 1_000:
                file.write(bytes(1_000))
                written.append(1_000)

    with room_for(2_500), pytest.raises(StorageError, match="The disk is full"):
        fill()
    assert len(written) < 100
