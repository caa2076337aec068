"""The settings that say how a text is divided: which of them matter, and which do not go together."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.config.check import check
from workbench.config.sections import Data
from workbench.config.splitting import Splitting
from workbench.config.yaml_io import dumps, loads
from workbench.errors import ExperimentError


def used(**settings: Any) -> set[str]:
    data = Data(**settings)
    return {name for name in Splitting.model_fields if data.uses(name)} - {"split"}


def test_that_each_way_of_splitting_uses_settings_of_its_own() -> None:
    assert used() == {"validation_fraction", "test_fraction"}
    assert used(split="document") == used(split="file") == {"validation_fraction", "test_fraction", "split_seed"}
    assert used(split="column") == {"split_column", "validation_values", "test_values"}
    both = {"validation_source", "test_source"}
    assert used(split="separate", validation_source="a", test_source="b") == both
    assert used(split="separate", test_source="b") == {*both, "validation_fraction", "split_seed"}


def test_that_shares_count_only_where_they_are_used() -> None:
    assert Data().shares == (0.1, 0.0)
    assert Data(validation_fraction=0.2, test_fraction=0.3).shares == (0.2, 0.3)
    assert Data(split="column", test_fraction=0.3).shares == (0.0, 0.0)
    assert Data(split="separate", validation_source="a", test_fraction=0.3).shares == (0.0, 0.3)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            {"validation_fraction": 0.5, "test_fraction": 0.5},
            "data.test_fraction: 0.5 and data.validation_fraction (0.5) together leave nothing to train on",
        ),
        ({"split": "separate"}, "data.validation_source: is empty, and so is data.test_source: name one of them"),
        (
            {"split": "column", "validation_values": "dev, Held", "test_values": "held"},
            "data.test_values: has “held”, which data.validation_values has too",
        ),
        ({"split": "half"}, "data.split: must be one of"),
    ],
)
def test_that_settings_that_do_not_go_together_are_named(settings: dict[str, Any], problem: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        check({"data": settings})
    (found,) = caught.value.problems
    assert str(found).startswith(problem)


def test_that_what_is_not_used_disturbs_nobody() -> None:
    shares = {"validation_fraction": 0.9, "test_fraction": 0.2}
    assert check({"data": {"split": "separate", "validation_source": "a", **shares}}).data.test_fraction == 0.2
    assert check({"data": {"validation_values": "x", "test_values": "x"}}).data.test_values == "x"


def test_that_a_file_from_before_opens_with_the_end_of_the_text_kept_out() -> None:
    data = loads("format: 1\ndata:\n  source: a.txt\n  validation_fraction: 0.2\n").data
    assert (data.split, data.shares) == ("ratio", (0.2, 0.0))
    chosen = check({"data": {"split": "column", "split_column": "part", "test_values": "yes, 1"}})
    assert loads(dumps(chosen)) == chosen
