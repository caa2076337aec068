"""Cleaning as part of the way from files to a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.data.cleaning.cleaner import identity
from workbench.data.joining import join_documents
from workbench.errors import DataError


def experiment(folder: Path, texts: dict[str, str], *steps: str | dict[str, Any], **data: Any) -> Experiment:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return check({"data": {"source": str(folder), "separator": "|", **data}, "cleaning": {"steps": list(steps)}})


def test_that_without_steps_a_text_is_as_it_was(tmp_path: Path) -> None:
    texts = {"a.txt": "  One\u00a0 <p> ", "b.txt": "One"}
    off = {"step": "lowercase", "enabled": False}
    assert join_documents(experiment(tmp_path, texts)).text == "  One\u00a0 <p> |One"
    assert join_documents(experiment(tmp_path, texts, off)).text == "  One\u00a0 <p> |One"


def test_that_the_order_of_the_steps_matters(tmp_path: Path) -> None:
    texts = {"a.txt": "The End", "b.txt": "the end"}
    assert join_documents(experiment(tmp_path, texts, "duplicates", "lowercase")).text == "the end|the end"
    assert join_documents(experiment(tmp_path, texts, "lowercase", "duplicates")).text == "the end"
    mark = {"step": "pattern", "pattern": "<b>", "replacement": "*"}
    assert join_documents(experiment(tmp_path, {"a.txt": "<b>x", "b.txt": ""}, mark, "html")).text == "*x"
    assert join_documents(experiment(tmp_path, {"a.txt": "<b>x", "b.txt": ""}, "html", mark)).text == "x"


def test_that_the_account_of_cleaning_is_told(tmp_path: Path) -> None:
    texts = {"a.txt": "One  two", "b.txt": "x", "c.txt": "ONE TWO"}
    steps = ["whitespace", {"step": "unicode", "enabled": False}, {"step": "length", "minimum": 2}]
    found = join_documents(experiment(tmp_path, texts, *steps))
    assert found.text == "One two|ONE TWO"
    assert found.documents == 2
    assert [str(notice.message) for notice in found.notices if "Cleaning" in notice.message] == [
        "Cleaning, step 1 (White space): 1 of 3 documents changed (1 characters).",
        "Cleaning, step 3 (Length): 1 of 3 documents left out (1 characters).",
    ]


def test_that_a_text_of_which_cleaning_leaves_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        join_documents(experiment(tmp_path, {"a.txt": "short"}, {"step": "length", "minimum": 100}))
    assert "Cleaning left nothing of" in caught.value.message


def test_that_rows_are_cleaned_one_by_one_and_in_order(tmp_path: Path) -> None:
    rows = "text\nB\nA\nb\nC\n"
    made = experiment(tmp_path, {"t.csv": rows}, {"step": "duplicates", "ignore": "case_and_space"}, "lowercase")
    assert join_documents(made).text == "b|a|c"


def test_that_a_sample_that_was_cleaned_has_no_exact_entropy_any_more() -> None:
    sample = {"data": {"source": "sample:markov", "sample_characters": 2000}}
    assert join_documents(check(sample)).entropy_rate is not None
    assert join_documents(check({**sample, "cleaning": {"steps": ["unicode"]}})).entropy_rate is None


def test_that_the_identity_of_cleaning_changes_exactly_with_what_it_does() -> None:
    def of(*steps: str | dict[str, Any]) -> str:
        return identity(check({"cleaning": {"steps": list(steps)}}).cleaning)

    off = {"step": "lowercase", "enabled": False}
    assert of() == of(off) == ""
    assert of("unicode") == of("unicode", off) == of({"step": "unicode", "form": "NFC"})
    assert len({of("unicode"), of({"step": "unicode", "form": "NFKC"}), of("lowercase", "unicode")}) == 3
    assert of("unicode", "lowercase") != of("lowercase", "unicode")
    assert "opencc" in of("chinese_script")
