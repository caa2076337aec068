"""The menu of prepared texts: how much room they take, how much they may, and how they are removed."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMenu

from workbench.gui import engine
from workbench.gui.dialogs.question import Answer, ask, ask_number
from workbench.gui.i18n import format_bytes
from workbench.gui.sessions import QuestionSlot

MESSAGE_MS = 8_000
_GIGABYTE = 1_000_000_000
_MOST_GIGABYTES = 1_000_000


class PreparedTexts(QObject):
    """Measures in a thread each time the menu is about to be seen; nothing can be removed while a text is prepared."""

    failed = Signal(object)
    """A JobFailed that the user must see."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._size = self._limit = 0
        self._slot = QuestionSlot(self)
        self._slot.failed.connect(self.failed)
        self._slot.answered.connect(self._show)
        self.menu = QMenu(self.tr("Prepared te&xts"), window)
        self.menu.setObjectName("prepared_texts")
        self.menu.setToolTipsVisible(True)
        self.menu.menuAction().setToolTip(self.tr("Texts in tokens, kept so that a second start begins at once."))
        self._clear = self.menu.addAction(self.tr("&Clear…"), self._ask_to_clear)
        self._clear.setObjectName("action.prepared.clear")
        self._clear.setEnabled(False)
        self._change = self.menu.addAction(self.tr("&Limit…"), self._ask_for_limit)
        self._change.setObjectName("action.prepared.limit")
        self._change.setEnabled(False)

    def measure(self) -> None:
        """Find out anew how much room they take, unless that is being done."""
        self._slot.ask(engine.measure_prepared)

    def close(self, timeout_ms: int) -> None:
        """End what is being measured or removed, for the window's end."""
        self._slot.close(timeout_ms)

    def _show(self, found: engine.PreparedRoom) -> None:
        self._size, self._limit = found.size, found.limit
        self.menu.setTitle(self.tr("Prepared te&xts: {size}").format(size=format_bytes(self._size)))
        self._change.setText(self.tr("&Limit: {size}…").format(size=format_bytes(self._limit)))
        for action, tip in (
            (self._clear, self.tr("Remove them all; the next start prepares its text anew.")),
            (self._change, self.tr("How much room they may take; those not used for longest go first.")),
        ):
            action.setEnabled(not found.in_use)
            action.setToolTip(self.tr("A text is being prepared right now.") if found.in_use else tip)
        if not self._size:
            self._clear.setEnabled(False)
            self._clear.setToolTip(self.tr("There are none."))
        if found.freed:
            said = self.tr("{size} of prepared texts were removed.").format(size=format_bytes(found.freed))
            self._window.statusBar().showMessage(said, MESSAGE_MS)

    def _ask_to_clear(self) -> None:
        remove = Answer(
            self.tr("Remove"),
            self.tr("Remove all prepared texts."),
            lambda: self._slot.ask(engine.clear_prepared),
            destructive=True,
        )
        explanation = self.tr("They take {size}. Your files and your runs stay; the next start takes longer.")
        ask(
            self._window,
            self.tr("Remove all prepared texts?"),
            explanation.format(size=format_bytes(self._size)),
            [remove],
        )

    def _ask_for_limit(self) -> None:
        def limit(gigabytes: int) -> None:
            self._slot.ask(lambda answer: engine.limit_prepared(gigabytes * _GIGABYTE, answer))

        ask_number(
            self._window,
            self.tr("Prepared texts"),
            self.tr("Gigabytes that they may take; those not used for longest go first:"),
            min(_MOST_GIGABYTES, math.ceil(self._limit / _GIGABYTE)),
            0,
            _MOST_GIGABYTES,
            limit,
        )
