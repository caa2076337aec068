"""Our quick dataclasses behave as those of the standard library, and cost nothing before the first object."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar

import pytest

from workbench import events
from workbench.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Quick:
    """A class with everything that ours have."""

    type: ClassVar[str] = "quick"
    name: str
    count: int = 3
    notes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    hidden: str = field(default="", repr=False, compare=False)

    @property
    def twice(self) -> int:
        return 2 * self.count


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """The same by the standard library."""

    type: ClassVar[str] = "quick"
    name: str
    count: int = 3
    notes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    hidden: str = field(default="", repr=False, compare=False)


KINDS = (Quick, Plain)


@pytest.mark.parametrize("kind", KINDS)
def test_that_objects_are_made_compared_and_printed(kind: type[Any]) -> None:
    one, other = kind("a", 4, {"x": 1}, "h"), kind(name="a", count=4, notes={"x": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert one != kind("b")
    assert one != ("a", 4, {"x": 1})
    assert repr(one) == f"{kind.__name__}(name='a', count=4, notes={{'x': 1}})"
    assert kind("a").notes == {}
    assert kind("a").notes is not kind("a").notes


@pytest.mark.parametrize("kind", KINDS)
def test_that_nothing_can_be_changed_or_added(kind: type[Any]) -> None:
    made = kind("a")
    for name in ("name", "count"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made, name, "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del made.name
    with pytest.raises((AttributeError, TypeError)):
        made.other = 1
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("kind", KINDS)
def test_that_wrong_arguments_are_told_by_name(kind: type[Any]) -> None:
    for arguments, named in (((), {}), (("a",), {"unknown": 1}), (("a", 1, {}, "h", 5), {})):
        with pytest.raises(TypeError, match=rf"{kind.__name__}\.__init__\(\)|__init__\(\)"):
            kind(*arguments, **named)


@pytest.mark.parametrize("kind", KINDS)
def test_that_objects_are_copied_pickled_and_replaced(kind: type[Any]) -> None:
    made = kind("a", 5, {"x": [1]}, "h")
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301  (our own)
        assert again == made
        assert again.hidden == "h"
    assert dataclasses.replace(made, count=6) == kind("a", 6, {"x": [1]})
    assert dataclasses.asdict(made) == {"name": "a", "count": 5, "notes": {"x": [1]}, "hidden": "h"}
    assert [item.name for item in dataclasses.fields(made)] == ["name", "count", "notes", "hidden"]


@pytest.mark.parametrize("kind", KINDS)
def test_that_objects_match_by_place(kind: type[Any]) -> None:
    match kind("a", 7):
        case Quick(name, count) | Plain(name, count):
            assert (name, count) == ("a", 7)
        case _:
            pytest.fail("does not match")


def test_that_what_the_standard_library_compiles_waits_for_the_first_object() -> None:
    @dataclass(frozen=True, slots=True)
    class Unused:
        value: int

    assert Unused.__dict__["__init__"].__module__ == "workbench.quick_dataclass"
    assert Unused.__dict__["__eq__"] is not None
    assert Unused(3).value == 3
    assert Unused.__dict__["__init__"].__module__ != "workbench.quick_dataclass"
    assert Unused.__dict__["__eq__"](Unused(3), Unused(3))


def test_that_every_event_still_is_a_frozen_dataclass() -> None:
    kinds = [item for item in vars(events).values() if dataclasses.is_dataclass(item)]
    assert len(kinds) >= 25
    failed = events.JobFailed("m", "a", "d")
    assert pickle.loads(pickle.dumps(failed)) == failed  # noqa: S301  (our own)
    with pytest.raises(dataclasses.FrozenInstanceError):
        failed.message = "x"  # type: ignore[misc]
