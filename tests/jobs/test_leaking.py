"""Leakage between the parts of a text, counted where the text is prepared and told by everybody."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data import units
from workbench.data.cache import Cache
from workbench.data.flow import Placed
from workbench.data.leakage import Key, Units
from workbench.data.readers.records import Document
from workbench.data.splitting import borders, splitter
from workbench.data.store import StoredText, TextPart, TextWriter
from workbench.data.units import UnitKind, choose_units, units_of
from workbench.errors import SplitError
from workbench.events import DataPrepared, Event, Leakage, Stage
from workbench.jobs import leaking
from workbench.jobs.prepare import prepare, preview_data
from workbench.jobs.train import train
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_events
from workbench.terminal.wording import describe

Tiny = Callable[..., Experiment]
SENTENCES = [
    f"The {a} {b} in the {c} by the river, as it was told."
    for a in ("old", "young", "tall", "wise", "shy")
    for b in ("king", "queen", "baker", "miller", "smith", "cook")
    for c in ("castle", "mill", "house", "wood")
]


def stored(
    folder: Path, placed: list[Placed], separator: str = "\n\n", cuts: tuple[float, float] = (0, 0)
) -> StoredText:
    with TextWriter(folder, separator) as writer:
        for item in placed:
            writer.take(item)
        return writer.finish(cuts)


def table(tmp_path: Path, rows: list[tuple[str, str]]) -> Path:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        "".join(json.dumps({"text": text, "split": split}) + "\n" for text, split in rows), encoding="utf-8"
    )
    return file


def keys_of(part: TextPart, kind: UnitKind, every: int = 1) -> list[Key]:
    return [key for units in units_of(part, kind, "\n\n", every) for key in units.keys]


def found_in(events: list[Event]) -> list[Leakage]:
    return [event for event in events if isinstance(event, Leakage)]


def test_that_the_units_of_a_part_are_its_documents_however_long(tmp_path: Path) -> None:
    texts = ["one", "", "x" * 9_000_000, "äöü" * 10, "狗", "last\n\nof all"]
    placed = [Placed("train", Document(text, "a", number)) for number, text in enumerate(texts)]
    placed.insert(3, Placed("train", Document("and more", "a", 2, continues=True)))
    texts[2] += "and more"
    part = stored(tmp_path, placed).part("train")
    assert keys_of(part, "documents") == Units.of(texts).keys
    assert keys_of(part, "documents", every=2) == Units.of(texts[::2]).keys


@pytest.mark.parametrize("shares", [(0.2, 0.0), (0.2, 0.3)])
def test_that_a_cut_gives_each_part_its_own_stretch(tmp_path: Path, shares: tuple[float, float]) -> None:
    texts = [f"Zeile {number}: äöü 狗\n" * (number % 5) for number in range(300)]
    cut = stored(tmp_path, [Placed("train", Document(text, "a", 1)) for text in texts], "|", shares)
    whole = "|".join(texts)
    first, second = borders(len(whole), *shares)
    assert [cut.part(name).text() for name in ("train", "val", "test")] == [
        whole[:first],
        whole[first:second],
        whole[second:],
    ]
    assert sum(cut.part(name).documents for name in ("train", "val", "test")) == 300
    for name, begin in (("val", first), ("test", second)):
        part = cut.part(name)
        starts = [start for some in part.document_starts() for start in some.tolist()]
        assert all(begin + start == 0 or whole[begin + start - 1] == "|" for start in starts)


def test_that_a_text_of_few_documents_is_looked_at_by_paragraphs_or_lines(tmp_path: Path) -> None:
    def kind(*documents: str) -> str:
        cut = stored(tmp_path, [Placed("train", Document(text, "a", 1)) for text in documents], cuts=(0.5, 0))
        return choose_units(cut.part("train"), cut.part("val"))

    assert kind("\n\n".join(SENTENCES)) == "paragraphs"
    assert kind("\n".join(SENTENCES)) == "lines"
    assert kind(*SENTENCES) == "documents"


def test_that_short_lines_and_texts_without_any_do_not_count(tmp_path: Path) -> None:
    text = "\n".join(["KING:", SENTENCES[0], "  ", "z" * 100_000, "狗" * 14])
    part = stored(tmp_path, [Placed("train", Document(text, "a", 1))]).part("train")
    assert keys_of(part, "lines") == [SENTENCES[0], "狗" * 14]


def test_that_leakage_is_counted_told_and_recorded(tmp_path: Path, tiny: Tiny) -> None:
    train_rows, copies = SENTENCES[:80], [*SENTENCES[:12], SENTENCES[20].replace("river", "rivers")]
    val_rows = [*SENTENCES[80:110], *copies]
    source = table(tmp_path, [(text, "train") for text in train_rows] + [(text, "dev") for text in val_rows])
    experiment = tiny(data={"source": str(source), "split": "column"}, training={"steps": 3})
    events: list[Event] = []
    ended = train(experiment, events.append, JobControl(), tmp_path / "runs")
    [found] = found_in(events)
    assert (found.part, found.within, found.kind, found.units) == ("val", "train", "documents", 43)
    assert found.exact == 12
    assert found.near >= 1
    assert found.message.startswith(
        f"{found.found} of 43 documents of the validation text are also in the training text"
    )
    assert describe(found).startswith(f"Warning: {found.found} of 43")
    [recorded] = read_events(Path(ended.run_dir), "leakage")
    assert (recorded["exact"], recorded["near"]) == (found.exact, found.near)


def test_that_preview_and_training_count_the_same(tmp_path: Path, tiny: Tiny) -> None:
    source = table(tmp_path, [(text, "-") for text in SENTENCES * 3])
    data = {"source": str(source), "test_fraction": 0.2, "validation_fraction": 0.2}
    told: list[list[Event]] = [[], []]
    for job, events in zip((prepare, preview_data), told, strict=True):
        job(tiny(data=data), events.append, JobControl())
    assert found_in(told[0]) == found_in(told[1])
    assert [(found.part, found.within) for found in found_in(told[0])] == [
        ("val", "train"),
        ("test", "train"),
        ("test", "val"),
    ]
    # The documents at the two cuts are not whole.
    assert all(found.exact >= found.looked_at - 1 > 20 for found in found_in(told[0])[:2])
    assert "data.split" in found_in(told[0])[0].advice


def test_that_a_text_is_searched_once_for_all_tokenizers(
    tmp_path: Path, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = table(tmp_path, [(text, "-") for text in SENTENCES * 3])
    told: list[list[Event]] = [[], []]
    prepare(tiny(data={"source": str(source)}, tokenizer={"kind": "char"}), told[0].append, JobControl())
    monkeypatch.setattr(leaking, "find_leakage", lambda *_: pytest.fail("it was looked for again"))
    prepare(tiny(data={"source": str(source)}, tokenizer={"kind": "byte"}), told[1].append, JobControl())
    assert found_in(told[0]) == found_in(told[1]) != []


def test_that_a_search_that_was_cut_off_is_done_when_the_text_is_next_used(tmp_path: Path, tiny: Tiny) -> None:
    source = table(tmp_path, [(text, "-") for text in SENTENCES * 3])
    control, told = JobControl(), list[Event]()

    def emit(event: Event) -> None:
        if isinstance(event, Stage) and event.message.startswith("Turning"):
            control.stop()

    assert prepare(tiny(data={"source": str(source)}), emit, control) is None
    [kept] = (Cache().root / "texts").glob("*/text.json")
    assert json.loads(kept.read_bytes())["leakage"] is None
    prepare(tiny(data={"source": str(source)}), told.append, JobControl())
    assert len(json.loads(kept.read_bytes())["leakage"]) == len(found_in(told)) == 1


def test_that_an_end_of_the_other_work_ends_the_search(tmp_path: Path) -> None:
    texts = SENTENCES * 2
    cut = stored(tmp_path, [Placed("train", Document(text, "a", 1)) for text in texts], cuts=(0.5, 0))
    asked = threading.Event()
    let_go = threading.Event()

    def stopped() -> bool:
        asked.set()
        let_go.wait(10)
        return False

    with leaking.LeakageSearch(cut, check({}).data, stopped) as search:
        assert asked.wait(10)
        assert not search.ended
        search.give_up()
        let_go.set()
    assert search.found() == ()


def test_that_documents_drawn_by_content_do_not_leak_exactly(tmp_path: Path, tiny: Tiny) -> None:
    source = table(tmp_path, [(text, "-") for text in SENTENCES * 3])
    events: list[Event] = []
    prepare(tiny(data={"source": str(source), "split": "document"}), events.append, JobControl())
    [found] = found_in(events)
    assert found.exact == 0
    assert found.units % 3 == 0


def test_that_of_a_long_text_a_part_is_looked_at_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaking, "MOST_CHARACTERS", 2_000)
    texts = SENTENCES * 2
    cut = stored(tmp_path, [Placed("train", Document(text, "a", 1)) for text in texts], cuts=(0.5, 0))
    data = check({}).data
    [found] = leaking.look_for_leakage(cut, data, lambda: False)
    assert found.every == 4
    assert "one part in 4 of the text" in found.message
    assert 0 < found.exact < found.looked_at


def test_that_of_a_long_text_without_documents_samples_of_both_parts_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaking, "MOST_CHARACTERS", 100_000)
    monkeypatch.setattr(units, "_SAMPLED", 10_000)
    text = "\n".join(f"{number:07} {SENTENCES[number % 120]} {number:07}" for number in range(40_000))
    cut = stored(tmp_path, [Placed("train", Document(text, "a", 1))], cuts=(0.3, 0))
    [found] = leaking.look_for_leakage(cut, check({}).data, lambda: False)
    assert found.kind == "lines"
    assert found.units == pytest.approx(12_000, rel=0.15)
    assert found.looked_at < found.units / 4
    assert f"{found.looked_at:,} of about {found.units:,} lines" in found.message
    assert [found] == list(leaking.look_for_leakage(cut, check({}).data, lambda: False))


def test_that_what_comes_everywhere_is_found_in_samples_of_a_long_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaking, "MOST_CHARACTERS", 100_000)
    monkeypatch.setattr(units, "_SAMPLED", 10_000)
    cut = stored(tmp_path, [Placed("train", Document("\n".join(SENTENCES * 200), "a", 1))], cuts=(0.3, 0))
    [found] = leaking.look_for_leakage(cut, check({}).data, lambda: False)
    assert found.exact >= found.looked_at - 1 > 1_000  # what a border cuts in two may be there nearly


def test_that_a_test_part_is_kept_out_of_both_and_goes_into_the_run(tmp_path: Path, tiny: Tiny) -> None:
    text = tmp_path / "a.txt"
    content = "".join(SENTENCES)
    text.write_text(content, encoding="utf-8")
    data = {"source": str(text), "validation_fraction": 0.2, "test_fraction": 0.3}
    events: list[Event] = []
    made = prepare(tiny(data=data), events.append, JobControl())
    assert made is not None
    decoded = [made.tokenizer.decode(ids) for ids in (made.train, made.val, made.test)]
    first, second = borders(len(content), 0.2, 0.3)
    assert decoded == [content[:first], content[first:second], content[second:]]
    [report] = [event for event in events if isinstance(event, DataPrepared)]
    assert (report.train_tokens, report.val_tokens, report.test_tokens) == (
        first,
        second - first,
        len(content) - second,
    )
    assert f"{report.test_tokens:,} to test with" in describe(report)
    ended = train(tiny(data=data, training={"steps": 3}), events.append, JobControl(), tmp_path / "runs")
    assert RunFolder(Path(ended.run_dir)).test_file.exists()
    ended = train(tiny(training={"steps": 3}), events.append, JobControl(), tmp_path / "runs")
    assert not RunFolder(Path(ended.run_dir)).test_file.exists()


def test_that_other_files_are_read_like_the_source(tmp_path: Path, tiny: Tiny) -> None:
    for name, texts in (("train", SENTENCES[:60]), ("dev", SENTENCES[60:80]), ("test", SENTENCES[80:])):
        lines = "".join(json.dumps({"id": 1, "said": text}) + "\n" for text in texts)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    data = {
        "source": str(tmp_path / "train.jsonl"),
        "split": "separate",
        "validation_source": str(tmp_path / "dev.jsonl"),
        "test_source": str(tmp_path / "test.jsonl"),
        "text_columns": "said",
        "separator": "\n",
    }
    made = prepare(tiny(data=data), lambda event: None, JobControl())
    assert made is not None
    decoded = [made.tokenizer.decode(ids) for ids in (made.train, made.val, made.test)]
    assert decoded == ["\n".join(texts) for texts in (SENTENCES[:60], SENTENCES[60:80], SENTENCES[80:])]


def test_that_the_parts_of_a_folder_are_its_files(tmp_path: Path, tiny: Tiny) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text("\n\n".join(SENTENCES[number : number + 9]), encoding="utf-8")
    data: dict[str, Any] = {"source": str(folder), "split": "file", "documents": "blank_lines", "separator": "\n\n"}
    made = prepare(tiny(data=data), lambda event: None, JobControl())
    assert made is not None
    val = made.tokenizer.decode(made.val)
    names = [number for number in range(40) if "\n\n".join(SENTENCES[number : number + 9]) in val]
    assert names
    assert val == "\n\n".join("\n\n".join(SENTENCES[number : number + 9]) for number in sorted(names, key=str))


@pytest.mark.parametrize(
    ("data", "words", "field"),
    [
        ({"split": "document"}, "only one document in a.txt, which cannot be divided", "data.split"),
        ({"split": "file"}, "only one document in a.txt, which cannot be divided", "data.split"),
        ({"split": "column"}, "No column of a.txt says to which part a row belongs", "data.split_column"),
    ],
)
def test_that_a_text_that_cannot_be_divided_so_is_refused_at_the_setting(
    tmp_path: Path, tiny: Tiny, data: dict[str, Any], words: str, field: str
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(" ".join(SENTENCES), encoding="utf-8")
    chosen = tiny(data={"source": str(file), **data})
    assert splitter(chosen.data).cuts == (0.0, 0.0)
    with pytest.raises(SplitError, match=words) as caught:
        prepare(chosen, lambda event: None, JobControl())
    assert caught.value.field == field
    assert caught.value.advice


def test_that_a_sample_is_drawn_by_its_stories(tiny: Tiny) -> None:
    made = prepare(tiny(data={"split": "document"}), lambda event: None, JobControl())
    assert made is not None
    stories = made.tokenizer.decode(made.val).split("\n\n")
    whole = prepare(tiny(), lambda event: None, JobControl())
    assert whole is not None
    everything = whole.tokenizer.decode(whole.train) + whole.tokenizer.decode(whole.val)
    assert all(story in everything.split("\n\n") for story in stories)
