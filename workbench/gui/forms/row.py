"""One setting in a form: its label, its editor, and a line for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    """Puts a setting into a grid of two columns, and knows what is wrong with it.

    Its widgets may wait until they are wanted (``waits``); its value is there all the time.
    """

    def __init__(self, setting: Setting, section: str, parent: QWidget, waits: bool = False) -> None:
        self.setting = setting
        self.waits = waits
        self.made: Callable[[], object] | None = None
        """Called when the widgets were made later than the row."""
        self._section = section
        self._parent = parent
        self._value = setting.default
        self._text = tr_setting(setting.label)
        self._editor: Any = None
        self._label: QLabel | None = None
        self._message: WrappedLabel | None = None
        self._put: Callable[[], object] | None = None
        self._put_message: Callable[[QWidget], object] | None = None
        self._problem = ""
        self._shown = True
        self._beside: Row | None = None
        self._owner: Row | None = None
        if not waits:
            self.make()

    def make(self) -> None:
        """Make the widgets, if they are not there yet; those of a pair come together."""
        if self._owner is not None:
            self._owner.make()
        if self._editor is not None:
            return
        self._editor = make_editor(self.setting, self._section, self._parent)
        self._editor.set_value(self._value)
        if self._owner is None:
            self._label = label_for(self._editor, self._text, self._parent)
        if self._beside is not None:
            self._beside._make_beside()
        if self._put is not None:
            self._put()
            self._show()
        if self.made is not None:
            self.made()

    @property
    def shown(self) -> bool:
        """Whether the row is not hidden."""
        return self._shown

    @property
    def is_made(self) -> bool:
        """Whether the widgets are there."""
        return self._editor is not None

    @property
    def editor(self) -> Any:
        """The widget that edits the setting."""
        self.make()
        return self._editor

    @property
    def label(self) -> QLabel:
        """The label; of a pair, the first has one."""
        self.make()
        assert self._label is not None
        return self._label

    @property
    def message(self) -> WrappedLabel:
        """The line for what is wrong; it is made when it is first wanted, which is seldom."""
        if self._message is None:
            self._message = WrappedLabel("", "danger", self._parent)
            self._message.setObjectName(f"{self._section}.{self.setting.name}.problem")
            if self._put_message is not None:
                self._put_message(self._message)
        return self._message

    @property
    def error(self) -> str:
        """What is wrong with the text entered."""
        return cast(Editor, self._editor).error() if self.is_made else ""

    def value(self) -> Any:
        """The value entered, or None while it is not valid."""
        return self._editor.value() if self.is_made else self._value

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._value = value
        if self.is_made:
            self._editor.set_value(value)
            self.refresh()

    def take_beside(self, other: Row) -> None:
        """Let another setting share this row, to the right of this one."""
        self._beside, other._owner = other, self
        first, second = self._text, other._text
        digits = re.search(r"\d+$", second)
        self._text = f"{first}, {digits[0] if digits else second}"
        if self._label is not None:
            self._label.setText(self._text)
        if other._label is not None:
            other._label.setParent(None)
            other._label = None

    def place(self, grid: QGridLayout, row: int) -> int:
        """Take a row of the grid, and the ones below for what is wrong; returns the first that is free."""
        self._put = lambda: self._fill(grid, row)
        self._put_message = lambda message: grid.addWidget(message, row + 1, 0, 1, 2)
        if self._beside is not None:
            self._beside._put_message = lambda message: grid.addWidget(message, row + 2, 0, 1, 2)
        if self.is_made:
            self._put()
        return row + 3

    def set_problem(self, text: str) -> None:
        """Say what is wrong between this setting and others; empty if nothing is."""
        self._problem = text
        if text:
            self.make()
        self.refresh()

    def set_shown(self, shown: bool) -> None:
        """Show or hide the whole row."""
        self._shown = shown
        if shown and not self.waits:
            self.make()
        self._show()

    def refresh(self) -> None:
        """Show the present problem, if any: what is entered first, then how it fits the rest."""
        if not self.is_made:
            return
        text = self.error or self._problem
        mark_invalid(self._editor, bool(text))
        self._editor.setToolTip(f"{text}\n{tooltip_of(self.setting)}" if text else tooltip_of(self.setting))
        said = text if self._shown else ""
        if said or self._message is not None:
            self.message.say(said)

    def _make_beside(self) -> None:
        if self._editor is None:
            self._editor = make_editor(self.setting, self._section, self._parent)
            self._editor.set_value(self._value)
            if self.made is not None:
                self.made()

    def _show(self) -> None:
        if self.is_made:
            if self._label is not None:
                self._label.setVisible(self._shown)
            self._editor.setVisible(self._shown)
            self.refresh()

    def _fill(self, grid: QGridLayout, row: int) -> None:
        assert self._label is not None
        grid.addWidget(self._label, row, 0)
        if self._beside is not None:
            pair = QHBoxLayout()
            pair.setSpacing(theme.GAP)
            pair.addWidget(self._editor, 1)
            pair.addWidget(self._beside.editor, 1)
            grid.addLayout(pair, row, 1)
        else:
            side = Qt.AlignmentFlag.AlignLeft if isinstance(self._editor, SwitchEditor) else Qt.AlignmentFlag(0)
            grid.addWidget(self._editor, row, 1, side)


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
