"""Every shipped preset loads, says what it is, and its relations hold."""

from __future__ import annotations

import pytest

from workbench.config import presets as presets_module
from workbench.config.presets import Preset, first_experiment, load_preset, presets
from workbench.config.yaml_io import dumps, loads
from workbench.errors import InputError

PRESETS = presets()


def test_that_the_promised_presets_ship_with_those_to_begin_with_first() -> None:
    names = [preset.name for preset in PRESETS]
    assert names[:2] == ["first-minute", "first-minute-large"]
    assert {
        "nanogpt-cpu",
        "stories-lstm",
        "stories-gru",
        "stories-rnn",
        "stories-mlp",
        "markov-floor",
        "words-bpe",
        "gpt-10m",
    } <= set(names)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_that_a_preset_loads_explains_itself_and_survives_saving(preset: Preset) -> None:
    experiment = load_preset(preset.name)
    assert preset.title
    assert preset.summary.endswith(".")
    assert experiment.data.sample is not None, "a preset must run without any file"
    assert loads(dumps(experiment)) == experiment


def test_that_nanogpt_cpu_is_the_published_set_up() -> None:
    experiment = load_preset("nanogpt-cpu")
    model = experiment.model.model_dump()
    assert model == {"architecture": "gpt", "layers": 4, "heads": 4, "width": 128, "dropout": 0.0}
    training = experiment.training
    assert (training.context_length, training.batch_size, training.steps) == (64, 12, 2000)
    optimizer = experiment.optimizer.model_dump()
    assert (optimizer["name"], optimizer["learning_rate"]) == ("adamw", 1e-3)
    assert (optimizer["beta1"], optimizer["beta2"]) == (0.9, 0.99)
    schedule = experiment.schedule.model_dump()
    assert schedule == {"name": "cosine", "warmup_steps": 100, "final_learning_rate": 1e-4}


def test_that_an_unknown_preset_is_answered_with_the_list() -> None:
    with pytest.raises(InputError) as caught:
        load_preset("nanogtp")
    assert "nanogpt-cpu" in caught.value.advice


@pytest.mark.parametrize(("cores", "memory", "name"), [(2, 2**36, 3), (16, 2**36, 4), (16, 2**31, 3)])
def test_that_the_first_experiment_fits_the_machine(
    monkeypatch: pytest.MonkeyPatch, cores: int, memory: int, name: int
) -> None:
    monkeypatch.setattr(presets_module, "logical_cores", lambda: cores)
    monkeypatch.setattr(presets_module, "memory_bytes", lambda: memory)
    assert first_experiment().model.model_dump()["layers"] == name
