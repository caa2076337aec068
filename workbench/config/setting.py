"""A setting is described once: label, help, unit, limits, default.

The form, the tooltip, the check, the command line's help and the YAML comment all come from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

Kind = Literal["integer", "number", "switch", "choice", "text", "long_text", "source", "path", "list"]


class Section(BaseModel):
    """The base of every part of an experiment: immutable, strict, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True)

    @classmethod
    def defaults(cls) -> Self:
        """The section with the default of every setting; they are ours, and need no check."""
        return cls.model_construct()

    def problems(self) -> list[tuple[str, str]]:
        """(setting, sentence) for each setting that is fine alone and does not go with others of this section."""
        return []


@dataclass(frozen=True)
class ListOf:
    """Marks a setting that is a list: its entries are of a class, or of any class of a `Registry`."""

    entries: Any


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form, a tooltip or a YAML comment needs to know of one setting."""

    name: str
    label: str
    help: str
    kind: Kind
    default: Any
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    step: float | None = None
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()
    zero_text: str = ""
    advanced: bool = False
    transfers: bool = True
    entries: Any = None
    """Of a list: the class of its entries, or the `Registry` of their classes."""


def setting(
    default: Any,
    label: str,
    help: str,
    *,
    unit: str = "",
    minimum: float | None = None,
    above: float | None = None,
    maximum: float | None = None,
    step: float | None = None,
    choices: Sequence[tuple[str, str]] = (),
    zero: str = "",
    kind: Kind | None = None,
    advanced: bool = False,
    transfers: bool = True,
) -> Any:
    """A pydantic field with everything a reader of settings needs.

    ``minimum`` and ``maximum`` are inclusive, ``above`` is exclusive. ``choices`` are (value, label)
    pairs in the order shown. ``zero`` is what a form shows in place of 0 ("off", "automatic").
    ``step`` is the amount one click of an arrow adds. ``advanced`` settings may be folded away.
    ``transfers`` is False where the value means something else in another choice of its section
    that has another default: a learning rate that suits AdamW does not suit SGD.
    """
    extra: dict[str, Any] = {
        "unit": unit,
        "step": step,
        "choices": [list(choice) for choice in choices],
        "zero": zero,
        "kind": kind,
        "advanced": advanced,
        "transfers": transfers,
    }
    return Field(default, title=label, description=help, ge=minimum, gt=above, le=maximum, json_schema_extra=extra)


def settings_of(section: type[Section]) -> list[Setting]:
    """The settings of a section, in the order they are declared."""
    return [_describe(name, info) for name, info in section.model_fields.items()]


def carries_over(name: str, old: type[Section], new: type[Section]) -> bool:
    """Whether the value of a setting goes along when its section switches from one class to another."""
    if name not in old.model_fields or name not in new.model_fields:
        return False
    before, after = (_describe(name, entry.model_fields[name]) for entry in (old, new))
    return after.transfers or before.default == after.default


def _describe(name: str, info: FieldInfo) -> Setting:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    limits: dict[str, Any] = {}
    entries: Any = None
    for item in info.metadata:
        if isinstance(item, ListOf):
            entries = item.entries
        for key in ("ge", "gt", "le"):
            if getattr(item, key, None) is not None:
                limits[key] = getattr(item, key)
    pairs: Any = extra.get("choices") or []
    values = tuple(pair[0] for pair in pairs)
    if get_origin(info.annotation) is Literal and not values:
        values = tuple(str(value) for value in get_args(info.annotation))
    return Setting(
        name=name,
        label=info.title or name,
        help=info.description or "",
        kind="list" if entries is not None else _kind(info, extra, bool(values)),
        default=info.default,
        unit=str(extra.get("unit") or ""),
        minimum=limits.get("ge", limits.get("gt")),
        maximum=limits.get("le"),
        exclusive_minimum="gt" in limits,
        step=extra.get("step"),  # type: ignore[arg-type]
        choices=values,
        choice_labels=tuple(pair[1] for pair in pairs) or values,
        zero_text=str(extra.get("zero") or ""),
        advanced=bool(extra.get("advanced")),
        transfers=bool(extra.get("transfers", True)),
        entries=entries,
    )


def _kind(info: FieldInfo, extra: dict[str, Any], has_choices: bool) -> Kind:
    if extra.get("kind"):
        return extra["kind"]
    if has_choices:
        return "choice"
    kinds: dict[Any, Kind] = {bool: "switch", int: "integer", float: "number"}
    return kinds.get(info.annotation, "text")
