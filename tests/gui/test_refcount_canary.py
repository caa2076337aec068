"""A canary for the bindings: some releases lose a reference to None or True with every call, then abort."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget

CALLS = 5_000
SLACK = 200
"""Counts of shared objects move a little by themselves; a leak moves them by thousands."""


class Speaker(QObject):
    """Emits what it is told to."""

    said = Signal(object)
    switched = Signal(bool)


def drifts(action: Callable[[], None]) -> dict[object, int]:
    """How far the reference counts of the shared constants move over many calls."""
    watched = (None, True, False)
    action()  # caches are filled once
    before = [sys.getrefcount(item) for item in watched]
    for _ in range(CALLS):
        action()
    return {item: sys.getrefcount(item) - count for item, count in zip(watched, before, strict=True)}


def emit_objects() -> Callable[[], None]:
    speaker, heard = Speaker(), list[object]()
    speaker.said.connect(lambda item: heard.clear())

    def action() -> None:
        speaker.said.emit(None)
        speaker.said.emit(True)

    return action


def emit_switches() -> Callable[[], None]:
    speaker = Speaker()
    speaker.switched.connect(speaker.setObjectName.__self__.blockSignals)
    return lambda: speaker.switched.emit(False)


def set_texts() -> Callable[[], None]:
    label = QLabel()
    return lambda: label.setText("loss 1.2345")


def set_switches() -> Callable[[], None]:
    widget = QWidget()

    def action() -> None:
        widget.setEnabled(False)
        widget.setEnabled(True)
        widget.isVisible()

    return action


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
@pytest.mark.parametrize("make", [emit_objects, emit_switches, set_texts, set_switches])
def test_that_calls_into_qt_keep_reference_counts(qapp: QApplication, make: Callable[[], Callable[[], None]]) -> None:
    found = drifts(make())
    assert all(abs(drift) < SLACK for drift in found.values()), found
