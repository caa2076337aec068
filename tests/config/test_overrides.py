"""``--set section.field=value``."""

from __future__ import annotations

import pytest

from workbench.config.check import check
from workbench.config.overrides import apply_overrides, parse_scalar
from workbench.errors import ExperimentError


def test_that_overrides_leave_the_given_mapping_alone() -> None:
    raw = {"training": {"steps": 5}}
    assert apply_overrides(raw, ["training.steps=9"]) == {"training": {"steps": 9}}
    assert raw == {"training": {"steps": 5}}


def test_that_a_learning_rate_does_not_follow_into_an_optimizer_of_another_scale() -> None:
    raw = {"optimizer": {"name": "adamw", "learning_rate": 0.005}}
    assert check(apply_overrides(raw, ["optimizer.name=sgd"])).optimizer.learning_rate == 0.1
    assert check(apply_overrides(raw, ["optimizer.name=adam"])).optimizer.learning_rate == 0.005
    both = ["optimizer.name=sgd", "optimizer.learning_rate=0.3"]
    assert check(apply_overrides(raw, both)).optimizer.learning_rate == 0.3


def test_that_values_are_read_as_in_a_file() -> None:
    experiment = check(
        apply_overrides({}, ["optimizer.learning_rate=1e-3", "runtime.compile=off", "schedule.name=constant"])
    )
    assert experiment.optimizer.learning_rate == 0.001
    assert experiment.runtime.compile == "off"


@pytest.mark.parametrize(
    ("override", "text"),
    [
        ("sampling.prompt=42", "42"),
        ("sampling.prompt=a=b", "a=b"),
        (r'sampling.prompt="a\nb"', "a\nb"),
        ("sampling.prompt=null", "null"),
        ("sampling.prompt=it's: [here]", "it's: [here]"),
    ],
)
def test_that_a_text_setting_stays_text(override: str, text: str) -> None:
    assert check(apply_overrides({}, [override])).sampling.prompt == text


def test_that_the_name_needs_no_section() -> None:
    assert check(apply_overrides({}, ["name=2026"])).name == "2026"


@pytest.mark.parametrize("order", [0, 1])
def test_that_another_architecture_drops_only_what_it_does_not_have(order: int) -> None:
    raw = {"model": {"architecture": "gpt", "layers": 3, "heads": 8, "width": 64, "dropout": 0.25}}
    overrides = ["model.architecture=lstm", "model.width=96"]
    model = check(apply_overrides(raw, overrides[::-1] if order else overrides)).model
    assert model.model_dump() == {"architecture": "lstm", "layers": 3, "width": 96, "dropout": 0.25}


def test_that_a_choice_left_out_of_the_file_can_be_switched() -> None:
    raw = {"model": {"heads": 8}, "schedule": {"final_learning_rate": 1e-5}}
    experiment = check(apply_overrides(raw, ["model.architecture=mlp", "schedule.name=constant"]))
    assert (experiment.model.architecture, experiment.schedule.name) == ("mlp", "constant")


def test_that_a_misspelt_setting_in_the_file_is_still_reported_after_a_switch() -> None:
    with pytest.raises(ExperimentError) as caught:
        check(apply_overrides({"model": {"layrs": 2}}, ["model.architecture=lstm"]))
    assert str(caught.value.problems[0]) == "model.layrs: is not a known setting; did you mean layers?"


@pytest.mark.parametrize(
    ("override", "field"),
    [
        ("training.steps", "training.steps"),
        ("trainin.steps=3", "trainin.steps"),
        ("training=3", "training"),
        ("training.steps.more=3", "training.steps.more"),
        ("format=3", "format"),
    ],
)
def test_that_a_malformed_override_names_itself(override: str, field: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        apply_overrides({}, [override, "training.steps=5"])
    assert [problem.field for problem in caught.value.problems] == [field]


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("model.architecture=lstmm", "is unknown; choose one of"),
        ("model.layers=many", "must be a whole number"),
        ("training.batch_size=0", "must be at least 1"),
    ],
)
def test_that_a_wrong_value_names_its_field(override: str, message: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        check(apply_overrides({}, [override]))
    assert caught.value.problems[0].field == override.partition("=")[0]
    assert message in caught.value.problems[0].message


def test_that_an_unfinished_quotation_is_plain_text() -> None:
    assert parse_scalar('"') == '"'
    assert parse_scalar('"a" and "b"') == '"a" and "b"'
    assert parse_scalar("'5'") == "5"
