"""Settings that are ordered lists: each entry is a small section, of one class or chosen by a name.

``steps: Annotated[tuple[CleaningStep, ...], Listed(CLEANING_STEPS)] = setting((), ...)`` is such a field.
A file gives the entries as a list; an entry of a registry may be its name alone where every other
setting keeps its default: ``steps: [unicode, {step: whitespace, blank_lines: 1}]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from workbench.config.registry import Registry
from workbench.config.setting import ListOf, Section


class Listed(ListOf):
    """Reads a list of entries; ``entries`` is their class, or the registry of their classes."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Each entry is read by itself, so that what is wrong in it is found below its place in the list.
        entry = core_schema.no_info_plain_validator_function(lambda given: read_entry(self.entries, given))
        return core_schema.tuple_variable_schema(entry, strict=False)


def read_entry(entries: Registry[Any] | type[Section], given: Any) -> Section:
    """One entry of a list from a mapping, or from its name alone. Raises pydantic's ValidationError."""
    if isinstance(given, Section):
        return given
    registry = entries if isinstance(entries, Registry) else None
    if registry is not None and isinstance(given, str):
        given = {registry.key: given}
    if not isinstance(given, Mapping):
        raise _refused("not_a_mapping", given, {})
    cls = entry_class(entries, given)
    if cls is None:
        assert registry is not None
        kind = "unknown_entry" if registry.key in given else "unnamed_entry"
        known = {"key": registry.key, "known": ", ".join(registry.names())}
        raise _refused(kind, given.get(registry.key), known, (registry.key,))
    return cls.model_validate(dict(given))


def entry_class(entries: Registry[Any] | type[Section], given: Any) -> type[Section] | None:
    """The class of an entry as a file gives it, or None if it is not known."""
    if not isinstance(entries, Registry):
        return entries
    choice = given.get(entries.key) if isinstance(given, Mapping) else given
    return entries.entries.get(choice) if isinstance(choice, str) else None


def _refused(kind: str, given: Any, values: dict[str, Any], place: tuple[str, ...] = ()) -> ValidationError:
    # A ValidationError raised inside a validator keeps its place: pydantic puts the place in the list before it.
    error = InitErrorDetails(type=PydanticCustomError(kind, kind, values), loc=place, input=given)
    return ValidationError.from_exception_data(kind, [error])
