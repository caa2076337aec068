"""Token files: whole or not there, and damage is said in words."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from workbench.data.token_files import forget_pages, open_tokens, token_dtype, write_tokens
from workbench.errors import DataError, StorageError


@pytest.mark.parametrize(
    ("vocabulary", "dtype"),
    [(1, "uint8"), (2, "uint8"), (256, "uint8"), (257, "uint16"), (65_536, "uint16"), (65_537, "uint32")],
)
def test_that_ids_come_back_in_the_narrowest_type(tmp_path: Path, vocabulary: int, dtype: str) -> None:
    ids = np.random.default_rng(0).integers(0, vocabulary, 1_234)
    write_tokens(tmp_path / "a.bin", ids, vocabulary)
    back = open_tokens(tmp_path / "a.bin")
    assert back.dtype == np.dtype(dtype) == token_dtype(vocabulary)
    assert np.array_equal(back, ids)
    assert not back.flags.writeable


def test_that_the_file_can_be_read_by_its_description_alone(tmp_path: Path) -> None:
    write_tokens(tmp_path / "a.bin", np.array([1, 2, 300]), 1_000)
    content = (tmp_path / "a.bin").read_bytes()
    assert struct.unpack("<8sHHIQ8x3H", content) == (b"LMTOKENS", 1, 2, 1_000, 3, 1, 2, 300)
    write_tokens(tmp_path / "a.bin", np.array([1, 2, 255]), 256)
    content = (tmp_path / "a.bin").read_bytes()
    assert struct.unpack("<8sHHIQ8x3B", content) == (b"LMTOKENS", 2, 1, 256, 3, 1, 2, 255)


def test_that_ids_wider_than_they_need_be_are_read_as_they_are(tmp_path: Path) -> None:
    """Older releases wrote two bytes for each id of a small vocabulary, too."""
    content = struct.pack("<8sHHIQ8x3H", b"LMTOKENS", 1, 2, 60, 3, 1, 2, 59)
    (tmp_path / "a.bin").write_bytes(content)
    assert open_tokens(tmp_path / "a.bin").tolist() == [1, 2, 59]


def test_that_many_ids_are_written_across_slices(tmp_path: Path) -> None:
    ids = (np.arange(2_500_000) % 251).astype(np.uint16)
    write_tokens(tmp_path / "a.bin", ids, 251)
    assert np.array_equal(open_tokens(tmp_path / "a.bin"), ids)


def test_that_no_ids_are_ids_too(tmp_path: Path) -> None:
    write_tokens(tmp_path / "a.bin", np.empty(0, np.uint16), 10)
    assert len(open_tokens(tmp_path / "a.bin")) == 0


def test_that_damage_is_said_in_words(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    write_tokens(file, np.arange(100), 100)
    whole = file.read_bytes()
    for content, words in (
        (whole[:-1], "cut short"),
        (whole[:10], "no token file"),
        (b"", "no token file"),
        (whole + b"x", "longer"),
        (b"X" + whole[1:], "no token file"),
        (whole[:8] + struct.pack("<H", 9) + whole[10:], "newer release"),
        (whole[:10] + struct.pack("<H", 3) + whole[12:], "ids of 3 bytes"),
    ):
        file.write_bytes(content)
        with pytest.raises(DataError, match=words):
            open_tokens(file)
    with pytest.raises(DataError, match="No such file"):
        open_tokens(tmp_path / "nowhere.bin")


def test_that_an_id_outside_the_vocabulary_leaves_the_old_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    write_tokens(file, np.array([1, 2, 3]), 4)
    for bad in ([1, 4], [-1, 2]):
        with pytest.raises(ValueError, match=r"0\.\.3"):
            write_tokens(file, np.array(bad), 4)
    assert open_tokens(file).tolist() == [1, 2, 3]
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["a.bin"]


def test_that_a_folder_in_the_way_is_a_storage_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.bin" / "inside").mkdir(parents=True)
    with pytest.raises(StorageError, match="Saving failed"):
        write_tokens(tmp_path / "a.bin", np.array([1]), 4)
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == []


def test_that_forgotten_pages_are_read_again(tmp_path: Path) -> None:
    ids = np.random.default_rng(1).integers(0, 300, 100_000)
    write_tokens(tmp_path / "t", ids, 300)
    tokens = open_tokens(tmp_path / "t")
    assert (tokens == ids).all()
    forget_pages(tokens)
    assert (tokens == ids).all()
    forget_pages(ids)
