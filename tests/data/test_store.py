"""A text on disk: passages of it are found without reading the rest."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.data.flow import Placed
from workbench.data.readers.records import Document
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
