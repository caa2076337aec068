from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch.nn.functional as F
from torch import no_grad, tensor

from workbench.config.experiment import Experiment
from workbench.config.tokenizers import TOKENIZERS
from workbench.control import JobControl
from workbench.data.splitting import borders
from workbench.data.token_files import open_tokens
from workbench.errors import CheckpointError, DataError, RunFormatError
from workbench.events import Notice
from workbench.jobs.evaluate import evaluate
from workbench.jobs.train import train
from workbench.models import build
from workbench.runs.checkpoints import list_checkpoints, load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.tokenizer import load_tokenizer

Tiny = Callable[..., Experiment]


def quiet(event: Any) -> None:
    """Nobody listens."""


@pytest.fixture
def run(tiny: Tiny, tmp_path: Path) -> RunFolder:
    ended = train(tiny(), quiet, JobControl(), tmp_path / "runs")
    return RunFolder(Path(ended.run_dir))


def reference_loss(run: RunFolder, ids: list[int], context: int = 16) -> float:
    """Mean nats per token of the best checkpoint in 64 bits, a window at a time."""
    checkpoint = load_checkpoint(run, "best")
    assert checkpoint is not None
    config = {"architecture": "gpt", "layers": 1, "heads": 2, "width": 32}
    from workbench.config.check import check

    model = build(check({"model": config}).model, run.meta()["vocab_size"], context)
    model.load_state_dict(checkpoint.model)
    model.double().eval()
    losses: list[float] = []
    with no_grad():
        for start in range(0, len(ids) - 1, context):
            window = tensor(ids[start : start + context + 1])
            losses += F.cross_entropy(model(window[None, :-1])[0][0], window[1:], reduction="none").tolist()
    assert len(losses) == len(ids) - 1
    return sum(losses) / len(losses)


def test_that_the_whole_validation_text_is_measured(run: RunFolder) -> None:
    measured = evaluate(run.path, quiet, JobControl())
    assert measured is not None
    ids = open_tokens(run.val_file).tolist()
    assert measured.tokens == len(ids) - 1
    assert measured.val_loss == pytest.approx(reference_loss(run, ids), rel=1e-5)
    assert measured.perplexity == pytest.approx(math.exp(measured.val_loss))


def test_that_the_test_part_of_a_run_is_measured(tiny: Tiny, tmp_path: Path) -> None:
    ended = train(tiny(data={"test_fraction": 0.2}), quiet, JobControl(), tmp_path / "runs")
    run = RunFolder(Path(ended.run_dir))
    measured = evaluate(run.path, quiet, JobControl(), part="test")
    assert measured is not None
    ids = open_tokens(run.test_file)
    assert measured.tokens == len(ids) - 1
    assert measured.val_loss == pytest.approx(reference_loss(run, ids.tolist()), rel=1e-5)
    size = len(load_tokenizer(run.tokenizer_file).decode(ids).encode())
    assert measured.bits_per_byte == pytest.approx(measured.val_loss * len(ids) / math.log(2) / size)


def test_that_a_run_without_a_test_part_says_how_to_keep_one(run: RunFolder) -> None:
    with pytest.raises(DataError, match="kept no text for a test") as caught:
        evaluate(run.path, quiet, JobControl(), part="test")
    assert "data.test_fraction" in caught.value.advice


def test_that_another_text_is_measured_in_the_tokens_of_the_run(run: RunFolder, tmp_path: Path) -> None:
    text = tmp_path / "other.txt"
    text.write_text("the cat saw the dog and the dog saw the cat.\n" * 5, encoding="utf-8")
    measured = evaluate(run.path, quiet, JobControl(), text)
    assert measured is not None
    content = text.read_text(encoding="utf-8")
    ids = load_tokenizer(run.tokenizer_file).encode(content).tolist()
    assert measured.val_loss == pytest.approx(reference_loss(run, ids), rel=1e-5)
    bits = measured.val_loss * len(ids) / math.log(2) / len(content.encode())
    assert measured.bits_per_byte == pytest.approx(bits)


@pytest.mark.parametrize("kind", [kind for kind in TOKENIZERS.names() if kind != "file"])
def test_that_bits_per_byte_count_the_bytes_of_the_text_in_every_tokenizer(
    tiny: Tiny, tmp_path: Path, kind: str
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Die Bären fraßen süße Äpfel, 熊は林檎を食べた.\n" * 100, encoding="utf-8")
    tokenizer = {"kind": "bpe", "vocab_size": 300} if kind == "bpe" else {"kind": kind}
    experiment = tiny(data={"source": str(text)}, tokenizer=tokenizer, training={"steps": 3})
    ended = train(experiment, quiet, JobControl(), tmp_path / "runs")
    measured = evaluate(Path(ended.run_dir), quiet, JobControl())
    assert measured is not None
    whole = text.read_text(encoding="utf-8")
    val = whole[borders(len(whole), experiment.data.validation_fraction, 0.0)[0] :]
    tokens = len(open_tokens(RunFolder(Path(ended.run_dir)).val_file))
    bits = measured.val_loss * tokens / math.log(2)
    assert measured.bits_per_byte == pytest.approx(bits / len(val.encode("utf-8")))


def test_that_characters_the_run_never_saw_are_named(run: RunFolder, tmp_path: Path) -> None:
    text = tmp_path / "other.txt"
    text.write_text("漢 the cat", encoding="utf-8")
    events: list[Any] = []
    evaluate(run.path, events.append, JobControl(), text)
    assert any("漢" in event.message for event in events if isinstance(event, Notice) and event.level == "warning")


def test_that_nothing_in_the_folder_changes(run: RunFolder) -> None:
    def look() -> dict[str, tuple[int, int]]:
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in run.path.rglob("*")}

    before = look()
    with run.lock():
        before = look()
        evaluate(run.path, quiet, JobControl())
        assert look() == before


def test_that_measuring_can_be_stopped(run: RunFolder) -> None:
    control = JobControl()
    control.stop()
    assert evaluate(run.path, quiet, control) is None


def test_that_what_cannot_be_measured_is_said_in_words(run: RunFolder, tmp_path: Path) -> None:
    with pytest.raises(RunFormatError):
        evaluate(tmp_path, quiet, JobControl())
    short = tmp_path / "short.txt"
    short.write_text("a", encoding="utf-8")
    with pytest.raises(DataError, match="too short"):
        evaluate(run.path, quiet, JobControl(), short)
    for info in list_checkpoints(run):
        for file in info.path.iterdir():
            file.unlink()
        info.path.rmdir()
    with pytest.raises(CheckpointError, match="no checkpoint"):
        evaluate(run.path, quiet, JobControl())
