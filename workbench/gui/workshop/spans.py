"""What a token looks like in the workshop: its label, its explanation, its marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from workbench.gui.i18n import format_count, format_short
from workbench.tokenizer.inspection import Token

Mark = Literal["unknown", "different", "border"]
"""How a span differs from others: no id for it; cut differently by another tokenizer; begins a document."""

_SIGNS = str.maketrans({"⏎": "↵", "⇥": "→"})


@dataclass(frozen=True, slots=True)
class Span:
    """One token as it is drawn. ``breaks``: the line ends after it. ``color`` is what the colour is taken from."""

    label: str
    tip: str
    color: int
    breaks: bool = False
    marks: frozenset[Mark] = frozenset()


def visible(text: str) -> str:
    """The printable text of a token with the signs for white space that the workshop explains: ␣ ↵ →."""
    return text.translate(_SIGNS)


def hexadecimal(data: bytes) -> str:
    """Bytes as they are listed: "e4 b8 ad"."""
    return data.hex(" ")


def rate_text(rate: float | None) -> str:
    """How many of a million tokens, in a few digits; a dash where that is not known."""
    if rate is None:
        return "–"
    return format_count(rate) if rate >= 100 or not rate else format_short(float(rate))


def span_of(token: Token, *marks: Mark) -> Span:
    """A token of an inspected text."""
    tip = _tr("“{text}”  id {id}\nBytes: {bytes}\nIn this text: {count}").format(
        text=visible(token.text),
        id=format_count(token.id),
        bytes=hexadecimal(token.data) or "–",
        count=format_count(token.count),
    )
    lines = [tip]
    if token.per_million is not None:
        lines.append(_tr("In the source: {rate} of a million tokens").format(rate=rate_text(token.per_million)))
    if token.unknown:
        lines.append(_tr("Unknown: there is no id for what stands here."))
    if "different" in marks:
        lines.append(_tr("The other tokenizer cuts differently here."))
    found: set[Mark] = set(marks)
    if token.unknown:
        found.add("unknown")
    return Span(visible(token.text), "\n".join(lines), token.id, token.data.endswith(b"\n"), frozenset(found))


def fed_span(token: Token, place: int, begins: bool) -> Span:
    """A token of a batch; ``place`` is where it stands in the training text, ``begins`` says a document does there."""
    tip = _tr("“{text}”  id {id}\nBytes: {bytes}\nToken {place} of the training text").format(
        text=visible(token.text),
        id=format_count(token.id),
        bytes=hexadecimal(token.data) or "–",
        place=format_count(place),
    )
    marks: set[Mark] = {"unknown"} if token.unknown else set()
    if begins:
        marks.add("border")
        tip = "\n".join([tip, _tr("A document begins here.")])
    return Span(visible(token.text), tip, token.id, token.data.endswith(b"\n"), frozenset(marks))


def _tr(text: str) -> str:
    return QCoreApplication.translate("workshop", text)
