"""Values that are right beyond doubt, taken as they are: the check of a whole file without pydantic's validators.

To make the validators of a section takes pydantic thirty times as long as to check it. Every value that an ordinary
file holds is of the very type that its setting wants and within its limits; where one is not, also where it is
wrong, `quickly_checked` gives None, and pydantic decides and says why. It never takes what pydantic would not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from workbench.config.setting import ListOf, Section

_LARGEST_EXACT = 2**53
"""Every whole number up to here is a float, too."""
_NOTHING = object()


def quickly_checked(section: type[Section], given: Mapping[str, Any]) -> Section | None:
    """The section with these values, or None where pydantic is to be asked."""
    if not _has_only_fields(section):
        return None
    values: dict[str, Any] = {}
    for name, value in given.items():
        info = section.model_fields.get(name)
        taken = _NOTHING if info is None else _taken(value, info)
        if taken is _NOTHING:
            return None
        values[name] = taken
    return section.model_construct(**values)


@cache
def _has_only_fields(section: type[Section]) -> bool:
    """Whether pydantic would do nothing else than look at each value by itself."""
    found = section.__pydantic_decorators__
    return section.__pydantic_fields_complete__ and not (
        found.validators or found.field_validators or found.root_validators or found.model_validators
    )


def _taken(value: Any, info: FieldInfo) -> Any:
    wanted = info.annotation
    if get_origin(wanted) is Literal:
        return value if type(value) is str and value in get_args(wanted) else _NOTHING
    if get_origin(wanted) is tuple:
        only_a_list = all(isinstance(item, ListOf) for item in info.metadata)
        return () if value == [] and only_a_list else _NOTHING
    if wanted is float and type(value) is int and abs(value) < _LARGEST_EXACT:
        value = float(value)
    if wanted not in (int, float, bool, str) or type(value) is not wanted:
        return _NOTHING
    if isinstance(value, str):
        return value if not info.metadata and value.isascii() else _NOTHING
    return value if math.isfinite(value) and all(_within(value, limit) for limit in info.metadata) else _NOTHING


def _within(value: Any, limit: Any) -> bool:
    """Whether a value is on the right side of one limit; False for anything that is no limit."""
    if hasattr(limit, "ge"):
        return bool(value >= limit.ge)
    if hasattr(limit, "gt"):
        return bool(value > limit.gt)
    return hasattr(limit, "le") and bool(value <= limit.le)
