"""Documents divided into training, validation and test: nothing lost, nothing twice, and always the same way."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.config.sections import Data
from workbench.data.readers.records import Document
from workbench.data.splitting import HEAD, PARTS, PartName, borders, draw, guess_split_column, key_of, splitter
from workbench.errors import DataError

TEXTS = st.text(st.characters(), max_size=30)
SHARES = st.floats(0.001, 0.45)
NAMES = ["train", "Train", "validation", "dev", "test", "extra", "", " TEST "]


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Documents of a few files, some of them in pieces, some the same as others."""
    found: list[Document] = []
    for number in range(draw(st.integers(0, 20))):
        file, part = draw(st.sampled_from("abc")), draw(st.sampled_from(NAMES))
        for index, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=3))):
            found.append(Document(text, file, number, {"text": text, "split": part}, continues=index > 0))
    return found


def divided(data: Data, read: list[Document]) -> dict[PartName, list[Document]]:
    chosen = splitter(data)
    parts: dict[PartName, list[Document]] = {split: [] for split in PARTS}
    for document in read:
        parts[chosen.part_of(document)].append(document)
    assert chosen.documents == {split: sum(not item.continues for item in parts[split]) for split in PARTS}
    return parts


def wholes(pieces: list[Document]) -> Counter[tuple[int, str]]:
    """How often each document occurs: its line, and its text of all pieces that stand behind each other."""
    found: list[tuple[int, str]] = []
    for piece in pieces:
        if piece.continues:
            line, text = found.pop()
            assert line == piece.line
            found.append((line, text + piece.text))
        else:
            found.append((piece.line, piece.text))
    return Counter(found)


def rows(**counts: int) -> list[Document]:
    values = [name for name, count in counts.items() for _ in range(count)]
    return [Document(f"text {i}", "a.csv", i, {"text": f"text {i}", "split": name}) for i, name in enumerate(values)]


@given(documents(), st.sampled_from(["document", "file", "column", "separate"]), SHARES, SHARES, st.integers(0, 9))
def test_that_no_split_loses_or_duplicates_a_document(
    read: list[Document], by: Any, validation: float, test: float, seed: int
) -> None:
    data = Data(split=by, split_seed=seed, validation_fraction=validation, test_fraction=test, split_column="split")
    parts = divided(data, read)
    assert sum((wholes(part) for part in parts.values()), Counter()) == wholes(read)
    for part in parts.values():
        assert [item.line for item in part] == sorted(item.line for item in part)


@given(st.text(max_size=200), SHARES, st.one_of(st.just(0.0), SHARES))
def test_that_a_cut_text_is_whole_again_when_joined(text: str, validation: float, test: float) -> None:
    first, second = borders(len(text), validation, test)
    assert 0 <= first <= second <= len(text)
    assert text[:first] + text[first:second] + text[second:] == text
    assert abs(second - first - validation * len(text)) <= 1.001
    assert abs(len(text) - second - test * len(text)) <= 1.001


@given(st.integers(0, 10**9), SHARES)
def test_that_without_a_test_part_the_cut_is_that_of_nanogpt(length: int, validation: float) -> None:
    assert borders(length, validation, 0.0) == (int(length * (1.0 - validation)), length)


@given(documents(), documents(), st.sampled_from(["document", "file"]), st.randoms(use_true_random=False))
def test_that_documents_stay_where_they_are_when_others_come_or_the_order_changes(
    read: list[Document], others: list[Document], by: Any, chance: Any
) -> None:
    data = Data(split=by, validation_fraction=0.3, test_fraction=0.3)
    single = [item for item in read if not item.continues]
    before = divided(data, single)
    mixed = [*single, *(item for item in others if not item.continues)]
    chance.shuffle(mixed)
    after = divided(data, mixed)
    for split in PARTS:
        assert all(item in after[split] for item in before[split])


@given(st.binary(max_size=16), st.integers(0, 2**31 - 1), SHARES, SHARES, SHARES)
def test_that_larger_shares_only_add_to_a_part(key: bytes, seed: int, low: float, high: float, test: float) -> None:
    low, high = sorted((low, high))
    if draw(key, seed, low, test) == "val":
        assert draw(key, seed, high, 0.0) == draw(key, seed, high, test) == "val"
    if draw(key, seed, test, low) == "test":
        assert draw(key, seed, test, high) == "test"


def test_that_the_shares_come_out_as_asked_for() -> None:
    counts = Counter(draw(key_of(f"document {number}"), 5, 0.1, 0.05) for number in range(20_000))
    assert counts["val"] == pytest.approx(2_000, abs=4 * (20_000 * 0.1 * 0.9) ** 0.5)
    assert counts["test"] == pytest.approx(1_000, abs=4 * (20_000 * 0.05 * 0.95) ** 0.5)


def test_that_a_draw_is_what_blake2_says() -> None:
    key = hashlib.blake2b(b"some text", digest_size=16).digest()
    number = hashlib.blake2b(key, digest_size=8, salt=(7).to_bytes(8, "little"), person=b"split").digest()
    place = int.from_bytes(number, "little") / 2**64
    assert key_of("some text") == key
    assert draw(key, 7, place + 1e-9, 0.0) == "val"
    assert draw(key, 7, place - 1e-9, 0.0) == "train"
    assert draw(key, 7, 0.0001, 1.0 - place + 1e-9) == "test"


def test_that_another_seed_draws_other_documents() -> None:
    keys = [key_of(str(number)) for number in range(200)]
    first, second = ([draw(key, seed, 0.5, 0.0) for key in keys] for seed in (1, 2))
    assert 60 < sum(map(str.__ne__, first, second)) < 140


def test_that_a_long_document_is_drawn_by_its_head_however_it_is_cut() -> None:
    text = "word " * HEAD
    for end in (HEAD, HEAD + 1, len(text)):
        assert key_of(text[:end]) == key_of(text)


def test_that_copies_of_a_document_fall_into_one_part() -> None:
    read = [Document(f"text {i % 50}", f"{i}.txt", i) for i in range(500)]
    parts = divided(Data(split="document", validation_fraction=0.3), read)
    assert not {item.text for item in parts["train"]} & {item.text for item in parts["val"]}


def test_that_the_usual_names_of_a_column_are_understood() -> None:
    parts = divided(Data(split="column"), rows(train=5, dev=2, Validation=1, TEST=3, extra=1))
    assert {split: len(part) for split, part in parts.items()} == {"train": 6, "val": 3, "test": 3}


def test_that_values_named_by_the_user_count_alone() -> None:
    data = Data(split="column", split_column="split", validation_values="Fold1, test", test_values="fold2")
    parts = divided(data, rows(fold0=3, fold1=2, FOLD2=1, test=4, dev=7))
    assert {split: len(part) for split, part in parts.items()} == {"train": 10, "val": 6, "test": 1}


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"text": "train", "split": "dev"}, "split"),
        ({"text": "a", "which": "Training"}, "which"),
        ({"text": "a", "split": "b"}, "split"),
        ({"text": "a", "Fold": 1}, "Fold"),
        ({"text": "a", "part": 1, "kind": "test"}, "kind"),
        ({"text": "a", "number": 1}, None),
        ({}, None),
    ],
)
def test_that_the_column_of_the_parts_is_found_by_its_looks(fields: dict[str, object], column: str | None) -> None:
    assert guess_split_column(fields) == column


def test_that_what_was_guessed_and_counted_is_told() -> None:
    chosen = splitter(Data(split="column"))
    for document in rows(train=3, dev=2):
        chosen.part_of(document)
    told = [notice.message for notice in chosen.notices()]
    assert told == [
        "The column “split” says to which part a row belongs; data.split_column chooses another.",
        "Documents: 3 to train on, 2 to validate.",
        "The values of “split”: “train” 3 (training), “dev” 2 (validation).",
    ]


def test_that_a_missing_column_is_named_with_those_there_are() -> None:
    for column, words in (
        ("kind", "no column “kind” in a.csv; its columns are “text”, “about”"),
        ("", "No column of a.csv says"),
    ):
        chosen = splitter(Data(split="column", split_column=column))
        with pytest.raises(DataError, match=words) as caught:
            chosen.part_of(Document("x", "a.csv", 2, {"text": "x", "about": "zzz"}))
        assert "data.split_column" in caught.value.advice


def failure(data: Data, read: list[Document]) -> DataError:
    chosen = splitter(data)
    for document in read:
        chosen.part_of(document)
    with pytest.raises(DataError) as caught:
        chosen.check("a.csv")
    return caught.value


def test_that_an_empty_part_names_a_seed_with_which_it_has_some() -> None:
    read = [Document(f"text {number}", "a.txt", number) for number in range(6)]
    data = next(
        data
        for seed in range(100)
        if not divided(data := Data(split="document", split_seed=seed, validation_fraction=0.2), read)["val"]
    )
    error = failure(data, read)
    assert error.message == "None of the 6 documents of a.csv is in the validation part."
    seed = int("".join(filter(str.isdigit, error.advice)))
    parts = divided(data.model_copy(update={"split_seed": seed}), read)
    assert [len(parts[split]) for split in PARTS] == [5, 1, 0]


def test_that_an_empty_part_says_what_to_do_where_no_seed_helps() -> None:
    one = [Document("alone", "a.txt", 1)]
    assert "data.documents" in failure(Data(split="document"), one).advice
    assert "several files" in failure(Data(split="file"), one).advice
    assert "data.validation_values" in failure(Data(split="column"), rows(train=4, test=2)).advice
    assert failure(Data(split="column", test_values="held"), rows(train=4, dev=2)).message.endswith("in the test part.")


def test_that_documents_of_other_files_go_where_their_file_belongs() -> None:
    chosen = splitter(Data(split="separate", validation_source="dev.txt"))
    found = [chosen.part_of(Document(str(i), "a.txt", i)) for i in range(100)]
    assert found == ["train"] * 100
    assert chosen.part_of(Document("x", "dev.txt", 1), "val") == "val"
    assert chosen.part_of(Document("y", "dev.txt", 1, continues=True), "val") == "val"
    chosen.check("a.txt")


def test_that_what_names_no_file_is_drawn_by_document() -> None:
    read = [Document(str(i), "a.txt", i) for i in range(400)]
    parts = divided(Data(split="separate", test_source="test.txt", validation_fraction=0.25), read)
    assert parts["val"] == divided(Data(split="document", validation_fraction=0.25), read)["val"]
    assert len(parts["val"]) > 50
    assert not parts["test"]
