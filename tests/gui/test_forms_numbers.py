"""Numbers as people type them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from workbench.gui.forms.numbers import next_in_series, next_on_grid, parse_integer, parse_number

ENGLISH, GERMAN, FRENCH = QLocale("en_US"), QLocale("de_DE"), QLocale("fr_FR")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.001", 0.001),
        ("1e-3", 0.001),
        ("1E-3", 0.001),
        (".5", 0.5),
        ("5.", 5.0),
        (" 12 ", 12.0),
        ("1,234,567", 1234567.0),
        ("1,234.5", 1234.5),
        ("12 000", 12000.0),
        ("12_000", 12000.0),
        ("−3", -3.0),
    ],
)
def test_that_usual_ways_to_write_a_number_are_read(text: str, number: float) -> None:
    assert parse_number(text, ENGLISH) == number


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "1,5", "1e", "nan", "inf", "1e999", "0x10", "--1", "1,2345"])
def test_that_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text, ENGLISH) is None


def test_that_a_decimal_comma_is_read_where_it_is_usual() -> None:
    assert parse_number("0,001", GERMAN) == 0.001
    assert parse_number("1.234,5", GERMAN) == 1234.5
    assert parse_number("12.000", GERMAN) == 12000.0
    assert parse_number("0.001", GERMAN) == 0.001  # no group begins with a zero
    assert parse_number("12\u202f000,5", FRENCH) == 12000.5


@pytest.mark.parametrize(("text", "number"), [("2,000", 2000), ("1e6", 1_000_000), ("-5", -5), ("7.0", 7)])
def test_that_whole_numbers_are_read(text: str, number: int) -> None:
    assert parse_integer(text, ENGLISH) == number


@pytest.mark.parametrize("text", ["1.5", "1e-1", "x", ""])
def test_that_other_numbers_are_not_whole(text: str) -> None:
    assert parse_integer(text, ENGLISH) is None


def test_that_whole_numbers_beyond_the_floats_are_exact() -> None:
    assert parse_integer("9007199254740993", ENGLISH) == 2**53 + 1


@pytest.mark.parametrize(
    ("value", "step", "clicks", "expected"),
    [
        (0.1, 0.01, 1, 0.11),
        (0.117, 0.01, 1, 0.12),
        (0.117, 0.01, -1, 0.11),
        (0.3, 0.1, -1, 0.2),
        (257, 256, 1, 512),
        (1, 100, 1, 100),
        (2000, 100, 10, 3000),
        (0.99, 0.005, 1, 0.995),
    ],
)
def test_that_a_click_goes_to_the_next_round_value(value: float, step: float, clicks: int, expected: float) -> None:
    assert next_on_grid(value, step, clicks) == expected


@pytest.mark.parametrize(
    ("value", "clicks", "expected"),
    [
        (1e-3, 1, 2e-3),
        (2e-3, 1, 5e-3),
        (5e-3, 1, 1e-2),
        (1e-3, -1, 5e-4),
        (3e-4, 1, 5e-4),
        (3e-4, -1, 2e-4),
        (1e-3, 3, 1e-2),
        (1e-3, -3, 1e-4),
        (0.0, 1, 1e-8),
        (1e-8, -1, 0.0),
        (1.0, -1, 0.5),
    ],
)
def test_that_learning_rates_go_in_ones_twos_and_fives(value: float, clicks: int, expected: float) -> None:
    assert next_in_series(value, clicks) == expected
