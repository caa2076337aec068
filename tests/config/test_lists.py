"""Settings that are ordered lists of entries: ``cleaning.steps``."""

from __future__ import annotations

from typing import Annotated

import pytest

from workbench.config._yaml_writer import _settings
from workbench.config.check import PLAIN, check
from workbench.config.cleaning import Cleaning
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.experiment import Experiment
from workbench.config.listed import Listed
from workbench.config.overrides import apply_overrides
from workbench.config.setting import Section, setting, settings_of
from workbench.config.yaml_io import dumps, load_raw, loads
from workbench.errors import ExperimentError

TWO = "cleaning:\n  steps: [unicode, {step: unicode, form: NFKC, enabled: false}]\n"


class Entry(Section):
    """An entry of a list without a choice."""

    path: str = setting("a.txt", "Path", "Where it is.")
    weight: float = setting(1.0, "Weight", "How much of it.", above=0.0, maximum=100.0)


class Several(Section):
    """A section with a list of entries of one class."""

    parts: Annotated[tuple[Entry, ...], Listed(Entry)] = setting((), "Parts", "What is mixed.")


def problems_of(steps: str) -> list[str]:
    with pytest.raises(ExperimentError) as caught:
        loads(f"cleaning:\n  steps: {steps}\n")
    return [str(problem) for problem in caught.value.problems]


def changed(*overrides: str) -> Cleaning:
    return check(apply_overrides(load_raw(TWO), overrides)).cleaning


def test_that_there_are_no_steps_until_somebody_wants_them() -> None:
    assert Experiment().cleaning.steps == ()
    assert "  steps: []\n" in dumps(Experiment())
    assert loads("name: old\n").cleaning == Cleaning()


def test_that_the_steps_keep_their_order_and_settings_through_a_file() -> None:
    experiment = loads(TWO)
    assert [(step.form, step.enabled) for step in experiment.cleaning.steps] == [("NFC", True), ("NFKC", False)]
    written = dumps(experiment)
    assert loads(written) == experiment
    assert "    # Unicode normalisation. " in written
    assert "    - step: unicode\n" in written
    assert check(experiment.model_dump()) == check(experiment.model_dump(mode="json")) == experiment


@pytest.mark.parametrize("name", CLEANING_STEPS.names())
def test_that_every_step_survives_writing_and_reading(name: str) -> None:
    experiment = check({"cleaning": {"steps": [name]}})
    assert loads(dumps(experiment)) == experiment


def test_that_a_problem_names_the_step_by_its_place_counted_from_1() -> None:
    assert problems_of("[unicode, {step: unicode, form: NFD, fom: 1, enabled: 3}]") == [
        "cleaning.steps.2.enabled: must be true or false, not 3",
        "cleaning.steps.2.form: must be one of 'NFC' or 'NFKC', not 'NFD'",
        "cleaning.steps.2.fom: is not a known setting; did you mean form?",
    ]


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ("3", "cleaning.steps: must be a list, not 3"),
        ("unicode", "cleaning.steps: must be a list, not 'unicode'"),
        ("{step: unicode}", "cleaning.steps: must be a list, not {'step': 'unicode'}"),
        ("[1]", "cleaning.steps.1: must be an entry with settings below it, not 1"),
        ("[[unicode]]", "cleaning.steps.1: must be an entry with settings below it, not ['unicode']"),
        ("[{form: NFC}]", "cleaning.steps.1.step: must be given; choose one of "),
        ("[soap]", "cleaning.steps.1.step: 'soap' is unknown; choose one of "),
        ("[{step: 3}]", "cleaning.steps.1.step: 3 is unknown; choose one of "),
    ],
)
def test_that_what_is_no_list_of_steps_is_refused_in_words(steps: str, problem: str) -> None:
    [found] = problems_of(steps)
    assert found.startswith(problem)


def test_that_the_command_line_gives_the_list_anew_or_changes_one_entry() -> None:
    assert [step.form for step in changed("cleaning.steps=[{step: unicode, form: NFKC}]").steps] == ["NFKC"]
    assert changed("cleaning.steps=").steps == changed("cleaning.steps=[]").steps == ()
    both = changed("cleaning.steps.1.form=NFKC", "cleaning.steps.2.enabled=true").steps
    assert [(step.form, step.enabled) for step in both] == [("NFKC", True), ("NFKC", True)]


@pytest.mark.parametrize(
    ("override", "problem"),
    [
        ("cleaning.steps.3.form=NFC", "cleaning.steps.3.form: there is no entry 3; the list has 2"),
        ("cleaning.steps.0.form=NFC", "cleaning.steps.0.form: there is no entry 0; the list has 2"),
        ("cleaning.steps.1=NFC", "cleaning.steps.1: must name one setting of one entry"),
        ("cleaning.steps.one.form=NFC", "cleaning.steps.one.form: must name one setting of one entry"),
        ("cleaning.steps=[unicode", "cleaning.steps: is no list: "),
        ("cleaning.steps.1.from=NFC", "cleaning.steps.1.from: is not a known setting; did you mean form?"),
        ("cleaning.stps.1.form=NFC", "cleaning.stps.1.form: must name one setting of cleaning"),
    ],
)
def test_that_an_override_of_a_list_that_makes_no_sense_is_named(override: str, problem: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        changed(override)
    [found] = map(str, caught.value.problems)
    assert found.startswith(problem)


def test_that_the_key_is_of_what_is_done_and_not_of_how_it_is_written() -> None:
    plain = loads("cleaning:\n  steps: [unicode]\n").cleaning
    assert loads(TWO).cleaning.key() == plain.key()
    assert loads("cleaning:\n  steps: [{form: NFC, step: unicode}]\n").cleaning.key() == plain.key()
    assert loads("cleaning:\n  steps: [{step: unicode, form: NFKC}]\n").cleaning.key() != plain.key()
    assert Cleaning().key() == "[]" != plain.key()


def test_that_a_list_of_one_kind_of_entries_needs_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLAIN, "data", Several)
    experiment = check({"data": {"parts": [{"path": "b.txt"}, {"weight": 2.5}]}})
    assert experiment.data.parts == (Entry(path="b.txt"), Entry(weight=2.5))
    assert [item.kind for item in settings_of(Several)] == ["list"]
    lines = _settings("data", experiment.data, "  ")
    assert lines[1:6] == ["  parts:", "    # Where it is.", "    - path: b.txt", *lines[4:5], "      weight: 1.0"]
    assert load_raw("\n".join(lines))["parts"] == [{"path": "b.txt", "weight": 1.0}, {"path": "a.txt", "weight": 2.5}]
    with pytest.raises(ExperimentError) as caught:
        check({"data": {"parts": [{"path": "b.txt"}, {"weight": 0.0, "wait": 1}]}})
    assert [problem.field for problem in caught.value.problems] == ["data.parts.2.weight", "data.parts.2.wait"]
