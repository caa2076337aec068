"""Several sources in one text: the shares that the weights promise, and what is drawn."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.readers.reading import put
from workbench.config.check import check
from workbench.config.missing import missing_files
from workbench.config.mixing import MixedSource
from workbench.config.overrides import apply_overrides
from workbench.config.sections import Data
from workbench.config.yaml_io import dumps, load, loads
from workbench.data.mixing import mix
from workbench.data.pieces import read_all
from workbench.data.readers.records import Document, Fault, Remark
from workbench.data.source import load_source
from workbench.errors import ExperimentError


def mixture(folder: Path, weight: float, *others: tuple[str, float], **settings: object) -> Data:
    more = tuple(MixedSource(source=str(folder / name), weight=own) for name, own in others)
    return Data(source=str(folder / "a.txt"), weight=weight, more_sources=more, documents="lines", **settings)


def drawn(data: Data) -> list[str]:
    return [piece.text for piece in read_all(data) if isinstance(piece, Document)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "a.txt", "".join(f"a{n}\n" for n in range(1_000)))
    put(tmp_path, "b.txt", "".join(f"b{n}\n" for n in range(1_000)))
    put(tmp_path, "c.jsonl", "".join(f'{{"id": "c{n}", "story": "cc {n}"}}\n' for n in range(100)))
    return tmp_path


def test_that_weights_of_one_are_one_after_the_other(folder: Path) -> None:
    data = mixture(folder, 1.0, ("b.txt", 1.0))
    assert drawn(data) == [f"a{n}" for n in range(1_000)] + [f"b{n}" for n in range(1_000)]
    alone = [load_source(Data(source=str(folder / name), documents="lines")).text for name in ("a.txt", "b.txt")]
    assert load_source(data).text == "\n\n".join(alone)
    assert load_source(data).name == "a.txt + b.txt"


def test_that_a_whole_weight_takes_each_document_so_often(folder: Path) -> None:
    counts = Counter(drawn(mixture(folder, 1.0, ("b.txt", 3.0))))
    assert {counts[f"a{n}"] for n in range(1_000)} == {1}
    assert {counts[f"b{n}"] for n in range(1_000)} == {3}


@pytest.mark.parametrize(("first", "second"), [(0.25, 1.0), (0.5, 2.5), (1.0, 1.75)])
def test_that_the_shares_are_those_of_the_weights(folder: Path, first: float, second: float) -> None:
    texts = drawn(mixture(folder, first, ("b.txt", second)))
    share = sum(len(text) for text in texts if text[0] == "b") / sum(map(len, texts))
    assert share == pytest.approx(second / (first + second), abs=0.02)
    remarks = [
        piece.message for piece in read_all(mixture(folder, first, ("b.txt", second))) if isinstance(piece, Remark)
    ]
    assert f"b.txt {100 * share:.1f} %" in remarks[-1]


def test_that_what_is_drawn_depends_on_the_seed_and_the_documents_alone(folder: Path) -> None:
    before = set(drawn(mixture(folder, 0.5)))
    assert set(drawn(mixture(folder, 0.5))) == before
    assert set(drawn(mixture(folder, 0.5, mixture_seed=1))) != before
    lines = (folder / "a.txt").read_text().splitlines()
    put(folder, "a.txt", "\n".join(["first", *reversed(lines)]))
    assert set(drawn(mixture(folder, 0.5))) - {"first"} == before
    assert set(drawn(mixture(folder, 0.7))) - {"first"} > before


@given(st.floats(0.01, 4.0), st.lists(st.text(min_size=1), max_size=20, unique=True))
def test_that_a_document_is_taken_as_often_as_the_weight_says(weight: float, texts: list[str]) -> None:
    data = Data(source="a", weight=weight)
    pieces = list(mix(data, lambda _: [Document(text, "a", 1) for text in texts], lambda _: "a"))
    counts = Counter(piece.text for piece in pieces if isinstance(piece, Document))
    assert all(int(weight) <= counts[text] <= int(weight) + 1 for text in texts)


def test_that_the_pieces_of_a_long_document_stay_together() -> None:
    pieces = [Document("head", "a", 1), Document("tail", "a", 2, continues=True), Document("other", "a", 3)]
    for seed in range(20):
        found = [
            piece.text
            for piece in mix(Data(weight=0.5, mixture_seed=seed), lambda _: pieces, lambda _: "a")
            if isinstance(piece, Document)
        ]
        assert ("head" in found) == ("tail" in found)


def test_that_each_source_has_its_columns_and_its_faults_are_told_once(folder: Path) -> None:
    put(folder, "c.jsonl", '{"id": "x", "story": "told"}\n{broken\n')
    entry = MixedSource(source=str(folder / "c.jsonl"), weight=2.0, template="{id}: {story}")
    data = Data(source=str(folder / "a.txt"), documents="lines", more_sources=(entry,), on_fault="skip")
    assert drawn(data)[-2:] == ["x: told", "x: told"]
    assert len([piece for piece in read_all(data) if isinstance(piece, Fault)]) == 1


def test_that_a_sample_may_be_one_of_them(folder: Path) -> None:
    data = Data(
        source="sample:stories", sample_characters=1_000, more_sources=(MixedSource(source=str(folder / "b.txt")),)
    )
    text = load_source(data)
    assert "b999" in text.text
    assert text.entropy_rate is None


def test_that_few_documents_with_a_broken_weight_are_told(folder: Path) -> None:
    data = Data(source=str(folder / "a.txt"), weight=0.5)
    remarks = [piece.message for piece in read_all(data) if isinstance(piece, Remark)]
    assert "a.txt has only 1 documents" in remarks[0]


def test_that_copies_are_not_measured_on(folder: Path) -> None:
    raw = {"data": {"source": "a.txt", "weight": 2.0}}
    with pytest.raises(ExperimentError, match=r"data\.split: cannot be ratio where a weight is above 1"):
        check(raw)
    assert check({"data": {**raw["data"], "split": "document"}}).data.weight == 2.0


def test_that_a_mixture_is_written_read_and_set(folder: Path) -> None:
    put(
        folder,
        "e.yaml",
        "data:\n  source: a.txt\n  more_sources: [{source: b.txt, weight: 0.5}, {source: 'hub:x/y'}]\n",
    )
    experiment = load(folder / "e.yaml")
    assert [entry.source for entry in experiment.data.more_sources] == [str(folder / "b.txt"), "hub:x/y"]
    assert loads(dumps(experiment)) == experiment
    changed = check(apply_overrides(experiment.model_dump(mode="json"), ["data.more_sources.1.weight=0.75"]))
    assert changed.data.weights == (1.0, 0.75, 1.0)
    with pytest.raises(ExperimentError, match=r"data\.more_sources\.1\.source"):
        check({"data": {"more_sources": [{"weight": 1.0}]}})
    missing = {"source": "sample:stories", "more_sources": [{"source": "b"}, {"source": str(folder / "b.txt")}]}
    assert [problem.field for problem in missing_files(missing)] == ["data.more_sources.1.source"]
    with pytest.raises(ExperimentError, match="weight"):
        check({"data": {"more_sources": [{"source": "b", "weight": 0.0}]}})
