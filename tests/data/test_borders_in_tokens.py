"""Where documents begin in a row of tokens, against a search in the text itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.config.tokenizers.bpe import BPE
from workbench.config.tokenizers.byte import Byte
from workbench.config.tokenizers.char import Char
from workbench.data.borders_in_tokens import Borders, characters_of
from workbench.tokenizer import Tokenizer, train_tokenizer

LEARNED = "the cat sat on the mat 我们 在 这里\n\n" * 50
DOCUMENTS = st.lists(st.text("abc the我们 \n", min_size=1, max_size=12), min_size=1, max_size=30)


@pytest.mark.parametrize("choice", [BPE(vocab_size=320), Byte(), Char()], ids=lambda choice: choice.kind)
@given(documents=DOCUMENTS, first=st.integers(0, 40))
def test_that_each_document_begins_in_the_token_that_holds_its_first_character(
    choice: Any, documents: list[str], first: int
) -> None:
    tokenizer = trained(choice)
    text = "".join(documents)
    starts = np.cumsum([0, *(len(document) for document in documents[:-1])])
    ids = tokenizer.encode(text)
    table = characters_of([tokenizer.token_bytes(token) for token in range(tokenizer.vocab_size)])
    borders = Borders(ids, table, starts)
    assert borders.length == len(text)
    first = min(first, len(ids) - 1)
    found = borders.within(first, 10)

    bytes_before = {len(text[:start].encode("utf-8")) for start in starts.tolist()}
    expected, at = [], 0
    for place, token in enumerate(ids.tolist()):
        size = len(tokenizer.token_bytes(token))
        if first <= place < first + 10 and any(at <= start < at + size for start in bytes_before):
            expected.append(place - first)
        at += size
    assert found == expected


def test_that_a_long_text_is_counted_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.data.borders_in_tokens._SLICE", 7)
    ids = np.frombuffer("十 documents, 你好\n".encode() * 20, np.uint8)
    text = ids.tobytes().decode()
    starts = np.arange(0, len(text), len(text) // 20)
    borders = Borders(ids, characters_of([bytes((value,)) for value in range(256)]), starts)
    assert borders.length == len(text)
    line = len(ids) // 20
    assert borders.within(5 * line - 3, line) == [3]


_made: dict[str, Tokenizer[Any]] = {}


def trained(choice: Any) -> Tokenizer[Any]:
    if choice.kind not in _made:
        _made[choice.kind] = train_tokenizer(choice, LEARNED + "abc")
    return _made[choice.kind]
