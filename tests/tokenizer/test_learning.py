"""How a tokenizer is learned: how far it is can be seen, and it can be stopped, here and in a process of its own."""

from __future__ import annotations

import itertools
import multiprocessing
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from workbench.config.tokenizers import TOKENIZERS
from workbench.messages import Message
from workbench.tokenizer import Tokenizer, learn_tokenizer, registry, train_tokenizer
from workbench.tokenizer.corpus import InMemory, Watch

LEARNING = [kind for kind in TOKENIZERS.names() if registry.tokenizer_class(kind).learns]
STOP_SECONDS = 3.0
"""Far less than learning takes to its end below; a stop is noticed within 0.05 s where the processor is free."""


def choice(kind: str, vocab_size: int = 1_000) -> Any:
    options = {"vocab_size": vocab_size} if kind in LEARNING else {}
    return TOKENIZERS.get(kind)(**options)


def learned(
    kind: str, text: str, stop_at: tuple[str, float] | None = None, vocab_size: int = 1_000
) -> tuple[Tokenizer[Any] | None, dict[str, list[float]], float]:
    """(The tokenizer, the fractions told at each stage, the seconds after the stop)."""
    told: dict[str, list[float]] = defaultdict(list)
    stopped: list[float] = []

    def tell(message: Message, fraction: float | None) -> None:
        told[message.template].append(0.0 if fraction is None else fraction)
        if stop_at and message.template.endswith(stop_at[0]) and (fraction or 0.0) >= stop_at[1] and not stopped:
            stopped.append(time.monotonic())

    made = learn_tokenizer(choice(kind, vocab_size), InMemory(text), Watch(lambda: bool(stopped), tell))
    return made, told, time.monotonic() - stopped[0] if stopped else 0.0


@pytest.fixture(scope="module")
def text(shakespeare: Path) -> str:
    return shakespeare.read_text(encoding="utf-8")[:400_000]


@pytest.mark.parametrize("apart", [False, True], ids=["here", "apart"])
@pytest.mark.parametrize("kind", ["bpe", "unigram"])
def test_that_what_is_told_of_each_stage_only_grows(
    kind: str, apart: bool, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "QUICK", 0 if apart else len(text))
    monkeypatch.setattr("workbench.tokenizer.corpus._EVERY", 0.0)
    made, told, _ = learned(kind, text)
    assert made is not None
    if kind == "bpe":  # the other sums its probabilities in any order
        assert made.to_dict() == train_tokenizer(choice(kind), text).to_dict()
    assert told["Making the tokenizer: reading the text"]
    for fractions in told.values():
        rounds = 1 + sum(after < before for before, after in itertools.pairwise(fractions))
        assert 0.0 <= min(fractions) <= max(fractions) <= 1.0
        # Unigram goes through the text once for its characters and once for its words.
        assert rounds == 1 or (kind == "unigram" and rounds <= 3)


@pytest.mark.parametrize("kind", ["char", *LEARNING])
def test_that_a_stop_while_the_text_is_read_is_honoured_here(kind: str, text: str) -> None:
    made, told, seconds = learned(kind, text, ("reading the text", 0.0))
    assert made is None
    assert max(told["Making the tokenizer: reading the text"]) < 1.0
    assert seconds < STOP_SECONDS


@pytest.mark.parametrize("stage", ["reading the text", "merging"])
def test_that_a_stop_ends_the_process_that_learns(stage: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "QUICK", 0)
    # So many merges take far longer than a stop takes to be noticed, also on a busy machine.
    made, told, seconds = learned("bpe", text, (stage, 0.0), vocab_size=50_000)
    assert made is None
    assert list(told)[-1].endswith(stage)
    assert seconds < STOP_SECONDS
    assert not [child for child in multiprocessing.active_children() if child.name == "tokenizer"]


def test_that_unigram_learned_from_nothing_still_knows_every_text() -> None:
    made = train_tokenizer(choice("unigram"), "")
    assert made.decode(made.encode("dragon 龙")) == "dragon 龙"
