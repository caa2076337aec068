"""A text in memory, and where a text comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields

from workbench.events import Notice

_SLICE = 1 << 20  # characters encoded at once


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from.

    ``encoding`` is the name to show, ``encoding_reason`` a sentence with the evidence, ``bytes`` the size
    of the files as stored (of a sample corpus: in UTF-8). ``entropy_rate`` is in nats per character where it is
    known exactly, else None. ``notices``: choices made and faults passed over while it was read.
    """

    name: str
    encoding: str = ""
    encoding_reason: str = ""
    bytes: int = 0
    entropy_rate: float | None = None
    documents: int = 1
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Text(Origin):
    """A text that was read whole, and where it comes from."""

    text: str = ""

    @classmethod
    def of(cls, origin: Origin, text: str) -> Text:
        """A text of this origin."""
        return cls(**{item.name: getattr(origin, item.name) for item in fields(Origin)}, text=text)


def utf8_length(text: str) -> int:
    """Bytes of the text in UTF-8, counted slice by slice."""
    if text.isascii():
        return len(text)
    return sum(len(text[i : i + _SLICE].encode("utf-8", "replace")) for i in range(0, len(text), _SLICE))
