"""A text in memory, and where a text comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from workbench.events import Notice
from workbench.messages import Message

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

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        plain = {item.name: getattr(self, item.name) for item in fields(Origin)}
        notices = [{"level": notice.level, "message": pack(notice.message)} for notice in self.notices]
        return plain | {
            "name": pack(self.name),
            "encoding_reason": pack(self.encoding_reason),
            "notices": notices,
        }

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Origin:
        """From what `to_dict` gave. Raises KeyError, TypeError or ValueError for anything else."""
        notices = tuple(Notice(unpack(item["message"]), item["level"]) for item in content["notices"])
        words = {name: unpack(content[name]) for name in ("name", "encoding_reason")}
        return cls(**{**content, **words, "notices": notices})


def pack(text: str) -> str | dict[str, Any]:
    """A text, or a message with what it was made from, ready for JSON."""
    return text.to_dict() if isinstance(text, Message) else text


def unpack(content: str | dict[str, Any]) -> str:
    """From what `pack` gave."""
    return Message.from_dict(content) if isinstance(content, dict) else content


@dataclass(frozen=True, slots=True)
class Text(Origin):
    """A text that was read whole, and where it comes from."""

    text: str = ""

    @classmethod
    def of(cls, origin: Origin, text: str) -> Text:
        """A text of this origin."""
        return cls(**{item.name: getattr(origin, item.name) for item in fields(Origin)}, text=text)


def line_breaks(text: str) -> int:
    """How many there are; in ASCII several times as fast as `str.count`."""
    if not text.isascii():
        return text.count("\n")
    return int(np.count_nonzero(np.frombuffer(text.encode("ascii"), np.uint8) == ord("\n")))


def utf8_length(text: str) -> int:
    """Bytes of the text in UTF-8, counted slice by slice."""
    if text.isascii():
        return len(text)
    return sum(len(text[i : i + _SLICE].encode("utf-8", "replace")) for i in range(0, len(text), _SLICE))
