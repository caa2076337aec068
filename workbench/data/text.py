"""A text that was read whole, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.events import Notice

_SLICE = 1 << 20  # characters encoded at once


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where it comes from.

    ``encoding`` is the name to show, ``encoding_reason`` a sentence with the evidence, ``bytes`` the size
    of the files as stored (of a sample corpus: in UTF-8). ``entropy_rate`` is in nats per character where it is
    known exactly, else None. ``notices``: choices made and faults passed over while it was read.
    """

    name: str
    text: str
    encoding: str
    encoding_reason: str
    bytes: int
    entropy_rate: float | None = None
    documents: int = 1
    notices: tuple[Notice, ...] = ()


def utf8_length(text: str) -> int:
    """Bytes of the text in UTF-8, counted slice by slice."""
    if text.isascii():
        return len(text)
    return sum(len(text[i : i + _SLICE].encode("utf-8", "replace")) for i in range(0, len(text), _SLICE))
