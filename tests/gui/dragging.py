"""Drags the first step of cleaning behind the last one with the mouse, in a window on a real display.

    python -m tests.gui.dragging FILE

Prints the steps as they stand then. Run by a test, in a process of its own, as a drag has an event loop of its own.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.config.check import check
from workbench.config.sections import Data
from workbench.gui.cleaning.dialog import CleaningDialog

_BEAT_MS = 30


def main() -> None:
    """Open the dialog, drag, print, end."""
    app = QApplication([])
    dialog = CleaningDialog()
    dialog.edit(check({"cleaning": {"steps": ["unicode", "html", "lowercase"]}}).cleaning, Data(source=sys.argv[1]))
    assert QTest.qWaitForWindowExposed(dialog)
    window, view = dialog.windowHandle(), dialog.steps.viewport()

    def place(row: int, down: float) -> QPoint:
        found = dialog.steps.visualItemRect(dialog.steps.topLevelItem(row))
        return view.mapTo(dialog, QPoint(found.center().x(), found.top() + round(found.height() * down)))

    # What happens while the drag is on comes from a timer, one move at a beat.
    moves = [lambda at=at: QTest.mouseMove(window, place(2, at)) for at in (0.3, 0.6, 0.9)]
    moves.append(lambda: QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=place(2, 0.9)))
    carry = QTimer(interval=_BEAT_MS)
    carry.timeout.connect(lambda: moves.pop(0)() if moves else app.quit())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=place(0, 0.5))
    carry.start()
    for distance in (1, 2):
        QTest.mouseMove(window, place(0, 0.5) + QPoint(distance * QApplication.startDragDistance(), 0))
    app.exec()
    sys.stdout.write(f"{','.join(step.step for step in dialog.steps.steps())} {dialog.steps.place()}\n")
    dialog.close_jobs(10_000)


if __name__ == "__main__":
    main()
