"""Preparing in constant memory: what is kept, what is gone on with, and that nothing stale is ever given."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data import identity
from workbench.data.cache import Cache
from workbench.data.statistics import read_statistics
from workbench.data.token_files import open_tokens
from workbench.events import DataCounted, Event, Notice, Stage
from workbench.jobs import preparing, tokenizing
from workbench.jobs.prepare import Prepared, prepare
from workbench.jobs.train import train
from workbench.runs.folder import RunFolder

REVERSIBLE = ["char", "byte", "bpe", "character_bpe"]


def experiment(source: object, kind: str = "char", **data: Any) -> Experiment:
    raw = {"data": {"source": str(source), **data}, "tokenizer": {"kind": kind}}
    return check({**raw, "training": {"context_length": 8, "batch_size": 2}})


def prepared(chosen: Experiment, events: list[Event] | None = None) -> Prepared:
    found = prepare(chosen, (events if events is not None else []).append, JobControl())
    assert found is not None
    return found


def stages(events: list[Event]) -> set[str]:
    return {str(event.message) for event in events if isinstance(event, Stage)}


@pytest.mark.parametrize("kind", REVERSIBLE)
def test_that_a_second_start_begins_at_once_with_the_same(kind: str, shakespeare: Path) -> None:
    first_events: list[Event] = []
    second_events: list[Event] = []
    first = prepared(experiment(shakespeare, kind), first_events)
    second = prepared(experiment(shakespeare, kind), second_events)
    assert np.array_equal(first.train, second.train)
    assert np.array_equal(first.val, second.val)
    assert any(stage.startswith("Turning") for stage in stages(first_events))
    assert stages(second_events) == {"Reading the text"}
    told = [[event for event in events if not isinstance(event, Stage)] for events in (first_events, second_events)]
    assert told[0] == told[1]


def test_that_another_tokenizer_reads_the_stored_text(shakespeare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_character = prepared(experiment(shakespeare, "char"))
    monkeypatch.setattr(preparing, "gather", lambda *_: pytest.fail("the text was read again"))
    by_byte = prepared(experiment(shakespeare, "byte"))
    assert by_byte.tokenizer.decode(by_byte.val) == by_character.tokenizer.decode(by_character.val)


TEXTS = st.text(alphabet="abcd \n春é", min_size=200, max_size=230).map(lambda text: f"ab{text}")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), TEXTS, st.booleans()),
        st.tuples(st.just("separator"), st.sampled_from(["\n\n", "|"]), st.booleans()),
        st.tuples(st.just("share"), st.sampled_from([0.2, 0.3]), st.booleans()),
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, settled=st.sampled_from([0, identity._SETTLED]))
def test_that_the_cache_never_serves_a_stale_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Any], settled: int
) -> None:
    """Whatever is changed between two starts, also to a text of the same size with its old time put back."""
    monkeypatch.setattr(identity, "_SETTLED", settled)
    file = tmp_path / "a.txt"
    file.write_text("one two three four\n\n" * 20, encoding="utf-8")
    data: dict[str, Any] = {"documents": "blank_lines", "validation_fraction": 0.2}
    for what, value, keep_time in steps:
        if what == "write":
            times = file.stat()
            size = max(200, times.st_size // 2)
            file.write_text((value * 3)[:size], encoding="utf-8")
            if keep_time:
                os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        else:
            data["separator" if what == "separator" else "validation_fraction"] = value
        kept = prepared(experiment(file, "byte", **data))
        monkeypatch.setattr(preparing, "Cache", lambda: Cache(tmp_path / os.urandom(8).hex()))
        fresh = prepared(experiment(file, "byte", **data))
        monkeypatch.setattr(preparing, "Cache", Cache)
        assert kept.tokenizer.decode(kept.train) == fresh.tokenizer.decode(fresh.train)
        assert kept.tokenizer.decode(kept.val) == fresh.tokenizer.decode(fresh.val)


def test_that_a_file_changed_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("abcdefgh" * 500, encoding="utf-8")

    def emit(event: Event) -> None:
        if isinstance(event, Stage) and event.message.startswith("Making"):
            file.write_text("hgfedcba" * 500, encoding="utf-8")

    assert prepare(experiment(file), emit, JobControl()) is not None
    again = prepared(experiment(file))
    assert again.tokenizer.decode(again.train).startswith("hgfedcba")
    assert not list((Cache().root / "texts").glob("once-*"))


def test_that_a_stop_is_answered_at_once_and_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokenizing, "_PIECE", 1 << 10)
    file = tmp_path / "a.txt"
    file.write_text("To be, or not to be: that is the question.\n\n" * 3_000, encoding="utf-8")
    chosen = experiment(file, "bpe", documents="blank_lines")
    control = JobControl()
    seen: list[float] = []

    def emit(event: Event) -> None:
        if isinstance(event, Stage) and event.message.startswith("Turning"):
            seen.append(event.fraction or 0.0)
            if seen[-1] > 0.5:
                control.stop()

    assert prepare(chosen, emit, control) is None
    assert len([fraction for fraction in seen if fraction > 0.5]) == 1
    [left] = (Cache().root / "tokens").glob("*.building")
    assert (left / "progress.json").is_file()
    events: list[Event] = []
    resumed = prepared(chosen, events)
    fractions = [event.fraction or 0.0 for event in events if isinstance(event, Stage) and event.fraction is not None]
    assert min(fractions) > 0.4
    monkeypatch.setattr(preparing, "Cache", lambda: Cache(tmp_path / "fresh"))
    fresh = prepared(chosen)
    for part in ("train", "val"):
        assert np.array_equal(resumed.parts[part], fresh.parts[part])
        mine, other = resumed.statistics.parts[part], fresh.statistics.parts[part]
        assert np.array_equal(mine.token_counts, other.token_counts)
        assert np.array_equal(mine.lengths.tokens, other.lengths.tokens)
        assert np.array_equal(mine.growth.distinct, other.growth.distinct)
        assert mine.character_classes == other.character_classes
    assert np.array_equal(resumed.document_starts, fresh.document_starts)


def _prepare_and_die(file: str) -> None:
    """Body of a process that is killed in the middle."""
    tokenizing._PIECE = 1 << 10
    tokenizing._SAVE_SECONDS = 0.0

    def emit(event: Event) -> None:
        if isinstance(event, Stage) and event.message.startswith("Turning") and (event.fraction or 0.0) > 0.5:
            os.kill(os.getpid(), signal.SIGKILL)

    prepare(experiment(file, "bpe", documents="blank_lines"), emit, JobControl())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_that_a_killed_preparation_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("To be, or not to be: that is the question.\n\n" * 3_000, encoding="utf-8")
    process = multiprocessing.get_context("spawn").Process(target=_prepare_and_die, args=(str(file),))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    chosen = experiment(file, "bpe", documents="blank_lines")
    events: list[Event] = []
    resumed = prepared(chosen, events)
    assert "Making the tokenizer" not in stages(events)
    monkeypatch.setattr(preparing, "Cache", lambda: Cache(tmp_path / "fresh"))
    fresh = prepared(chosen)
    assert np.array_equal(resumed.train, fresh.train)
    assert np.array_equal(resumed.statistics.parts["train"].token_counts, fresh.statistics.parts["train"].token_counts)


def test_that_two_at_once_prepare_a_text_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("To be, or not to be: that is the question.\n\n" * 20_000, encoding="utf-8")
    results: list[Prepared] = []
    events: list[Event] = []
    both = [
        threading.Thread(target=lambda: results.append(prepared(experiment(file, "bpe"), events))) for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert np.array_equal(results[0].train, results[1].train)
    made = [e for e in events if isinstance(e, Stage) and e.message == "Making the tokenizer"]
    assert len(made) == 1


def test_that_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("abcdefgh" * 500, encoding="utf-8")
    first = prepared(experiment(file))
    folder = first.files["train"].parent
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    assert np.array_equal(prepared(experiment(file)).train, first.train)


def test_that_a_run_does_not_depend_on_the_cache_or_the_source(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("abcdefgh" * 500, encoding="utf-8")
    found = prepared(experiment(file))
    kept = tmp_path / "train.bin"
    Cache().clear()
    found.keep("train", kept)
    assert np.array_equal(open_tokens(kept), found.train)


def test_that_a_cache_that_cannot_be_written_is_told_and_done_without(tmp_path: Path, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("a file stands in the way", encoding="utf-8")
    file = tmp_path / "a.txt"
    file.write_text("abcdefgh" * 500, encoding="utf-8")
    events: list[Event] = []
    assert len(prepared(experiment(file), events).train) == 3_600
    assert any(isinstance(event, Notice) and "temporary folder" in event.message for event in events)


def test_that_the_counts_are_told_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("ab cd.\n\n" * 90 + "春天 12\n\n" * 10, encoding="utf-8")
    events: list[Event] = []
    found = prepared(experiment(file, "byte", documents="blank_lines"), events)
    [counted] = [event for event in events if isinstance(event, DataCounted)]
    statistics = read_statistics(Path(counted.file))
    assert counted.parts["train"]["tokens"] == len(found.train) == statistics.parts["train"].tokens
    assert sum(part["documents"] for part in counted.parts.values()) == 100
    assert statistics.parts["val"].character_classes["han"] == 20
    assert statistics.parts["val"].character_classes["digits"] == 20


def test_that_the_run_keeps_tokens_and_counts(tmp_path: Path, tiny: Any) -> None:
    ended = train(tiny(training={"steps": 3}), lambda event: None, JobControl(), run_dir=tmp_path / "run")
    folder = RunFolder.open(Path(ended.run_dir))
    assert read_statistics(folder.statistics_file).parts["train"].tokens > 0
    assert not folder.tokens_file("test").exists()


def test_that_the_cache_keeps_to_its_limit_and_can_be_cleared(tmp_path: Path) -> None:
    cache = Cache()
    for number in range(3):
        file = tmp_path / f"{number}.txt"
        file.write_text("abcdefgh" * 5_000 + str(number), encoding="utf-8")
        prepared(experiment(file))
    full = cache.size()
    cache.set_limit(full // 2)
    assert cache.size() <= full // 2
    assert Cache().limit() == full // 2
    freed = cache.clear()
    assert freed > 0
    assert cache.size() == 0


def test_that_an_entry_in_use_is_not_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    with cache.hold("texts", "key", lambda: False, lambda: None) as slot:
        assert slot is not None
        (slot.building / "a").write_bytes(b"x" * 100)
        slot.commit()
        assert cache.clear() == 0
        assert slot.complete
        with cache.hold("texts", "key", lambda: True, lambda: None) as other:
            assert other is None
    assert cache.clear() == 100
