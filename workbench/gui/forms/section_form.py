"""A form made from a section's description: one row per setting, rare ones behind "More"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.config.setting import Section, Setting, settings_of
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.later import waits
from workbench.gui.forms.row import Row, are_pair
from workbench.gui.i18n import translate_engine

LABEL_SHARE = 0.4
"""Part of a form's width that labels take, so that the editors of stacked forms stand in one column."""
_LABEL_COLUMN_MAXIMUM = 190


def set_label_column(grid: QGridLayout, width: int) -> None:
    """Give a grid's label column the width that it has in every form of this width."""
    grid.setColumnMinimumWidth(0, min(_LABEL_COLUMN_MAXIMUM, round(width * LABEL_SHARE)))
    grid.setColumnStretch(1, 1)


def form_grid(parent: QWidget) -> QGridLayout:
    """The grid that forms and readouts share: labels at the left, values at the right."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(theme.ROW_GAP)
    set_label_column(grid, 264)
    return grid


def _focusable_before(widget: QWidget) -> QWidget:
    """What the Tab key comes from when it enters a widget; the widget itself where it is alone."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    return before or widget


class SectionForm(QWidget):
    """Edits a section of one class; ``only`` names the settings to show, else all are.

    Rare settings unfold by the ``heading`` given, else by one of the form's own above them.
    """

    edited = Signal(object)
    """The new Section, after each edit that leaves every setting valid."""

    def __init__(
        self,
        section: str,
        section_class: type[Section],
        parent: QWidget | None = None,
        *,
        only: Sequence[str] | None = None,
        without: Sequence[str] = (),
        heading: Heading | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._class = section_class
        self._base: Section = section_class.defaults()
        # A list has a dialog of its own.
        chosen = [item for item in settings_of(section_class) if item.name not in without and item.kind != "list"]
        self._settings = [item for item in chosen if only is None or item.name in only]
        self._rows: dict[str, Row] = {}
        self._hidden: set[str] = set()
        self._heading = heading
        self._own_heading: Heading | None = None
        self._grid = form_grid(self)
        self._free = 0
        self._waits = waits(self)
        self._fill()

    # What others ask for

    def value(self) -> Section | None:
        """The section as entered, or None while something entered is not valid."""
        entered = self.entered()
        return self._base.model_copy(update=entered) if len(entered) == len(self._rows) else None

    def entered(self) -> dict[str, Any]:
        """Every valid value, by the name of its setting."""
        values = {name: row.value() for name, row in self._rows.items()}
        return {name: value for name, value in values.items() if value is not None}

    def set_value(self, value: Section) -> None:
        """Show a section without reporting an edit."""
        self._base = value
        for name, row in self._rows.items():
            row.set_value(getattr(value, name))

    def problems(self) -> list[Problem]:
        """What is wrong with the texts entered."""
        found = ((name, row.error) for name, row in self._rows.items())
        return [Problem(f"{self.section}.{name}", error) for name, error in found if error]

    def set_problems(self, problems: Iterable[Problem]) -> None:
        """Mark the settings that do not go together with others; those not named are cleared."""
        texts = {problem.field: problem.message for problem in problems}
        for name in self._rows:
            self.set_problem(name, texts.get(f"{self.section}.{name}", ""))

    def set_problem(self, name: str, text: str) -> None:
        """Say what is wrong with one setting; an empty text clears it."""
        sentence = translate_engine(text)
        self._rows[name].set_problem(sentence[:1].upper() + sentence[1:])
        if text and self._rows[name].setting.advanced:
            self.set_expanded(True)

    def set_shown(self, shown: Mapping[str, bool]) -> None:
        """Show or hide the rows of these settings."""
        hidden = (self._hidden - set(shown)) | {name for name, visible in shown.items() if not visible}
        if hidden != self._hidden:
            self._hidden = hidden
            self._show_rows()

    def editor(self, name: str) -> Any:
        """The editor of one setting. Raises KeyError."""
        return self._rows[name].editor

    def editors(self) -> list[QWidget]:
        """Every editor, from top to bottom."""
        return [row.editor for row in self._rows.values()]

    @property
    def expanded(self) -> bool:
        """True while the rare settings are unfolded."""
        return self._heading is not None and self._heading.more.isChecked()

    def set_expanded(self, expanded: bool) -> None:
        """Unfold or fold the rare settings."""
        if self._heading is not None:
            self._heading.more.setChecked(expanded)

    def make_shown(self) -> None:
        """Make the rows that waited and are not hidden."""
        self._make([row for row in self._rows.values() if row.shown])
        for row in self._rows.values():
            row.waits = False

    def make_all(self) -> None:
        """Make every row that still waits."""
        self._make(list(self._rows.values()))

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        set_label_column(self._grid, self.width())
        super().resizeEvent(event)

    # Construction

    def _fill(self) -> None:
        self._add_all([item for item in self._settings if not item.advanced])
        rare = [item for item in self._settings if item.advanced]
        if rare and self._heading is None:
            self._own_heading = self._heading = Heading("", self.section, self)
            self._grid.addWidget(self._heading, self._free, 0, 1, 2)
            self._free += 1
        if self._heading is not None:
            self._heading.unfolded.connect(self._show_rows)
        self._add_all(rare)
        self._show_rows()

    def _add_all(self, settings: list[Setting]) -> None:
        rows = [Row(item, self.section, self, self._waits) for item in settings]
        while rows:
            first = rows.pop(0)
            self._keep(first)
            if rows and are_pair(first.setting, rows[0].setting):
                first.take_beside(rows[0])
                self._keep(rows.pop(0))
            self._free = first.place(self._grid, self._free)

    def _keep(self, row: Row) -> None:
        def listen() -> None:
            row.editor.changed.connect(self._report)

        row.made = listen
        if row.is_made:
            listen()
        self._rows[row.setting.name] = row

    # Helpers

    def _make(self, wanted: list[Row]) -> None:
        """Make these rows, each at its place in the order of the Tab key."""
        if all(row.is_made for row in self._rows.values()):
            return
        before = _focusable_before(self)
        first_rare = next((row for row in self._rows.values() if row.setting.advanced), None)
        for row in self._rows.values():
            if row is first_rare and self._own_heading is not None:
                before = self._own_heading.more
            if row in wanted or row.is_made:
                QWidget.setTabOrder(before, row.editor)
                before = row.editor

    def _show_rows(self) -> None:
        for name, row in self._rows.items():
            row.set_shown(name not in self._hidden and (self.expanded or not row.setting.advanced))
        if self._heading is not None:
            rare = (name for name, row in self._rows.items() if row.setting.advanced)
            self._heading.set_foldable(any(name not in self._hidden for name in rare))

    def _report(self) -> None:
        for row in self._rows.values():
            row.refresh()
        value = self.value()
        if value is not None:
            self._base = value
            self.edited.emit(value)
