"""Noised copies: of training documents only, the same for the same seed, with as much noise as was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbench.config.augmentation import Augmentation
from workbench.config.check import check
from workbench.data.augmentation import Augmenter
from workbench.data.flow import Placed, flow
from workbench.data.readers.records import Document, Remark
from workbench.data.splitting import splitter
from workbench.errors import ExperimentError

WORDS = [f"w{number}" for number in range(4_000)]


def copies(settings: Augmentation, *pieces: str) -> list[Document]:
    augmenter = Augmenter(settings)
    for number, text in enumerate(pieces):
        augmenter.take(Document(text, "a.txt", 1, continues=number > 0))
    return list(augmenter.copies())


def noise(**shares: float) -> Augmentation:
    return Augmentation(**{"copies": 1, "dropout": 0.0, "swap": 0.0, "replace": 0.0, **shares})


def test_that_words_are_left_out_as_often_as_asked() -> None:
    [made] = copies(noise(dropout=0.25), " ".join(WORDS))
    left = made.text.split()
    assert abs(len(left) / len(WORDS) - 0.75) < 4 * (0.25 * 0.75 / len(WORDS)) ** 0.5
    assert left == [word for word in WORDS if word in set(left)]


def test_that_swapped_words_all_stay() -> None:
    [made] = copies(noise(swap=0.3), " ".join(WORDS))
    found = made.text.split()
    assert sorted(found) == sorted(WORDS)
    moved = sum(one != other for one, other in zip(found, WORDS, strict=True))
    assert 0.2 < moved / len(WORDS) < 0.7


def test_that_words_are_drawn_as_often_as_they_occur() -> None:
    text = " ".join(["often"] * 900 + ["seldom"] * 100)
    [made] = copies(noise(replace=0.9), text)
    found = made.text.split()
    assert len(found) == 1_000
    drawn = found[:900].count("seldom")  # all of them were "often"
    assert abs(drawn / (900 * 0.9) - 0.1) < 0.05


def test_that_nothing_is_changed_without_noise_and_chinese_is_cut_by_characters() -> None:
    text = "此开卷第一回也。 The cat's ears,\n  and more-or-less  that.\n"
    assert [item.text for item in copies(noise(), text)] == [text]
    [made] = copies(noise(dropout=0.5), "此开卷第一回也" * 50)
    assert 100 < len(made.text) < 250


def test_that_the_seed_alone_decides() -> None:
    settings = Augmentation(copies=3)
    text = " ".join(WORDS[:200])
    first = [item.text for item in copies(settings, text)]
    assert first == [item.text for item in copies(settings, text)]
    assert len({*first, text}) == 4
    assert first != [item.text for item in copies(settings.model_copy(update={"seed": 2}), text)]


def test_that_a_document_in_pieces_is_copied_whole() -> None:
    made = copies(Augmentation(copies=2), "one two three ", "four five six ", "seven eight nine")
    assert [item.continues for item in made] == [False, True, True] * 2


def flown(folder: Path, **augmentation: Any) -> list[Any]:
    (folder / "t.csv").write_text("text\n" + "".join(f"Row {n} of many rows\n" for n in range(200)), encoding="utf-8")
    data = {"source": str(folder / "t.csv"), "split": "document", "validation_fraction": 0.3}
    experiment = check({"data": data, "augmentation": augmentation})
    return list(flow(experiment, splitter(experiment.data)))


def test_that_only_training_documents_are_copied_and_that_it_is_told(tmp_path: Path) -> None:
    plain = [item for item in flown(tmp_path) if isinstance(item, Placed)]
    noised = flown(tmp_path, copies=2, dropout=0.5)
    train = [item.document.text for item in plain if item.part == "train"]
    val = [item.document.text for item in plain if item.part == "val"]
    placed = [item for item in noised if isinstance(item, Placed)]
    assert [item.document.text for item in placed if item.part == "val"] == val
    found = [item.document.text for item in placed if item.part == "train"]
    assert 2 * len(train) < len(found) <= 3 * len(train)
    assert set(train) <= set(found)
    told = [str(item.message) for item in noised if isinstance(item, Remark) and "Augmentation" in item.message]
    assert told == [f"Augmentation: {2 * len(train)} noised copies of {len(train)} training documents were added."]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"augmentation": {"copies": 1}}, "augmentation.copies: needs a split by documents"),
        (
            {"augmentation": {"dropout": 0.9, "swap": 0.3}},
            "augmentation.dropout: with word swap and word noise is 1.25",
        ),
    ],
)
def test_that_noise_that_cannot_be_had_is_named(settings: dict[str, Any], problem: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        check(settings)
    assert str(caught.value.problems[0]).startswith(problem)
