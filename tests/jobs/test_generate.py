"""Generation as a user meets it: from a trained run, in pieces, with refusals in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbench.config.architectures.gpt import GPT
from workbench.config.architectures.gru import GRU
from workbench.config.experiment import Experiment
from workbench.config.schedules.constant import Constant
from workbench.config.sections import Data, Runtime, Sampling, Training
from workbench.config.tokenizers.byte import Byte
from workbench.config.tokenizers.char import Char
from workbench.control import JobControl
from workbench.errors import CheckpointError, GenerationError, RunFormatError
from workbench.events import Event, GenerationEnded, TextGenerated
from workbench.jobs.generate import generate, generate_from_run, prompt_ids
from workbench.jobs.loading import load_run_model
from workbench.jobs.train import train
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.runs.folder import RunFolder
from workbench.tokenizer import Tokenizer, train_tokenizer

TEXT = "The sea is calm tonight.\nThe tide is full, the moon lies fair.\n"
EXPERIMENT = Experiment().model_copy(
    update={
        "data": Data(sample_characters=20_000),
        "model": GRU(layers=1, width=16),
        "schedule": Constant(warmup_steps=0),
        "training": Training(steps=4, batch_size=4, context_length=16, evaluate_every=2, evaluation_tokens=512),
        "runtime": Runtime(device="cpu", threads=1),
    }
)


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was really trained, for a moment."""
    folder = tmp_path_factory.mktemp("runs") / "run"
    train(EXPERIMENT, lambda event: None, JobControl(), run_dir=folder)
    return folder


@pytest.fixture
def tokenizer() -> Tokenizer[Any]:
    return train_tokenizer(Char(), TEXT)


@pytest.fixture
def model(tokenizer: Tokenizer[Any]) -> LanguageModel:
    return build(GPT(layers=1, heads=1, width=8), tokenizer.vocab_size, context_length=8)


def test_that_a_trained_run_writes_text_in_pieces(run_dir: Path) -> None:
    events: list[Event] = []
    sampling = Sampling(prompt="The ", max_tokens=50)
    text = generate_from_run(run_dir, sampling, events.append, JobControl())
    *pieces, end = events
    assert all(isinstance(piece, TextGenerated) for piece in pieces)
    assert len(pieces) > 10
    assert "".join(piece.text for piece in pieces if isinstance(piece, TextGenerated)) == text
    assert isinstance(end, GenerationEnded)
    assert (end.prompt, end.text, end.tokens) == ("The ", text, 50)
    assert len(text) == 50
    assert text == generate_from_run(run_dir, sampling, events.append, JobControl())


def test_that_best_and_latest_are_the_checkpoints_of_that_name(run_dir: Path) -> None:
    latest = load_run_model(run_dir, lambda event: None, "latest")
    assert latest.checkpoint.step == 4
    assert latest.experiment.model == EXPERIMENT.model
    assert latest.tokenizer.vocab_size == latest.model.vocab_size
    assert load_run_model(run_dir, lambda event: None, "best").checkpoint.step in {0, 2, 4}


def test_that_the_loaded_model_has_learned(run_dir: Path) -> None:
    loaded = load_run_model(run_dir, lambda event: None, "latest")
    fresh = build(loaded.experiment.model, loaded.model.vocab_size, 16, seed=EXPERIMENT.training.seed)
    same = [a.equal(b) for a, b in zip(loaded.model.parameters(), fresh.parameters(), strict=True)]
    assert not any(same)


def test_that_a_folder_that_is_no_run_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RunFormatError):
        generate_from_run(tmp_path, Sampling(), lambda event: None, JobControl())


def test_that_a_run_without_a_checkpoint_is_refused_in_words(run_dir: Path, tmp_path: Path) -> None:
    def fill(folder: RunFolder) -> None:
        folder.experiment_file.write_bytes((run_dir / "experiment.yaml").read_bytes())

    folder = RunFolder.create(tmp_path, "young", fill=fill)
    with pytest.raises(CheckpointError, match="has no checkpoint yet"):
        generate_from_run(folder.path, Sampling(), lambda event: None, JobControl())


def test_that_up_to_five_unknown_characters_are_named(tokenizer: Tokenizer[Any], model: LanguageModel) -> None:
    events: list[Event] = []
    with pytest.raises(GenerationError, match="a character that this model does not know: 'é'") as one:
        generate(model, tokenizer, Sampling(prompt="café"), events.append, JobControl())
    assert one.value.exit_code == 2
    with pytest.raises(GenerationError, match=r"know: '1', '2', '3', '4', '5' and 2 more") as many:
        generate(model, tokenizer, Sampling(prompt="The 7654321"), events.append, JobControl())
    assert many.value.advice
    assert not events


@pytest.mark.parametrize(("text", "start"), [("a b\n", "\n"), ("a b", " "), ("ab", "a")])
def test_that_an_empty_prompt_starts_from_the_most_neutral_token(text: str, start: str) -> None:
    tokenizer = train_tokenizer(Char(), text)
    assert tokenizer.decode(prompt_ids(tokenizer, "")) == start


def test_that_a_line_break_the_model_does_not_know_counts_as_an_empty_prompt() -> None:
    tokenizer = train_tokenizer(Char(), "ab")
    assert prompt_ids(tokenizer, "\n") == prompt_ids(tokenizer, "")


def test_that_characters_of_several_tokens_come_whole() -> None:
    tokenizer = train_tokenizer(Byte(), TEXT)
    model = build(GPT(layers=1, heads=1, width=8), tokenizer.vocab_size, context_length=8)
    events: list[Event] = []
    text = generate(model, tokenizer, Sampling(prompt="é€😀", max_tokens=300), events.append, JobControl())
    pieces = [event.text for event in events if isinstance(event, TextGenerated)]
    assert "".join(pieces) == text
    assert all(pieces)


def test_that_a_stop_keeps_what_was_written(tokenizer: Tokenizer[Any], model: LanguageModel) -> None:
    control, events = JobControl(), []

    def emit(event: Event) -> None:
        events.append(event)
        if len(events) == 5:
            control.stop()

    text = generate(model, tokenizer, Sampling(prompt="The", max_tokens=10_000), emit, control)
    assert isinstance(events[-1], GenerationEnded)
    assert events[-1].tokens == len(text) == 5
