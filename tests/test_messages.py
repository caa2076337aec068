"""Sentences that can be translated after they were made."""

from __future__ import annotations

import json
import pickle

from workbench.messages import Message, say, translated

GERMAN = {"{name} is empty.": "{name} ist leer.", "the file": "die Datei", "Done.": "Fertig.", "{a} of {b}": "{a} von"}


def german(text: str) -> str:
    return GERMAN.get(text, text)


def test_that_a_message_is_an_ordinary_string() -> None:
    message = say("{name} is empty.", name="a.txt")
    assert message == "a.txt is empty."
    assert json.dumps(message) == '"a.txt is empty."'


def test_that_the_template_is_translated_and_filled_again() -> None:
    assert translated(say("{name} is empty.", name="a.txt"), german) == "a.txt ist leer."
    assert translated(say("Done."), german) == "Fertig."
    assert translated("Done.", german) == "Fertig."


def test_that_a_message_inside_a_message_is_translated_too() -> None:
    assert translated(say("{name} is empty.", name=say("the file")), german) == "die Datei ist leer."


def test_that_braces_in_a_value_are_left_alone() -> None:
    assert translated(say("{name} is empty.", name="{x}"), german) == "{x} ist leer."


def test_that_a_translation_with_a_foreign_placeholder_falls_back_to_english() -> None:
    assert translated(say("{a} of {b}", a=1, b=2), lambda text: "{wrong}") == "1 of 2"


def test_that_a_message_survives_pickling_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(say("{a} of {b}", a=1, b=2)))  # noqa: S301  (our own bytes)
    assert isinstance(copy, Message)
    assert copy == "1 of 2"
    assert copy.values == {"a": 1, "b": 2}
