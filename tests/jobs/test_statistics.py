"""data/statistics.json against counts that are made here from the ids of each document alone."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.config.check import check
from workbench.control import JobControl
from workbench.data.readers.records import Document
from workbench.data.splitting import splitter
from workbench.data.statistics import Lengths, PartStatistics, first_length, read_statistics
from workbench.jobs import tokenizing
from workbench.jobs.prepare import prepare
from workbench.tokenizer import Tokenizer

NOVEL = Path(__file__).resolve().parents[3] / "shared" / "data" / "zh-classics" / "红楼梦.txt"
SEPARATOR = "\n"
"""One that is a token of its own, so that a document has the same tokens alone and in the text."""


@pytest.fixture(scope="module")
def chinese() -> str:
    """The beginning of a novel where it is at hand, else a text of Chinese characters in any order."""
    if NOVEL.is_file():
        with NOVEL.open(encoding="utf-8-sig") as file:
            return file.read(60_000)
    drawn = np.random.default_rng(0).integers(0x4E00, 0x4F00, 20_000)
    return "\n".join("".join(map(chr, line)) + "。" for line in drawn.reshape(-1, 40))


@pytest.fixture(scope="module")
def english(shakespeare: Path) -> str:
    return shakespeare.read_text(encoding="utf-8")[:60_000]


def written(path: Path, text: str) -> list[str]:
    """The text as documents of three lines and more, between empty lines."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    sizes = itertools.cycle([1, 3, 2, 9])
    documents = []
    while lines:
        size = next(sizes)
        documents.append("\n".join(lines[:size]))
        lines = lines[size:]
    path.write_text("\n\n".join(documents), encoding="utf-8")
    return documents


def counted(tokenizer: Tokenizer[Any], documents: list[str]) -> list[list[int]]:
    """The ids of each document, the separator behind it counted with it, as each would be alone."""
    texts = [document + SEPARATOR for document in documents[:-1]] + documents[-1:]
    return [tokenizer.encode(text, continued=number > 0).tolist() for number, text in enumerate(texts)]


def check_counts(part: PartStatistics, documents: list[str], each: list[list[int]], unknown: int | None) -> None:
    """All counts that do not depend on where in the tokens documents begin."""
    text, ids = SEPARATOR.join(documents), list(itertools.chain.from_iterable(each))
    assert part.documents == len(documents)
    assert (part.characters, part.bytes, part.tokens) == (len(text), len(text.encode()), len(ids))
    counts = Counter(ids)
    assert dict(enumerate(part.token_counts.tolist())) == {n: counts[n] for n in range(len(part.token_counts))}
    assert part.distinct_tokens == len(counts)
    assert part.unknown == (0 if unknown is None else counts[unknown])
    assert part.bytes_per_token == len(text.encode()) / len(ids)
    classes = part.character_classes
    assert sum(classes.values()) == len(text)
    assert classes["han"] == sum(unicodedata.name(c, "").startswith("CJK UNIFIED") for c in text)
    for position, distinct in zip(part.growth.positions.tolist(), part.growth.distinct.tolist(), strict=True):
        assert distinct == len(set(ids[:position])), position
    assert part.growth.positions[-1] == len(ids)


def check_lengths(found: Lengths, each: list[list[int]], exact: bool) -> None:
    """Of documents or lines, whose ids are given one by one."""
    told = zip(found.counts.tolist(), found.tokens.tolist(), strict=True)
    lengths = sorted(map(len, each))
    if not exact:  # a border is some tokens off
        assert found.counts.sum() == len(each)
        assert found.tokens.sum() == sum(lengths)
        assert found.longer_than(lengths[-1] * 5 // 4)[0] == 0
        return
    for place, (documents, tokens) in enumerate(told):
        within = [length for length in lengths if first_length(place) <= length < first_length(place + 1)]
        assert (documents, tokens) == (len(within), sum(within))


@pytest.mark.parametrize("language", ["english", "chinese"])
@pytest.mark.parametrize("kind", ["char", "byte", "bpe", "word"])
def test_that_what_is_kept_is_what_is_counted_document_by_document(
    kind: str, language: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokenizing, "_PIECE", 1 << 12)  # many pieces, and documents across their borders
    documents = written(tmp_path / "a.txt", request.getfixturevalue(language))
    experiment = check(
        {
            "data": {
                "source": str(tmp_path / "a.txt"),
                "documents": "blank_lines",
                "separator": SEPARATOR,
                "split": "document",
            },
            "tokenizer": {"kind": kind, **({"vocab_size": 400} if kind in ("bpe", "word") else {})},
            "training": {"context_length": 8, "batch_size": 2},
        }
    )
    found = prepare(experiment, lambda event: None, JobControl())
    assert found is not None
    statistics = read_statistics(found.files["train"].parent / "statistics.json")
    assert statistics.exact_lengths == (kind != "word")
    splitting = splitter(experiment.data)
    parts = [splitting.part_of(Document(document, "a.txt", 1)) for document in documents]
    for name, part in statistics.parts.items():
        own = [document for document, place in zip(documents, parts, strict=True) if place == name]
        each = counted(found.tokenizer, own)
        check_counts(part, own, each, found.tokenizer.unknown_id)
        check_lengths(part.lengths, each, kind != "word")
        lines = counted(found.tokenizer, SEPARATOR.join(own).split("\n"))
        check_lengths(part.line_lengths, lines, kind != "word")
