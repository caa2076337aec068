"""The batches that are shown before Start are those that training takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.events import Event, Steps
from workbench.jobs.first_batches import FedBatch, first_batch
from workbench.jobs.train import train
from workbench.models import build

Tiny = Callable[..., Experiment]
WAYS = {"steps": 4, "batch_size": 4, "gradient_accumulation": 2, "context_length": 16}


def fed(experiment: Experiment, step: int, part: int = 1) -> FedBatch:
    found = first_batch(experiment, step, part, lambda event: None, JobControl())
    assert found is not None
    return found


def test_that_the_ids_shown_are_those_that_training_reads(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    experiment = tiny(training=WAYS, runtime={"precision": "fp32", "compile": "off"})
    taken: dict[int, NDArray[np.int64]] = {}
    original = Batches.batch

    def recording(batches: Batches, index: int) -> NDArray[np.int64]:
        taken[index] = original(batches, index)
        return taken[index]

    monkeypatch.setattr(Batches, "batch", recording)
    assert train(experiment, lambda event: None, JobControl()).state == "finished"
    read = dict(taken)
    assert set(read) >= set(range(8))
    for step in range(1, 5):
        for part in (1, 2):
            shown = fed(experiment, step, part)
            np.testing.assert_array_equal(shown.ids, read[2 * (step - 1) + part - 1])
            rows = [[token.id for token in sequence.tokens] for sequence in shown.sequences]
            assert rows == shown.ids.tolist()


def test_that_the_first_recorded_loss_is_that_of_predicting_the_targets_from_the_inputs(tiny: Tiny) -> None:
    experiment = tiny(schedule={"warmup_steps": 0}, training={"steps": 1}, runtime={"precision": "fp32"})
    events: list[Event] = []
    train(experiment, events.append, JobControl())
    [recorded] = [event.losses[0] for event in events if isinstance(event, Steps)]
    shown = fed(experiment, 1)
    vocab = 1 + max(token.id for sequence in shown.sequences for token in sequence.tokens)
    inputs = torch.tensor([[token.id for token in sequence.inputs] for sequence in shown.sequences])
    targets = torch.tensor([[token.id for token in sequence.targets] for sequence in shown.sequences])
    size = next(event.vocab_size for event in events if event.type == "data")
    assert vocab <= size
    model = build(experiment.model, size, 16, experiment.training.seed).eval()
    with torch.no_grad():
        logits = model(inputs)
    logits = logits[0] if isinstance(logits, tuple) else logits
    assert F.cross_entropy(logits.flatten(0, 1), targets.flatten()).item() == pytest.approx(recorded, abs=1e-4)


def test_that_documents_are_seen_where_they_begin(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    paragraphs = [f"№{number} " + "some words in it " * 3 for number in range(200)]
    file.write_text("\n\n".join(paragraphs), encoding="utf-8")
    data = {"source": str(file), "documents": "blank_lines"}
    for tokenizer in ({"kind": "byte"}, {"kind": "bpe", "vocab_size": 300}):
        experiment = tiny(data=data, tokenizer=tokenizer, training={"context_length": 64, "batch_size": 8})
        beginnings = 0
        for sequence in fed(experiment, 1).sequences:
            text = b"".join(token.data for token in sequence.tokens)
            assert sequence.borders is not None
            beginnings += len(sequence.borders)
            marked = sum(text.count(f"№{number} ".encode()) for number in range(200))
            assert abs(marked - len(sequence.borders)) <= 1  # one may be cut by the end of the sequence
        assert beginnings > 4


def test_that_borders_are_not_claimed_where_the_tokenizer_loses_characters(tiny: Tiny) -> None:
    experiment = tiny(tokenizer={"kind": "word", "vocab_size": 64}, training={"context_length": 16})
    assert all(sequence.borders is None for sequence in fed(experiment, 1).sequences)


def test_that_a_changed_text_is_read_anew(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("abcdefgh" * 200, encoding="utf-8")
    experiment = tiny(data={"source": str(file)}, tokenizer={"kind": "byte"})
    before = fed(experiment, 1)
    file.write_text("ijklmnopq" * 200, encoding="utf-8")
    assert not np.isin(fed(experiment, 1).ids, before.ids).any()


def test_that_only_so_many_rows_are_told_token_by_token(tiny: Tiny) -> None:
    found = first_batch(tiny(), 1, 1, lambda event: None, JobControl(), most_rows=2)
    assert found is not None
    assert (len(found.sequences), found.ids.shape) == (2, (4, 17))
