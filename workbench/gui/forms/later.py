"""Rows that are hidden at first are made after the window is on screen: a third of all editors, and of the time."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QObject, QTimer


class Form(Protocol):
    """A form whose rows may wait."""

    def make_shown(self) -> None:
        """Make the rows that are not hidden."""

    def make_all(self) -> None:
        """Make the rest."""


class Later:
    """The forms that were made meanwhile, as far as they are still there."""

    def __init__(self) -> None:
        self._forms: list[weakref.ref[Form]] = []

    def add(self, form: Form) -> None:
        """Remember a form."""
        self._forms.append(weakref.ref(form))

    def make_shown(self) -> None:
        """Make every row that is not hidden."""
        for kept in self._forms:
            form = kept()
            if form is not None:
                form.make_shown()

    def make_rest(self, context: QObject) -> None:
        """Make the other rows, one form in each turn of the event loop, while ``context`` lives."""
        while self._forms:
            form = self._forms.pop(0)()
            if form is not None:
                form.make_all()
                QTimer.singleShot(0, context, lambda: self.make_rest(context))
                return


_present: list[Later] = []


@contextmanager
def made_later() -> Iterator[Later]:
    """Forms made meanwhile keep their hidden rows for `Later.make_rest`."""
    later = Later()
    _present.append(later)
    try:
        yield later
    finally:
        _present.remove(later)
    later.make_shown()


def waits(form: Form) -> bool:
    """Whether the rows of a form that is being made are to wait; if so, it is remembered."""
    if _present:
        _present[-1].add(form)
    return bool(_present)
