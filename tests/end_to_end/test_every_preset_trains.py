"""Every shipped preset takes a few real steps: its model, tokenizer, optimizer and schedule work together."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from workbench.config.check import check
from workbench.config.presets import Preset, load_preset, presets
from workbench.control import JobControl
from workbench.events import Event, RunEnded, Steps
from workbench.jobs.train import train

SMALLER = {
    "data": {"sample_characters": 30_000},
    "schedule": {"warmup_steps": 1},
    "training": {"steps": 3, "batch_size": 2, "evaluate_every": 3, "evaluation_tokens": 512},
    "runtime": {"device": "cpu", "threads": 1},
    "sampling": {"max_tokens": 8},
}
"""Less of everything that only takes time; the model itself is the preset's."""


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_that_a_preset_trains_a_few_steps(preset: Preset, tmp_path: Path) -> None:
    raw = load_preset(preset.name).model_dump()
    for section, settings in SMALLER.items():
        raw[section] |= settings
    raw["tokenizer"] |= {"vocab_size": 300} if raw["tokenizer"]["kind"] == "bpe" else {}
    events: list[Event] = []
    ended = train(check(raw), events.append, JobControl(), root=tmp_path)
    assert isinstance(ended, RunEnded)
    assert (ended.state, ended.step) == ("finished", 3)
    losses = [loss for event in events if isinstance(event, Steps) for loss in event.losses]
    assert len(losses) == 3
    assert all(map(math.isfinite, losses))
    assert ended.val_loss is not None
    assert math.isfinite(ended.val_loss)
