"""From a mapping to an Experiment: every problem found at once, each with its dotted field."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any, cast

from pydantic import ValidationError

from workbench.config._quick_check import quickly_checked
from workbench.config.architectures import ARCHITECTURES
from workbench.config.augmentation import Augmentation
from workbench.config.cleaning import Cleaning
from workbench.config.experiment import FORMAT, SECTIONS, Experiment
from workbench.config.listed import entry_class
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.registry import Registry
from workbench.config.schedule import Decaying, Schedule
from workbench.config.schedules import SCHEDULES
from workbench.config.sections import Data, Runtime, Sampling, Training
from workbench.config.setting import Section, settings_of
from workbench.config.tokenizers import TOKENIZERS
from workbench.errors import ExperimentError, Problem
from workbench.messages import Message, say

REGISTRIES: dict[str, Registry[Any]] = {
    "tokenizer": TOKENIZERS,
    "model": ARCHITECTURES,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
}
"""The sections whose settings depend on a choice, with where the choices are found."""

_SENTENCES = {
    "int_type": say("must be a whole number, not {given!r}"),
    "int_from_float": say("must be a whole number, not {given!r}"),
    "float_type": say("must be a number, not {given!r}"),
    "bool_type": say("must be true or false, not {given!r}"),
    "string_type": say("must be a text, not {given!r}"),
    "finite_number": say("must be a finite number, not {given!r}"),
    "greater_than": say("must be greater than {gt}, not {given!r}"),
    "greater_than_equal": say("must be at least {ge}, not {given!r}"),
    "less_than_equal": say("must be at most {le}, not {given!r}"),
    "literal_error": say("must be one of {expected}, not {given!r}"),
    "tuple_type": say("must be a list, not {given!r}"),
    "not_a_mapping": say("must be an entry with settings below it, not {given!r}"),
    "unknown_entry": say("{given!r} is unknown; choose one of {known}"),
    "unnamed_entry": say("must be given; choose one of {known}"),
}
"""What pydantic's kinds of error mean in words."""

_MOST_CHARACTERS = 80
_MOST_PROBLEMS = 30

PLAIN: dict[str, type[Section]] = {
    "data": Data,
    "cleaning": Cleaning,
    "augmentation": Augmentation,
    "training": Training,
    "runtime": Runtime,
    "sampling": Sampling,
}
"""The sections that have one form only."""


def check(raw: Mapping[str, Any], source: str = "") -> Experiment:
    """Validate a mapping; missing sections and settings take their defaults.

    Raises ExperimentError with every problem, each naming its dotted field; ``source`` (a file
    name) is named in its message.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key in raw:
        if key not in (*SECTIONS, "format", "name"):
            problems.append(Problem(str(key), _unknown(str(key), ("name", *SECTIONS), say("section"))))
    _check_head(raw, values, problems)
    for name in SECTIONS:
        section = _section(name, raw.get(name), problems)
        if section is not None:
            values[name] = section
    problems += relations(values)
    if problems:
        raise ExperimentError(_shortened(problems), source)
    return Experiment.model_construct(**values)


def section_class(name: str, choice: str | None = None) -> type[Section]:
    """The class of a section; ``choice`` is its architecture, optimizer, schedule or tokenizer kind.

    Raises KeyError for an unknown section or choice.
    """
    if name in PLAIN:
        return PLAIN[name]
    registry = REGISTRIES[name]
    return cast(type[Section], registry.get(choice or registry.names()[0]))


def relations(values: Mapping[str, Any]) -> list[Problem]:
    """Problems between settings that are each fine alone; looks only at the sections present."""
    problems = []
    for name, section in values.items():
        if isinstance(section, Section):
            problems += [Problem(f"{name}.{field}", text) for field, text in section.problems()]
    for rule, needed in _RULES:
        if all(name in values for name in needed):
            problems += rule(*(values[name] for name in needed))
    return problems


def _warmup_fits(schedule: Schedule, training: Training) -> list[Problem]:
    if schedule.warmup_steps < training.steps:
        return []
    text = say(
        "{warmup} is not smaller than training.steps ({steps})", warmup=schedule.warmup_steps, steps=training.steps
    )
    return [Problem("schedule.warmup_steps", text)]


def _final_rate_is_lower(schedule: Schedule, optimizer: Any) -> list[Problem]:
    if not isinstance(schedule, Decaying) or schedule.final_learning_rate <= optimizer.learning_rate:
        return []
    text = say(
        "{final:g} is higher than optimizer.learning_rate ({peak:g})",
        final=schedule.final_learning_rate,
        peak=optimizer.learning_rate,
    )
    return [Problem("schedule.final_learning_rate", text)]


def _nesterov_needs_momentum(optimizer: Any) -> list[Problem]:
    if getattr(optimizer, "nesterov", False) and optimizer.momentum == 0:
        return [Problem("optimizer.nesterov", say("needs optimizer.momentum above 0"))]
    return []


def _shares_draw_nothing_random(runtime: Runtime, model: Any) -> list[Problem]:
    if runtime.shares <= 1 or not getattr(model, "dropout", 0.0):
        return []
    text = say("must be 1 with model.dropout above 0, whose random numbers come in order only from an undivided batch")
    return [Problem("runtime.shares", text)]


def _noise_is_for_training_only(augmentation: Augmentation, data: Data) -> list[Problem]:
    if not augmentation.copies or data.split != "ratio":
        return []
    text = say(
        "needs a split by documents (data.split): where the end of the text is kept out, copies would come into it"
    )
    return [Problem("augmentation.copies", text)]


def _prompt_is_text(sampling: Sampling) -> list[Problem]:
    # Half a UTF-16 pair: an escape in YAML or a stray byte on the command line makes one, and nothing can store it.
    broken = next((character for character in sampling.prompt if "\ud800" <= character <= "\udfff"), None)
    if broken is None:
        return []
    return [Problem("sampling.prompt", say("has {character!r}, which is no character of any text", character=broken))]


_Rule = Callable[..., list[Problem]]
_RULES: tuple[tuple[_Rule, tuple[str, ...]], ...] = (
    (_warmup_fits, ("schedule", "training")),
    (_final_rate_is_lower, ("schedule", "optimizer")),
    (_nesterov_needs_momentum, ("optimizer",)),
    (_noise_is_for_training_only, ("augmentation", "data")),
    (_prompt_is_text, ("sampling",)),
    (_shares_draw_nothing_random, ("runtime", "model")),
)


def _check_head(raw: Mapping[str, Any], values: dict[str, Any], problems: list[Problem]) -> None:
    found = raw.get("format", FORMAT)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        problems.append(
            Problem("format", say("must be from 1 to {most}, not {found!r}", most=FORMAT, found=_short(found)))
        )
    elif found > FORMAT:
        text = say(
            "{found} was written by a newer release; this one reads up to {most}. Update LM Workbench.",
            found=found,
            most=FORMAT,
        )
        problems.append(Problem("format", text))
    values["format"] = FORMAT
    name = raw.get("name", Experiment.model_fields["name"].default)
    if not isinstance(name, str) or not name.strip():
        problems.append(Problem("name", say("must be a text that is not empty, not {found!r}", found=_short(name))))
    values["name"] = name


def _section(name: str, raw: Any, problems: list[Problem]) -> Section | None:
    if raw is None:
        raw = {}
    if not isinstance(raw, Mapping):
        problems.append(
            Problem(name, say("must be a section with settings below it, not {found!r}", found=_short(raw)))
        )
        return None
    cls = _chosen_class(name, raw, problems)
    if cls is None:
        return None
    found = quickly_checked(cls, raw)
    if found is not None:
        return found
    try:
        return cls.model_validate(dict(raw))
    except ValidationError as error:
        problems += [_problem(name, cls, raw, item) for item in error.errors()]
        return None


def _chosen_class(name: str, raw: Mapping[str, Any], problems: list[Problem]) -> type[Section] | None:
    if name in PLAIN:
        return PLAIN[name]
    registry = REGISTRIES[name]
    choice = raw.get(registry.key, registry.names()[0])
    if isinstance(choice, str) and choice in registry.entries:
        return cast(type[Section], registry.get(choice))
    text = say("{choice!r} is unknown; choose one of {known}", choice=_short(choice), known=", ".join(registry.names()))
    problems.append(Problem(f"{name}.{registry.key}", text))
    return None


def _problem(section: str, cls: type[Section], raw: Any, item: Any) -> Problem:
    # People count the entries of a list from 1.
    field = ".".join(str(part + 1 if isinstance(part, int) else part) for part in (section, *item["loc"]))
    kind, limits, given = item["type"], item.get("ctx", {}), item["input"]
    if kind == "extra_forbidden":
        known = tuple(_class_at(cls, raw, item["loc"]).model_fields)
        return Problem(field, _unknown(str(item["loc"][-1]), known, say("setting")))
    sentence = _SENTENCES.get(kind)
    if sentence is None:
        return Problem(field, say("{reason}, not {given!r}", reason=item["msg"], given=_short(given)))
    return Problem(field, sentence.filled(given=_short(given), **limits))


def _class_at(cls: type[Section], raw: Any, place: tuple[str | int, ...]) -> type[Section]:
    """The class that holds the setting at this place: the section's own, or that of an entry of a list in it."""
    if len(place) < 3:
        return cls
    name, index = place[:2]
    entries = next(item.entries for item in settings_of(cls) if item.name == name)
    return entry_class(entries, raw[name][index]) or cls


def _short(given: Any) -> Any:
    """The value for a sentence: a whole file pasted into a setting is not said again."""
    shown = given if isinstance(given, str) else repr(given)
    return given if len(shown) <= _MOST_CHARACTERS else f"{shown[:_MOST_CHARACTERS]}…"


def _shortened(problems: list[Problem]) -> list[Problem]:
    """Another program's YAML has a problem a line; so many that a window can show say enough."""
    more = len(problems) - _MOST_PROBLEMS
    if more <= 0:
        return problems
    return [*problems[:_MOST_PROBLEMS], Problem("", say("… and {count:,} more.", count=more))]


def _unknown(name: str, known: tuple[str, ...], kind: Message) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return say("is not a known {kind}; did you mean {close}?", kind=kind, close=close[0])
    return say("is not a known {kind}; known here: {known}", kind=kind, known=", ".join(known))
