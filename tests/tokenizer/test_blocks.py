"""A text that comes in blocks is cut, and turned into ids, as the whole text would be: wherever the blocks end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tokenizer.test_properties import LEARNED, SAMPLE, TEXTS
from workbench.config.tokenizers import TOKENIZERS
from workbench.tokenizer import Tokenizer, train_tokenizer

GPT2 = Path(__file__).resolve().parents[3] / "shared" / "data" / "tok-gpt2" / "vocab.json"


@cache
def tokenizer(kind: str, folder: Path) -> Tokenizer[Any]:
    options: dict[str, Any] = {}
    if kind in LEARNED:
        options = {"vocab_size": 700, "special_tokens": "<|end|>"}
    elif kind == "file":
        options = {"path": str(_file(folder))}
    return train_tokenizer(TOKENIZERS.get(kind)(**options), SAMPLE)


def _file(folder: Path) -> Path:
    """GPT-2's own tokenizer where it is at hand, else one that was learned here."""
    if GPT2.is_file():
        return GPT2
    file = folder / "tokenizer.json"
    file.write_text(tokenizer("bpe", folder)._library.to_str(), encoding="utf-8")  # type: ignore[attr-defined]
    return file


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tokenizer")


def in_blocks(text: str, sizes: list[int]) -> Iterator[str]:
    """The text in blocks of these sizes, over and over."""
    place = number = 0
    while place < len(text):
        size = sizes[number % len(sizes)]
        yield text[place : place + size]
        place, number = place + size, number + 1


@pytest.mark.parametrize("kind", TOKENIZERS.names())
@settings(max_examples=80)
@given(
    parts=st.lists(TEXTS, max_size=8),
    size=st.integers(16, 200),
    blocks=st.lists(st.integers(1, 90), min_size=1, max_size=5),
)
def test_that_pieces_of_a_stream_of_blocks_are_those_of_the_whole_text(
    kind: str, folder: Path, parts: list[str], size: int, blocks: list[int]
) -> None:
    made, text = tokenizer(kind, folder), "".join(parts)
    whole = list(made.pieces(text, size))
    assert list(made.pieces(in_blocks(text, blocks), size)) == whole
    assert "".join(whole) == text


@pytest.mark.parametrize("kind", TOKENIZERS.names())
@settings(max_examples=15)
@given(size=st.integers(50, 2_000), blocks=st.lists(st.integers(1, 3_000), min_size=1, max_size=5))
def test_that_ids_of_a_stream_of_blocks_are_those_of_the_whole_text(
    kind: str, folder: Path, size: int, blocks: list[int]
) -> None:
    made = tokenizer(kind, folder)
    pieces = made.pieces(in_blocks(SAMPLE, blocks), size)
    ids = np.concatenate([made.encode(piece, continued=number > 0) for number, piece in enumerate(pieces)])
    assert ids.tolist() == made.encode(SAMPLE).tolist()
