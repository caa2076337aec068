"""Sentences that know how they were made, so that the window can show them in another language.

The engine has no Qt and speaks English. ``say("{name} is empty.", name=file)`` is an ordinary
string, "a.txt is empty.", for the command line, the log and JSON; it also carries its template and
values, from which the window looks up a translation and fills it in anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Message(str):
    """A finished sentence with the template and the values that it was made from."""

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: dict[str, Any]) -> Message:
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        made.values = values
        return made

    def filled(self, **values: Any) -> Message:
        """The same template with values, for a table of templates: ``TABLE[kind].filled(name=file)``."""
        return Message(self.template, values)

    def to_dict(self) -> dict[str, Any]:
        """What it was made from, ready for JSON."""
        values = {name: _packed(value) for name, value in self.values.items()}
        return {"template": self.template, "values": values}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Message:
        """From what `to_dict` gave. Raises KeyError, TypeError or ValueError for anything else."""
        values = {
            name: cls.from_dict(value) if isinstance(value, dict) else value
            for name, value in content["values"].items()
        }
        return cls(content["template"], values)

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.template, self.values)


def _packed(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_dict()
    return value if isinstance(value, (str, int, float)) else str(value)


def say(template: str, /, **values: Any) -> Message:
    """A sentence to show. ``template`` must be a literal: translations are found by it."""
    return Message(template, values)


def translated(message: str, translate: Callable[[str], str]) -> str:
    """The message in the language of ``translate``, which maps one template to another.

    A translation whose placeholders do not fit is passed over: a sentence in English is better
    than none.
    """
    if not isinstance(message, Message):
        return translate(message)
    values = {
        name: translated(value, translate) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    template = translate(message.template)
    try:
        return template.format(**values) if values else template
    except (KeyError, IndexError, ValueError):
        return str(message)
