"""Facts: recorded values by name, each of the kind it must be; what is absent or wrong is said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.messages import Message, say

Refuse = Callable[[Message], Exception]
"""Makes the error to raise from what is wrong: "“steps” is missing"."""

WHOLE: tuple[type, ...] = (int,)
NUMBER: tuple[type, ...] = (int, float)
MAYBE: tuple[type, ...] = (int, float, type(None))
TEXT: tuple[type, ...] = (str,)
TRUTH: tuple[type, ...] = (bool,)
MAPPING: tuple[type, ...] = (dict,)
SEQUENCE: tuple[type, ...] = (list, tuple)

_MOST_CHARACTERS = 60


class Facts(dict[str, Any]):
    """A mapping whose values were checked; asking for one that is absent raises what ``refuse`` makes of it.

    Values that ``kinds`` does not name are kept unchecked: a later release may have added them.
    """

    def __init__(self, values: object, kinds: Mapping[str, tuple[type, ...]], refuse: Refuse) -> None:
        if not isinstance(values, Mapping):
            raise refuse(say("it holds no named values"))
        super().__init__(values)
        self._refuse = refuse
        for name, kind in kinds.items():
            if name in self and not _is(self[name], kind):
                raise refuse(say("“{name}” cannot be {value}", name=name, value=_short(self[name])))

    def __missing__(self, name: str) -> Any:
        raise self._refuse(say("“{name}” is missing", name=name))


def _is(value: object, kind: tuple[type, ...]) -> bool:
    # Python counts true and false among the whole numbers; a record does not.
    return isinstance(value, kind) and (bool in kind or not isinstance(value, bool))


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _MOST_CHARACTERS else f"{shown[:_MOST_CHARACTERS]}…"
