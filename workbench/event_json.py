"""Events as JSON: a line each of ``--json``, and what a run's record keeps of them."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

from workbench.events import Event


def to_json(event: Event) -> dict[str, Any]:
    """The event as a JSON-ready object, ``type`` first; NaN and infinities become strings."""
    values: dict[str, Any] = {"type": event.type}
    for each in fields(event):
        values[each.name] = _plain(getattr(event, each.name))
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
