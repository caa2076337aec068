"""Cleaning: its steps at the left, the settings of one at the right, and below what they do to the source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.config.cleaning import Cleaning
from workbench.config.cleaning_step import CleaningStep
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.sections import Data
from workbench.events import JobFailed
from workbench.gui import engine, theme
from workbench.gui.cleaning.difference_view import DifferenceView
from workbench.gui.cleaning.step_list import StepList
from workbench.gui.cleaning.step_settings import StepSettings
from workbench.gui.fitting import fit_to_screen
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.forms.other_editors import PlainCombo
from workbench.gui.i18n import format_count, tr_setting, translate_engine
from workbench.gui.settings import WindowSettings
from workbench.gui.workshop.latest_job import LatestJob
from workbench.jobs.preview_cleaning import CleaningPreview

_NAME = "cleaning"
_EDITING_MS = 250
"""The difference is made anew so long after the last edit."""
_SIZE, _SMALLEST = QSize(860, 640), QSize(640, 480)
_BUTTONS = QDialogButtonBox.ButtonRole


class CleaningDialog(QDialog):
    """Edits a copy of the section ``cleaning``; OK hands it over. It is kept and opened again."""

    edited = Signal(object)
    """The new Cleaning, when the user says OK."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cleaning")
        self.setWindowTitle(self.tr("Cleaning"))
        self.setModal(True)
        fit_to_screen(self, _SIZE, _SMALLEST)
        self._data = Data()
        self._before = Cleaning()
        self._timer = QTimer(self, singleShot=True, interval=_EDITING_MS)
        self._job = LatestJob(self)
        self.steps, self.settings, self.difference = StepList(), StepSettings(), DifferenceView()
        self._add = self._button("add", self.tr("Add"), self.tr("Add a step behind the chosen one."))
        self._add.setMenu(self._make_menu())
        self._remove = self._button("remove", self.tr("Remove"), self.tr("Take the chosen step out (Delete)."))
        self._up = self._button("up", self.tr("Up"), self.tr("Take the chosen step earlier (Alt+Up)."))
        self._down = self._button("down", self.tr("Down"), self.tr("Take the chosen step later (Alt+Down)."))
        self._which = self._make_which()
        self._status = ElidedLabel()
        self._status.setObjectName("cleaning.status")
        theme.set_role(self._status, "muted")
        self._error = WrappedLabel(role="danger")
        self._error.setObjectName("cleaning.error")
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect()
        geometry = WindowSettings().window_geometry(_NAME)
        if geometry is not None:
            self.restoreGeometry(geometry)

    def edit(self, cleaning: Cleaning, data: Data) -> None:
        """Open with these steps and show what they do to this source."""
        self._data, self._before = data, cleaning
        self.difference.show_preview(None)
        self.steps.set_steps(cleaning.steps)
        self.open()
        self._want(0)

    def close_jobs(self, timeout_ms: int) -> None:
        """End what is being computed, for the window's end."""
        self._timer.stop()
        self._job.close(timeout_ms)

    def done(self, result: int) -> None:
        """Close: nobody looks at the difference any more."""
        self._timer.stop()
        self._job.cancel()
        WindowSettings().save_window_geometry(_NAME, self.saveGeometry())
        super().done(result)

    def accept(self) -> None:
        """Hand the steps over, if they can be taken."""
        if self._problem():
            return
        made = Cleaning(steps=self.steps.steps())
        super().accept()
        if made != self._before:
            self.edited.emit(made)

    # Construction

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"cleaning.{name}")
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name, entry in CLEANING_STEPS.entries.items():
            action = menu.addAction(tr_setting(entry.label))
            action.setObjectName(f"cleaning.add.{name}")
            action.setToolTip(tr_setting(entry.summary))
            action.triggered.connect(lambda checked=False, cls=entry: self._add_step(cls))
        return menu

    def _make_which(self) -> PlainCombo:
        combo = PlainCombo()
        combo.setObjectName("cleaning.which")
        combo.setAccessibleName(self.tr("Difference"))
        combo.setToolTip(self.tr("Show what all steps do together, or the chosen one alone."))
        for text in (self.tr("All steps"), self.tr("The chosen step")):
            combo.addItem(text)
        combo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        combo.setFixedWidth(160)
        return combo

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        for name, text, tip, role in (
            ("ok", self.tr("OK"), self.tr("Clean the text in this way."), _BUTTONS.AcceptRole),
            ("cancel", self.tr("Cancel"), self.tr("Change nothing."), _BUTTONS.RejectRole),
        ):
            button = self._button(name, text, tip)
            box.addButton(button, role)
            if name == "ok":
                button.setDefault(True)
                self._ok = button
        return box

    def _lay_out(self) -> None:
        moves = QHBoxLayout()
        moves.setSpacing(theme.GAP)
        for button in (self._add, self._remove, self._up, self._down):
            moves.addWidget(button)
        moves.addStretch(1)
        left = self._column(self.steps, moves)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setChildrenCollapsible(False)
        upper.setHandleWidth(theme.MARGIN)
        for part, stretch in ((left, 4), (self.settings, 5)):
            upper.addWidget(part)
            upper.setStretchFactor(upper.count() - 1, stretch)
        upper.setSizes([360, 460])
        self.settings.setMinimumWidth(264)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        label = QLabel(self.tr("Difference"))
        label.setBuddy(self._which)
        for widget in (label, self._which):
            line.addWidget(widget)
        line.addWidget(self._status, 1)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.GAP)
        below.addLayout(line)
        below.addWidget(self._error)
        below.addWidget(self.difference, 1)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.setHandleWidth(theme.MARGIN)
        whole.addWidget(upper)
        whole.addWidget(lower)
        whole.setSizes([300, 300])
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        layout.addWidget(whole, 1)
        layout.addWidget(self._buttons)

    def _column(self, view: QWidget, moves: QHBoxLayout) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(view, 1)
        layout.addLayout(moves)
        return column

    def _connect(self) -> None:
        slots: list[tuple[QPushButton, Callable[[], None]]] = [
            (self._remove, self.steps.remove_current),
            (self._up, lambda: self.steps.move_current(-1)),
            (self._down, lambda: self.steps.move_current(1)),
        ]
        for button, slot in slots:
            button.clicked.connect(lambda checked=False, call=slot: call())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.steps.chosen.connect(self._show_chosen)
        self.steps.changed.connect(self._follow_edit)
        self.settings.edited.connect(self.steps.replace_current)
        self._which.activated.connect(lambda index: self._want(0))
        self._timer.timeout.connect(self._ask)
        self._job.answered.connect(self._show)
        self._job.failed.connect(self._fail)

    # What the user does

    def _add_step(self, cls: type[CleaningStep]) -> None:
        self.steps.add(cls.model_validate({}))
        self.steps.setFocus()

    def _show_chosen(self) -> None:
        place = self.steps.place()
        self.settings.show_step(None if place is None else self.steps.steps()[place])
        self._show_state()
        if self._which.currentIndex():
            self._want(0)

    def _follow_edit(self) -> None:
        self._show_state()
        self._want(_EDITING_MS)

    # The difference

    def _want(self, delay_ms: int) -> None:
        self._timer.start(delay_ms)

    def _ask(self) -> None:
        problem = self._problem()
        if problem:
            self._job.cancel()
            self._error.say(problem)
            return
        self._status.say(self.tr("Cleaning the first documents…"))
        data, steps, place = self._data, self.steps.steps(), self.steps.place()
        only = place if self._which.currentIndex() else None
        self._job.ask(lambda answers: engine.preview_cleaning(data, steps, only, answers[0]))

    def _show(self, index: int, preview: CleaningPreview | None) -> None:
        if preview is None:
            return
        self._error.say("")
        self.steps.show_counts(preview.counts)
        self.difference.show_preview(preview)
        text = self.tr("Of the first {documents} documents ({characters} characters) {changed} changed, {out} left out")
        self._status.say(
            text.format(
                documents=format_count(preview.documents),
                characters=format_count(preview.characters),
                changed=format_count(preview.changed),
                out=format_count(preview.left_out),
            )
        )

    def _fail(self, failure: JobFailed) -> None:
        self._status.say("")
        self.difference.show_preview(None)
        self._error.say(" ".join(filter(None, map(translate_engine, (failure.message, failure.advice)))))

    # Helpers

    def _problem(self) -> str:
        """What keeps the steps from being taken, as a sentence; empty if nothing does."""
        entered = [problem.message for problem in self.settings.problems()]
        if entered:
            return entered[0]
        found = Cleaning(steps=self.steps.steps()).problems()
        return "" if not found else f"{found[0][0].partition('.')[2]}: {translate_engine(found[0][1])}"

    def _show_state(self) -> None:
        place, count = self.steps.place(), self.steps.topLevelItemCount()
        self._remove.setEnabled(place is not None)
        self._up.setEnabled(place is not None and place > 0)
        self._down.setEnabled(place is not None and place < count - 1)
        self._ok.setEnabled(not self._problem())
