"""What is wrong with an experiment file, and where."""

from __future__ import annotations

from workbench.errors import InputError
from workbench.messages import say


def located(source: str, place: tuple[int, int] | None, sentence: str, advice: str = "") -> InputError:
    """An error at ``place`` = (line, column), both from 1."""
    name = source or say("the experiment")
    if place is None:
        return InputError(say("{source}: {sentence}.", source=name, sentence=sentence), advice)
    line, column = place
    text = say(
        "{source}, line {line}, column {column}: {sentence}.", source=name, line=line, column=column, sentence=sentence
    )
    return InputError(text, advice)
