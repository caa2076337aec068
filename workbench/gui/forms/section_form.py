"""A form made from a section's description: one row per setting, rare ones behind "More"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.config.setting import Section, Setting, settings_of
from workbench.errors import Problem
from workbench.gui import theme
from workbench.gui.forms.heading import Heading
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
        self._base: Section = section_class()
        # A list has a dialog of its own.
        chosen = [item for item in settings_of(section_class) if item.name not in without and item.kind != "list"]
        self._settings = [item for item in chosen if only is None or item.name in only]
        self._rows: dict[str, Row] = {}
        self._hidden: set[str] = set()
        self._heading = heading
        self._grid = form_grid(self)
        self._fill()

    # What others ask for

    def value(self) -> Section | None:
        """The section as entered, or None while something entered is not valid."""
        entered = self.entered()
        return self._base.model_copy(update=entered) if len(entered) == len(self._rows) else None

    def entered(self) -> dict[str, Any]:
        """Every valid value, by the name of its setting."""
        values = {name: row.editor.value() for name, row in self._rows.items()}
        return {name: value for name, value in values.items() if value is not None}

    def set_value(self, value: Section) -> None:
        """Show a section without reporting an edit."""
        self._base = value
        for name, row in self._rows.items():
            row.editor.set_value(getattr(value, name))
            row.refresh()

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

    def set_shown(self, name: str, shown: bool) -> None:
        """Show or hide one setting's row."""
        (self._hidden.discard if shown else self._hidden.add)(name)
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

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        set_label_column(self._grid, self.width())
        super().resizeEvent(event)

    # Construction

    def _fill(self) -> None:
        self._add_all([item for item in self._settings if not item.advanced])
        rare = [item for item in self._settings if item.advanced]
        if rare and self._heading is None:
            self._heading = Heading("", self.section, self)
            self._grid.addWidget(self._heading, self._grid.rowCount(), 0, 1, 2)
        if self._heading is not None:
            self._heading.unfolded.connect(self._show_rows)
        self._add_all(rare)
        self._show_rows()

    def _add_all(self, settings: list[Setting]) -> None:
        rows = [Row(item, self.section, self) for item in settings]
        while rows:
            first = rows.pop(0)
            self._keep(first)
            if rows and are_pair(first.setting, rows[0].setting):
                first.take_beside(rows[0])
                self._keep(rows.pop(0))
            first.place(self._grid, self._grid.rowCount())

    def _keep(self, row: Row) -> None:
        row.editor.changed.connect(self._report)
        self._rows[row.setting.name] = row

    # Helpers

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
