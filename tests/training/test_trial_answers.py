"""The file of what trials found: counted and forgotten by whoever asks, without torch."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import StorageError
from workbench.training.trial_answers import MOST, add_answer, count_answered, forget_answers, read_answers

ANSWER = {"taken": True, "why": "speed", "gain": 1.5}


def test_that_answers_are_counted_by_experiment_and_forgotten_together(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "tuning.json"
    assert count_answered(file) == 0
    assert forget_answers(file) == 0
    for experiment, question in (("one", "bf16"), ("one", "oneDNN"), ("two", "bf16")):
        add_answer(file, experiment, question, ANSWER)
    assert count_answered(file) == 2
    assert read_answers(file)["one"] == {"bf16": ANSWER, "oneDNN": ANSWER}
    assert forget_answers(file) == 2
    assert count_answered(file) == 0
    assert list(file.parent.iterdir()) == []


def test_that_the_oldest_experiments_are_forgotten_first(tmp_path: Path) -> None:
    file = tmp_path / "tuning.json"
    file.write_text("{" + ", ".join(f'"{number}": {{}}' for number in range(MOST)) + "}", encoding="utf-8")
    add_answer(file, "another", "bf16", ANSWER)
    assert count_answered(file) == MOST
    assert "0" not in read_answers(file)


def test_that_a_damaged_file_counts_as_none_and_is_removed(tmp_path: Path) -> None:
    file = tmp_path / "tuning.json"
    file.write_text('{"one": ', encoding="utf-8")
    assert count_answered(file) == 0
    assert forget_answers(file) == 0
    assert not file.exists()


def test_that_a_file_that_cannot_be_removed_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "tuning.json"
    file.mkdir()
    with pytest.raises(StorageError, match=r"removing tuning\.json"):
        forget_answers(file)
