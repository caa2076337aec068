"""One setting in a form: its label, its editor, and a line for what is wrong with it."""

from __future__ import annotations

import re
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from workbench.config.setting import Kind, Setting
from workbench.gui import theme
from workbench.gui.forms.editor import Editor, mark_invalid, tooltip_of
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.forms.number_editors import IntEditor, NumberEditor
from workbench.gui.forms.other_editors import ChoiceEditor, LongTextEditor, SwitchEditor, TextEditor
from workbench.gui.forms.path_editor import PathEditor
from workbench.gui.i18n import tr_setting

EDITORS: dict[Kind, type[Any]] = {
    "integer": IntEditor,
    "number": NumberEditor,
    "switch": SwitchEditor,
    "choice": ChoiceEditor,
    "text": TextEditor,
    "source": TextEditor,
    "long_text": LongTextEditor,
    "path": PathEditor,
}
"""The editor of each kind of setting; each is made as ``Editor(setting, parent)``."""


def make_editor(setting: Setting, section: str, parent: QWidget | None = None) -> Any:
    """The editor for a setting, named ``section.setting`` so that it can be found."""
    editor = EDITORS[setting.kind](setting, parent)
    editor.setObjectName(f"{section}.{setting.name}")
    return editor


class Row:
    """Puts a setting into a grid of two columns, and knows what is wrong with it."""

    def __init__(self, setting: Setting, section: str, parent: QWidget) -> None:
        self.setting = setting
        self.editor: Any = make_editor(setting, section, parent)
        self.label = label_for(self.editor, tr_setting(setting.label), parent)
        self.message = WrappedLabel("", "danger", parent)
        self.message.setObjectName(f"{section}.{setting.name}.problem")
        self._problem = ""
        self._shown = True
        self._beside: Row | None = None

    @property
    def error(self) -> str:
        """What is wrong with the text entered."""
        return cast(Editor, self.editor).error()

    def take_beside(self, other: Row) -> None:
        """Let another setting share this row, to the right of this one."""
        self._beside = other
        first, second = self.label.text(), other.label.text()
        digits = re.search(r"\d+$", second)
        self.label.setText(f"{first}, {digits[0] if digits else second}")
        other.label.setParent(None)

    def place(self, grid: QGridLayout, row: int) -> None:
        """Take a row of the grid, and the ones below for what is wrong."""
        grid.addWidget(self.label, row, 0)
        if self._beside is not None:
            pair = QHBoxLayout()
            pair.setSpacing(theme.GAP)
            pair.addWidget(self.editor, 1)
            pair.addWidget(self._beside.editor, 1)
            grid.addLayout(pair, row, 1)
            grid.addWidget(self._beside.message, row + 2, 0, 1, 2)
        else:
            side = Qt.AlignmentFlag.AlignLeft if isinstance(self.editor, SwitchEditor) else Qt.AlignmentFlag(0)
            grid.addWidget(self.editor, row, 1, side)
        grid.addWidget(self.message, row + 1, 0, 1, 2)

    def set_problem(self, text: str) -> None:
        """Say what is wrong between this setting and others; empty if nothing is."""
        self._problem = text
        self.refresh()

    def set_shown(self, shown: bool) -> None:
        """Show or hide the whole row."""
        self._shown = shown
        if self.label.parent() is not None:
            self.label.setVisible(shown)
        self.editor.setVisible(shown)
        self.refresh()

    def refresh(self) -> None:
        """Show the present problem, if any: what is entered first, then how it fits the rest."""
        text = self.error or self._problem
        mark_invalid(self.editor, bool(text))
        self.editor.setToolTip(f"{text}\n{tooltip_of(self.setting)}" if text else tooltip_of(self.setting))
        self.message.say(text if self._shown else "")


def are_pair(first: Setting, second: Setting) -> bool:
    """True for numbers that differ only in a digit at the end, such as beta1 and beta2."""
    numbers = first.kind == second.kind == "number"
    stems = [item.name.rstrip("0123456789") for item in (first, second)]
    return numbers and stems[0] == stems[1] and first.name != stems[0] and first.advanced == second.advanced


def label_for(editor: QWidget, text: str, parent: QWidget) -> QLabel:
    """The label of an editor: clicking or hovering it is as good as the editor itself."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setBuddy(editor)
    label.setToolTip(editor.toolTip())
    label.setMinimumHeight(theme.row_height())
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
