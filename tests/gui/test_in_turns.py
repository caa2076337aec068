"""Work in pieces: one in each turn of the event loop, all of it in order, or the rest at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from workbench.gui.in_turns import PAUSE_MS, InTurns


def test_that_other_events_have_their_turn_between_two_pieces(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()

    def first() -> None:
        done.append("first")
        QTimer.singleShot(0, lambda: done.append("another"))

    work = InTurns((first, lambda: done.append("second")), parent)
    work.add(lambda: done.append("third"))
    assert done == []
    qtbot.waitUntil(lambda: work.over)
    assert [name for name in done if name != "another"] == ["first", "second", "third"]
    assert done.index("another") < done.index("third")
    work.add(lambda: done.append("at once"))
    assert done[-1] == "at once"


def test_that_what_is_dropped_is_not_done(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    work = InTurns((lambda: done.append("first"), lambda: done.append("second")), parent)
    qtbot.waitUntil(lambda: done == ["first"])
    work.drop()
    QTimer.singleShot(5 * PAUSE_MS, lambda: done.append("later"))
    qtbot.waitUntil(lambda: done[-1] == "later")
    assert done == ["first", "later"]


def test_that_the_rest_is_done_at_once_when_it_is_needed(qtbot: QtBot) -> None:
    done: list[int] = []
    parent = QObject()
    work = InTurns([lambda number=number: done.append(number) for number in range(3)], parent)
    work.finish()
    assert done == [0, 1, 2]
    assert work.over
    work.finish()
    assert done == [0, 1, 2]
