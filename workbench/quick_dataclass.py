"""Frozen dataclasses with slots that cost next to nothing until the first object of them is made.

The standard library compiles six methods for each class as it is defined: for the sixty that the window's start
meets, of most of which it makes no object, a twentieth of the whole start. Here the four that differ from class to
class are taken from it when one of them is first called. What comes out is a dataclass to `dataclasses.fields`,
`replace` and `asdict`, and to whoever compares, prints, hashes, copies or pickles it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

_ASKED_FOR_LATER = ("__init__", "__repr__", "__eq__", "__hash__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, for classes that are frozen and have slots."""
        assert frozen
        assert slots
        return _make


def _make(cls: type) -> type:
    for method in (_refuse_setting, _refuse_deleting, _state, _restore):
        setattr(cls, _NAMES[method], method)
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name in _ASKED_FOR_LATER:
        if name not in cls.__dict__:
            setattr(made, name, _first_call(made, name))
    return made


def _first_call(cls: type, name: str) -> Callable[..., Any]:
    def method(self: Any, *arguments: Any, **named: Any) -> Any:
        _complete(cls)
        return cls.__dict__[name](self, *arguments, **named)

    method.__qualname__ = f"{cls.__qualname__}.{name}"
    method.__name__ = name
    return method


def _complete(cls: type) -> None:
    """Let the standard library make the methods, for a class of the same fields, and take them over."""
    fields = [(field.name, field.type, copy(field)) for field in dataclasses.fields(cls)]
    inherited = {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
    twin: type = dataclasses.make_dataclass(cls.__name__, fields, namespace=inherited, frozen=True)
    for name in _ASKED_FOR_LATER:
        if getattr(cls.__dict__[name], "__module__", "") == __name__:
            method = twin.__dict__[name]
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)


def _refuse_setting(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_NAMES: dict[Callable[..., Any], str] = {
    _refuse_setting: "__setattr__",
    _refuse_deleting: "__delattr__",
    _state: "__getstate__",
    _restore: "__setstate__",
}
