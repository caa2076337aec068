"""Numbers as people type them, and the next one when an arrow is clicked. No widgets."""

from __future__ import annotations

import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from PySide6.QtCore import QLocale

_BLANKS = re.compile(r"[\s_'’\u00a0\u202f]")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_MANTISSAS = (1, 2, 5)
_SMALLEST_POWER = -8


def parse_number(text: str, locale: QLocale) -> float | None:
    """The number in a text such as ``0.001``, ``1e-3``, ``1,000`` or ``1 000``; None if it is none.

    Group separators are taken as such only where they stand before groups of three digits.
    """
    cleaned = _BLANKS.sub("", text)
    point, group = locale.decimalPoint(), _BLANKS.sub("", locale.groupSeparator())
    if group:
        grouped = re.fullmatch(rf"([+-]?[1-9]\d{{0,2}}({re.escape(group)}\d{{3}})+)(?!\d)(.*)", cleaned)
        if grouped:
            cleaned = grouped[1].replace(group, "") + grouped[3]
    cleaned = cleaned.replace(point, ".").replace("−", "-")
    if not _PLAIN.fullmatch(cleaned):
        return None
    number = float(cleaned)
    return number if math.isfinite(number) else None


def parse_integer(text: str, locale: QLocale) -> int | None:
    """The whole number in a text; ``1e6`` is one, ``1.5`` is not."""
    number = parse_number(text, locale)
    if number is None or number != int(number):
        return None
    digits = re.sub(r"\D", "", text)
    # Beyond 2**53 a float is no longer exact; digits alone are.
    return int(digits) if abs(number) >= 2**53 and "e" not in text.lower() and "." not in text else int(number)


def next_on_grid(value: float, step: float, clicks: int) -> float:
    """The value ``clicks`` steps on, on whole multiples of the step: 0.117 + 0.01 is 0.12."""
    exact, width = Decimal(repr(value)), Decimal(repr(step))
    position = exact / width
    rounding = ROUND_FLOOR if clicks > 0 else ROUND_CEILING
    return float((position.to_integral_value(rounding) + clicks) * width)


def next_in_series(value: float, clicks: int) -> float:
    """The value ``clicks`` places on in 1, 2, 5, 10, 20, 50 ...: how learning rates are tried out."""
    for _ in range(abs(clicks)):
        value = _above(value) if clicks > 0 else _below(value)
    return value


def _above(value: float) -> float:
    if value < 10.0**_SMALLEST_POWER:
        return 10.0**_SMALLEST_POWER
    return min(item for item in _around(value) if item > value * (1 + 1e-9))


def _below(value: float) -> float:
    if value <= 10.0**_SMALLEST_POWER * (1 + 1e-9):
        return 0.0
    return max(item for item in _around(value) if item < value * (1 - 1e-9))


def _around(value: float) -> list[float]:
    power = math.floor(math.log10(value))
    return [float(f"{mantissa}e{place}") for place in range(power - 1, power + 2) for mantissa in _MANTISSAS]
