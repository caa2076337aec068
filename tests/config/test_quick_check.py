"""What is taken without pydantic's validators is what they would take, to the last type; the rest is left to them."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.config._quick_check import quickly_checked
from workbench.config.check import PLAIN, REGISTRIES, check
from workbench.config.experiment import SECTIONS, Experiment
from workbench.config.presets import first_experiment
from workbench.config.sections import Data, Runtime, Training
from workbench.config.setting import Section, settings_of

CLASSES = [*PLAIN.values(), *(entry for registry in REGISTRIES.values() for entry in registry.entries.values())]
VALUES = st.one_of(
    st.sampled_from([0, 1, -1, 2, 0.0, -0.0, 0.5, 1.0, 1e-9, 2**53, 10**30, True, False, None, "", "auto", "x",
                     "\ud800", math.inf, math.nan, [], [1], (), {}, b"x"]),
    st.integers(), st.floats(), st.text(max_size=4),
)  # fmt: skip


def by_pydantic(section: type[Section], values: dict[str, Any]) -> Section | None:
    try:
        return section.model_validate(values)
    except ValidationError:
        return None


def agree(section: type[Section], values: dict[str, Any]) -> None:
    quick = quickly_checked(section, values)
    if quick is not None:
        whole = by_pydantic(section, values)
        assert quick == whole
        assert repr(quick) == repr(whole)
        assert quick.model_fields_set == whole.model_fields_set  # type: ignore[union-attr]


@pytest.mark.parametrize("section", CLASSES, ids=lambda section: section.__name__)
def test_that_defaults_are_those_of_a_section_without_values(section: type[Section]) -> None:
    assert section.defaults() == section() == quickly_checked(section, {})
    assert repr(section.defaults()) == repr(section())


def test_that_the_default_experiment_is_the_same() -> None:
    assert Experiment.defaults() == Experiment()
    assert Experiment.defaults().data is not Experiment.defaults().data


@given(st.sampled_from(CLASSES), st.data())
def test_that_nothing_is_taken_that_pydantic_would_not_take(section: type[Section], data: st.DataObject) -> None:
    names = [item.name for item in settings_of(section)]
    agree(section, data.draw(st.dictionaries(st.sampled_from([*names, "unknown"]), VALUES, max_size=3)))


def test_that_limits_and_choices_hold() -> None:
    for section, name, wrong in (
        (Training, "steps", 0), (Training, "steps", True), (Training, "steps", 1.0), (Training, "ema_decay", 1.0),
        (Training, "gradient_clip", math.nan), (Training, "gradient_clip", -0.1), (Runtime, "device", "tpu"),
        (Data, "source", 3),
    ):  # fmt: skip
        assert quickly_checked(section, {name: wrong}) is None
    taken = quickly_checked(Training, {"gradient_clip": 2})
    assert isinstance(taken, Training)
    assert type(taken.gradient_clip) is float


def test_that_an_ordinary_file_is_taken_quickly() -> None:
    experiment = first_experiment()
    for name in SECTIONS:
        values = experiment.section(name).model_dump(mode="json")
        found = quickly_checked(type(experiment.section(name)), values)
        assert found == experiment.section(name)
    whole = {name: experiment.section(name).model_dump(mode="json") for name in SECTIONS}
    assert check({"name": experiment.name, **whole}) == experiment


def test_that_the_first_experiment_is_read_without_validators_and_without_the_yaml_library() -> None:
    code = "import sys; from workbench.config.presets import first_experiment as f; f(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"yaml", "pydantic.plugin._loader"} & set(done.stdout.split())
