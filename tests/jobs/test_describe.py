"""What the data are like, against counts made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.overview import look_over
from workbench.jobs.describe import Description, describe_data
from workbench.jobs.tokenize import PASSAGE, passage

Tiny = Callable[..., Experiment]
CHINESE = "今天天气很好，我们一起去公园散步，看见了很多花和树。"
ENGLISH = "The weather is lovely today, and we went for a walk in the park to see the flowers and the trees."


def described(experiment: Experiment) -> Description:
    found = describe_data(experiment, lambda event: None, JobControl())
    assert found is not None
    return found


def text_of(tmp_path: Path, paragraphs: list[str]) -> dict[str, str]:
    file = tmp_path / "text.txt"
    file.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return {"source": str(file), "documents": "blank_lines"}


def test_that_frequent_and_rare_tokens_are_those_that_are_counted(tiny: Tiny, tmp_path: Path) -> None:
    data = text_of(tmp_path, [f"{ENGLISH} {number}" for number in range(60)])
    found = described(tiny(data=data, tokenizer={"kind": "byte"}))
    whole = Path(data["source"]).read_bytes()
    train = whole[: found.statistics.parts["train"].bytes]
    counts = Counter(train)
    assert [(token.id, token.count) for token in found.most[:1]] == counts.most_common(1)
    assert [token.count for token in found.most] == sorted(counts.values(), reverse=True)[:50]
    assert [token.count for token in found.least] == sorted(counts.values())[:50]
    assert found.unused == 256 - len(counts)
    assert found.most[0].share == pytest.approx(found.most[0].count / len(train))


def test_that_exact_and_near_copies_are_told_apart(tiny: Tiny, tmp_path: Path) -> None:
    different = [" ".join(f"word{number * 99 + place}" for place in range(99)) for number in range(20)]
    near = different[0].replace("word20", "other")
    overview = look_over(tiny(data=text_of(tmp_path, [*different, different[3], different[3], near])), lambda: False)
    assert overview is not None
    assert (overview.units, overview.copies, overview.near_copies) == (23, 2, 1)
    assert overview.whole
    assert not overview.lines


def test_that_the_languages_of_a_mixed_text_are_told_with_their_shares(tiny: Tiny, tmp_path: Path) -> None:
    halves = [ENGLISH * 10] * 100 + [CHINESE * 40] * 100
    overview = look_over(tiny(data=text_of(tmp_path, halves)), lambda: False)
    assert overview is not None
    assert set(list(overview.languages)[:2]) == {"en", "zh"}
    assert overview.languages["en"] == pytest.approx(0.5, abs=0.1)
    assert sum(overview.languages.values()) == pytest.approx(1)


def test_that_of_one_document_the_lines_are_compared(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("one line\nanother line\none line\n\n" * 3, encoding="utf-8")
    overview = look_over(tiny(data={"source": str(file)}), lambda: False)
    assert overview is not None
    assert overview.lines
    assert (overview.units, overview.copies) == (9, 7)


def test_that_a_long_text_is_looked_at_from_its_beginning_only(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.data.overview.MOST_CHARACTERS", 500)
    overview = look_over(tiny(data=text_of(tmp_path, [ENGLISH] * 30)), lambda: False)
    assert overview is not None
    assert overview.characters == 500
    assert not overview.whole


def test_that_languages_and_passages_are_taken_from_all_of_a_long_text(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.data.overview.MOST_CHARACTERS", 5_000)
    experiment = tiny(data=text_of(tmp_path, [ENGLISH * 10] * 300 + [CHINESE * 40] * 300), tokenizer={"kind": "byte"})
    overview = look_over(experiment, lambda: False)
    assert overview is not None
    assert "zh" not in overview.languages
    found = described(experiment).overview
    assert found.languages["zh"] == pytest.approx(0.5, abs=0.03)  # of the characters; of the bytes it is 0.72
    passages = [passage(experiment, number, JobControl()) for number in range(20)]
    whole = (tmp_path / "text.txt").read_text(encoding="utf-8")
    assert passages[0] == whole[:PASSAGE]
    assert all(text in whole and len(text) == PASSAGE for text in passages)
    assert 5 < sum(CHINESE in text for text in passages) < 20


@pytest.mark.parametrize("lines", [True, False])
def test_that_copies_are_looked_for_in_all_of_a_long_text(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: bool
) -> None:
    monkeypatch.setattr("workbench.data.overview.MOST_CHARACTERS", 10_000)
    monkeypatch.setattr("workbench.data.overview._STRETCH", 500)
    different = [f"{number}: " + " ".join(f"word{number * 9 + place}" for place in range(9)) for number in range(900)]
    texts = [*different, *["the very same at the end of it"] * 300]
    if lines:
        (tmp_path / "one.txt").write_text("\n".join(texts), encoding="utf-8")
    data = {"source": str(tmp_path / "one.txt")} if lines else text_of(tmp_path, texts)
    experiment = tiny(data=data, tokenizer={"kind": "byte"})
    found = described(experiment).overview
    assert (found.lines, found.whole) == (lines, False)
    length = sum(map(len, texts))
    assert found.every == -(-length // 10_000) or found.every == -(-(length + 2 * len(texts)) // 10_000)
    assert found.characters == pytest.approx(length / found.every, rel=0.2)
    assert found.units == pytest.approx(len(texts) / found.every, rel=0.2)
    assert found.copies == pytest.approx(300 / found.every, rel=0.2)
    beginning = look_over(experiment, lambda: False)
    assert beginning is not None
    assert beginning.copies == 0


def test_that_the_same_copies_are_found_in_a_text_on_disk_and_as_it_flows(tiny: Tiny, tmp_path: Path) -> None:
    different = [" ".join(f"word{number * 99 + place}" for place in range(99)) for number in range(20)]
    texts = [*different, different[3], different[0].replace("word20", "other")]
    for data in (text_of(tmp_path, texts), {"source": "sample:stories", "sample_characters": 30_000}):
        experiment = tiny(data=data, tokenizer={"kind": "byte"})
        on_disk, flowing = described(experiment).overview, look_over(experiment, lambda: False)
        assert flowing is not None
        for name in ("whole", "every", "lines", "units", "copies", "near_units", "near_copies"):
            assert getattr(on_disk, name) == getattr(flowing, name), name


def test_that_a_stop_ends_the_look(tiny: Tiny) -> None:
    assert look_over(tiny(), lambda: True) is None
