"""A text on disk: passages of it are found without reading the rest."""

from __future__ import annotations

import tempfile
from itertools import cycle
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.data.flow import Placed
from workbench.data.readers.records import Document
from workbench.data.splitting import borders
from workbench.data.store import TextWriter

TEXT = st.text(st.characters(codec="utf-8"), min_size=1)


@given(TEXT, TEXT, st.floats(0, 1, exclude_max=True), st.integers(1, 20))
def test_that_a_passage_is_a_piece_of_one_part(train: str, val: str, share: float, characters: int) -> None:
    with tempfile.TemporaryDirectory() as folder, TextWriter(Path(folder), "") as writer:
        writer.take(Placed("train", Document(train, "a.txt", 1)))
        writer.take(Placed("val", Document(val, "a.txt", 2)))
        stored = writer.finish()
        found = stored.passage(share, characters)
        assert found in train or found in val
        assert stored.passage(0.0, characters) == train[:characters] or characters > len(train)
        assert len(found) <= characters


@given(TEXT, TEXT, st.integers(4, 30), st.integers(1, 4))
def test_that_some_blocks_are_those_among_all(before: str, text: str, size: int, every: int) -> None:
    with tempfile.TemporaryDirectory() as folder, TextWriter(Path(folder), "") as writer:
        for piece in (before, text):
            writer.take(Placed("train", Document(piece, "a.txt", 1)))
        part = writer.finish((0.5, 0.0)).part("val")
        blocks = list(part.blocks(size=size))
        some = list(part.blocks(every=every, size=size))
    assert "".join(blocks) == part_of(before + text)
    taken = cycle([True, *[False] * (every - 1)])
    assert some == [block if take else "" for block, take in zip(blocks, taken, strict=False)]


def part_of(text: str) -> str:
    """Its second half."""
    return text[borders(len(text), 0.5, 0.0)[0] :]
