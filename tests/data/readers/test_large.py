"""Faults far into large files, and lines of 200 MB: told with their place, passed over, in bounded memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from workbench.config.sections import Data
from workbench.data.readers.reading import read_documents
from workbench.data.readers.records import Document, Fault

BROKEN = 1_234_567
MB = 1 << 20


class Summary:
    """What came of a file, and how much memory it took meanwhile."""

    def __init__(self, path: Path, **settings: str) -> None:
        self.documents = self.characters = 0
        self.faults: list[Fault] = []
        process = psutil.Process()
        before = process.memory_info().rss
        most = [before]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.02):
                most[0] = max(most[0], process.memory_info().rss)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            for piece in read_documents(Data(source=str(path), **settings)):
                if isinstance(piece, Document):
                    self.documents += not piece.continues
                    self.characters += len(piece.text)
                elif isinstance(piece, Fault):
                    self.faults.append(piece)
        finally:
            done.set()
            watcher.join()
        self.memory = most[0] - before


def write(path: Path, blocks: Iterator[bytes]) -> Path:
    with path.open("wb") as file:
        file.writelines(blocks)
    return path


def with_long_line(path: Path, size: int) -> Path:
    """A table of three rows, the second of which is a line of ``size`` bytes."""
    head, foot, between = {
        ".txt": (b"first\n", b"\nlast\n", b"words "),
        ".csv": (b"id,text\n1,first\n2,", b"\n3,last\n", b"words "),
        ".jsonl": (b'{"text": "first"}\n{"text": "', b'"}\n{"text": "last"}\n', b"words "),
    }[path.suffix]

    def blocks() -> Iterator[bytes]:
        yield head
        for _ in range(size // MB):
            yield (between * (MB // len(between) + 1))[:MB]
        yield foot

    return write(path, blocks())


def with_broken_line(path: Path, lines: int, broken: int) -> Path:
    def blocks() -> Iterator[bytes]:
        for begin in range(1, lines + 1, 1_000):
            numbers = range(begin, min(begin + 1_000, lines + 1))
            rows = (f'{{"text": "story {n}"}}' if n != broken else '{"text": "story}' for n in numbers)
            yield "".join(row + "\n" for row in rows).encode()

    return write(path, blocks())


def check_long_line(path: Path, size: int, most: int) -> None:
    found = Summary(with_long_line(path, size), on_fault="skip")
    assert found.memory < most
    if path.suffix == ".txt":
        assert (found.documents, found.faults) == (1, [])
        assert found.characters == path.stat().st_size
    else:
        (fault,) = found.faults
        line = 3 if path.suffix == ".csv" else 2
        assert (fault.kind, fault.line) == ("long", line)
        assert f"{path.name}, line {line}" in fault.message
        assert fault.advice
        assert found.documents == 2


def check_broken_line(path: Path, lines: int, broken: int, most: int) -> None:
    found = Summary(with_broken_line(path, lines, broken))
    (fault,) = found.faults
    assert (fault.kind, fault.line, fault.column) == ("json", broken, 10)
    assert f"{path.name}, line {broken:,}, column 10: this is not valid JSON" in fault.message
    assert "data.on_fault" in fault.advice
    assert found.documents == lines - 1
    assert found.memory < most


def with_broken_element(path: Path, lines: int, broken: int) -> Path:
    """A JSON array with one element on each line but the first and the last."""

    def blocks() -> Iterator[bytes]:
        yield b"[\n"
        for begin in range(2, lines, 1_000):
            numbers = range(begin, min(begin + 1_000, lines))
            rows = (f'{{"text": "story {n}"}}' if n != broken else '{"text": "story}' for n in numbers)
            yield "".join(
                row + (",\n" if n < lines - 1 else "\n") for n, row in zip(numbers, rows, strict=True)
            ).encode()
        yield b"]\n"

    return write(path, blocks())


def check_broken_element(path: Path, lines: int, broken: int, most: int) -> None:
    found = Summary(with_broken_element(path, lines, broken), on_fault="skip")
    (fault,) = found.faults
    assert (fault.kind, fault.line, fault.column) == ("json", broken, 18)  # the text's end is missing before the line's
    assert f"{path.name}, line {broken:,}, column 18: this is not valid JSON" in fault.message
    assert "data.on_fault" in fault.advice
    assert found.documents == broken - 2
    assert found.memory < most


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_that_a_line_too_long_for_memory_is_told_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("workbench.data.readers.lines.LONGEST", 2 * MB)
    monkeypatch.setattr("workbench.data.readers.formats.delimited.LONGEST", 2 * MB)
    monkeypatch.setattr("workbench.data.readers.decoding._SLICE", 1 << 16)
    check_long_line(tmp_path / name, 12 * MB, 60 * MB)


@pytest.mark.long
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_that_a_line_of_200_mb_is_told_and_passed_over(tmp_path: Path, name: str) -> None:
    check_long_line(tmp_path / name, 200 * MB, 400 * MB)


def test_that_broken_json_far_into_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    check_broken_line(tmp_path / "a.jsonl", 60_000, 54_321, 60 * MB)


@pytest.mark.long
def test_that_broken_json_on_line_1_234_567_is_told(tmp_path: Path) -> None:
    check_broken_line(tmp_path / "a.jsonl", 2_000_000, BROKEN, 80 * MB)


def test_that_broken_json_far_into_an_array_is_told_with_its_line(tmp_path: Path) -> None:
    check_broken_element(tmp_path / "a.json", 60_000, 54_321, 60 * MB)


@pytest.mark.long
def test_that_broken_json_on_line_1_234_567_of_an_array_is_told(tmp_path: Path) -> None:
    check_broken_element(tmp_path / "a.json", 2_000_000, BROKEN, 80 * MB)


def test_that_an_array_takes_little_longer_than_the_same_values_on_lines(tmp_path: Path) -> None:
    def seconds(path: Path) -> float:
        begun = time.process_time()
        assert Summary(path).documents == 39_998
        return time.process_time() - begun

    on_lines = seconds(with_broken_line(tmp_path / "a.jsonl", 39_998, 0))
    in_array = seconds(with_broken_element(tmp_path / "a.json", 40_000, 0))
    assert in_array < 6 * on_lines


@pytest.mark.parametrize(
    ("name", "content", "kind", "place", "said"),
    [
        ("a.csv", b"id,text\n1,one\n2\n3,three\n", "cells", (3, 2), "this row has 1 cells, and there are 2 columns"),
        ("a.csv", b"text,text\none,two\n", "header", (1, 2), "two columns are called"),
        ("a.jsonl", b'{"text": "a"}\n{"id": 1}\n', "missing", (2, 0), "the column “text” is missing"),
        ("a.jsonl", b'{"text": "a"}\n{"text": 5}\n', "types", (2, 0), "stands a number, and a text before"),
        ("a.jsonl", b'{"text": "a"}\n{"text" "b"}\n', "json", (2, 9), "this is not valid JSON"),
        ("a.txt", b"one\nt" + b"\0" + b"wo" * 200, "zeros", (2, 2), "zero bytes"),
        ("a.txt", "é".encode() * 99 + b"\nab\xffc", "encoding", (2, 3), "FF"),
    ],
)
def test_that_each_fault_has_its_place_its_advice_and_can_be_skipped(
    tmp_path: Path, name: str, content: bytes, kind: str, place: tuple[int, int], said: str
) -> None:
    path = write(tmp_path / name, iter([content]))
    (fault,) = Summary(path).faults
    assert (fault.kind, (fault.line, fault.column)) == (kind, place)
    assert said in fault.message
    assert name in fault.message
    assert fault.advice
    assert Summary(path, on_fault="skip").documents >= 1
