"""Control characters and invisible ones."""

from __future__ import annotations

from workbench.config.cleaning_steps.control_characters import ControlCharacters
from workbench.data.cleaning.base import Step
from workbench.data.cleaning.characters import RemovingStep, members_of, singly

_STAY = singly("\t\n\r\f\v\x85")  # line ends of every kind: the step for white space deals with them
_INVISIBLE = singly("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")  # no width, though not Cf


def make(settings: ControlCharacters) -> Step:
    """The step of these settings."""
    # Cs: half a pair of UTF-16 is no character, and no file of text can hold it.
    if settings.invisible:
        return RemovingStep(settings.label, members_of(("Cc", "Cs", "Cf"), _INVISIBLE, but=_STAY))
    return RemovingStep(settings.label, members_of(("Cc", "Cs"), but=_STAY))
