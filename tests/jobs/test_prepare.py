"""From an experiment to token ids."""

from __future__ import annotations

import contextlib
import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.tokenizers import TOKENIZERS
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.errors import DataError
from workbench.events import DataPrepared, Event, Notice, Stage
from workbench.jobs.prepare import Prepared, prepare, preview_data

KINDS = [kind for kind in TOKENIZERS.names() if kind != "file"]


def experiment(source: object = "sample:stories", kind: str = "char", **sections: dict[str, Any]) -> Experiment:
    raw: dict[str, Any] = {"data": {"source": str(source)}, "tokenizer": {"kind": kind}}
    for name, values in sections.items():
        raw[name] = raw.get(name, {}) | values
    return check(raw)


def prepared(chosen: Experiment) -> tuple[Prepared, list[Event]]:
    events: list[Event] = []
    result = prepare(chosen, events.append, JobControl())
    assert result is not None
    return result, events


def report(events: list[Event]) -> DataPrepared:
    [found] = [event for event in events if isinstance(event, DataPrepared)]
    return found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("word", "wordpiece")])  # lose rare words
def test_that_the_ids_are_the_text_split_in_two(kind: str, shakespeare: Path) -> None:
    text = shakespeare.read_text(encoding="utf-8")
    result, events = prepared(experiment(shakespeare, kind))
    border = int(len(text) * 0.9)
    assert result.tokenizer.decode(result.train) == text[:border]
    assert result.tokenizer.decode(result.val) == text[border:]
    said = report(events)
    assert (said.train_tokens, said.val_tokens) == (len(result.train), len(result.val))
    assert said.vocab_size == result.tokenizer.vocab_size
    assert said.characters == len(text)
    assert said.preview == text[:2_000]
    assert said.floor is None
    assert result.bytes_per_token_val == pytest.approx(len(text[border:].encode()) / len(result.val))


# Unigram learns in the order of a hash table, and may weigh its pieces differently in the last digit each time.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "unigram"])
@pytest.mark.parametrize("source", ["sample:stories", "sample:markov"])
def test_that_the_preview_reports_what_training_will_see(kind: str, source: str) -> None:
    chosen = experiment(source, kind, data={"source": source, "sample_characters": 60_000})
    events: list[Event] = []
    preview = preview_data(chosen, events.append, JobControl())
    assert preview == report(events) == report(prepared(chosen)[1])


def test_that_progress_rises_to_the_end(shakespeare: Path) -> None:
    _, events = prepared(experiment(shakespeare, "byte"))
    stages = [event for event in events if isinstance(event, Stage) and event.message.startswith("Turning")]
    fractions = [event.fraction for event in stages if event.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0.0
    assert 0.5 < fractions[-1] < 1.0


@pytest.mark.parametrize("kind", ["char", "byte"])
def test_that_the_floor_of_the_markov_source_is_its_rate_where_a_token_is_a_letter(kind: str) -> None:
    result, events = prepared(experiment("sample:markov", kind))
    assert result.floor == report(events).floor == math.log(3)


def test_that_the_floor_counts_letters_where_a_token_is_longer() -> None:
    chosen = experiment("sample:markov", "bpe", data={"source": "sample:markov", "sample_characters": 50_000})
    result, _ = prepared(chosen)
    assert result.floor is not None
    assert result.floor * len(result.val) == pytest.approx(5_000 * math.log(3))


def test_that_the_encoding_of_a_file_is_told_with_its_evidence(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(("从前有一座山,山里有一座庙。" * 300).encode("gb18030"))
    _, events = prepared(experiment(file))
    [notice] = [event for event in events if isinstance(event, Notice)]
    assert "story.txt" in notice.message
    assert "GB18030" in notice.message
    assert "not UTF-8" in notice.message


def test_that_bpe_learns_nothing_from_the_validation_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one two three four five " * 400 + "zebra zebra zebra " * 50, encoding="utf-8")
    result, _ = prepared(experiment(file, "bpe", tokenizer={"vocab_size": 300}))
    assert not any("zebra" in result.tokenizer.token_text(i) for i in range(result.tokenizer.vocab_size))


def test_that_a_character_of_the_validation_text_alone_has_an_id(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("abcdefgh" * 500 + "ZZZZ", encoding="utf-8")
    result, _ = prepared(experiment(file))
    assert 0 not in result.val
    assert result.tokenizer.decode(result.val[-4:]) == "ZZZZ"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("x" * 10_000, "only one character"),
        ("y", "only one character"),
        ("abcd" * 10, "training text is too short: it has 36 tokens, and one sequence needs 65"),
        ("abcd" * 100, "batch_size is 12, but 360 tokens of training text hold only 4 sequences"),
    ],
)
def test_that_a_text_too_small_is_refused_with_numbers(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "small.txt"
    file.write_text(content, encoding="utf-8")
    for job in (prepare, preview_data):
        with pytest.raises(DataError, match=words) as caught:
            job(experiment(file), lambda event: None, JobControl())
        assert caught.value.advice


def test_that_too_small_a_validation_share_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("abcdefgh" * 112, encoding="utf-8")
    with pytest.raises(DataError, match="validation text is too short") as caught:
        prepared(experiment(file, data={"source": str(file), "validation_fraction": 0.001}))
    assert "data.validation_fraction" in caught.value.advice


def test_that_what_is_accepted_can_be_batched(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    accepted = set()
    for length in range(900, 940, 4):
        file.write_text(("abcdefgh" * 200)[:length], encoding="utf-8")
        with contextlib.suppress(DataError):
            result, _ = prepared(experiment(file))
            assert Batches(result.train, 64, 12, seed=1).batch(99).shape == (12, 65)
            accepted.add(length)
    assert accepted
    assert sorted(accepted) == list(range(min(accepted), 940, 4)) != list(range(900, 940, 4))  # the border is within


def test_that_the_numbers_are_reported_even_when_the_text_is_too_small(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("abcd" * 10, encoding="utf-8")
    events: list[Event] = []
    with pytest.raises(DataError):
        preview_data(experiment(file), events.append, JobControl())
    assert report(events).train_tokens == 36


@pytest.mark.parametrize("job", [prepare, preview_data])
@pytest.mark.parametrize("stop_at", ["Reading", "Making", "Turning"])
def test_that_a_stop_at_any_stage_ends_it_without_a_result(job: Callable[..., object], stop_at: str) -> None:
    control = JobControl()
    events: list[Event] = []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, Stage) and event.message.startswith(stop_at):
            control.stop()

    assert job(experiment(kind="bpe"), emit, control) is None
    assert not any(isinstance(event, DataPrepared) for event in events)
    assert isinstance(events[-1], Stage)
    assert events[-1].message.startswith(stop_at)


@pytest.mark.parametrize(("kind", "size"), [("char", 1), ("byte", 1), ("bpe", 2)])
def test_that_ids_take_as_many_bytes_as_the_vocabulary_needs(kind: str, size: int) -> None:
    result, _ = prepared(experiment(kind=kind))
    assert result.train.itemsize == result.val.itemsize == size


def test_that_preparing_needs_neither_torch_nor_qt() -> None:
    program = (
        "import sys; sys.modules['torch'] = sys.modules['PySide6'] = None\n"
        "from workbench.config.experiment import Experiment\n"
        "from workbench.control import JobControl\n"
        "from workbench.jobs.prepare import prepare\n"
        "assert prepare(Experiment(), lambda event: None, JobControl()) is not None\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
