"""What every editor of one setting has in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from workbench.config.setting import Setting
from workbench.gui import theme
from workbench.gui.i18n import format_number, tr_setting


class Editor:
    """A mix-in for a widget that edits one setting.

    A subclass has a signal ``changed`` without arguments that fires on each edit by the user, and
    never when the program sets a value. What was typed stays as it was typed, also when it is wrong.
    """

    setting: Setting

    def value(self) -> Any:
        """What is entered, or None while that is no valid value."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without reporting a change."""
        raise NotImplementedError

    def error(self) -> str:
        """What is wrong with the text entered, as a sentence; empty if nothing is."""
        return ""


def describe(editor: QWidget, setting: Setting) -> None:
    """Give an editor its tooltip, and its name for screen readers."""
    editor.setToolTip(tooltip_of(setting))
    editor.setAccessibleName(tr_setting(setting.label))
    editor.setAccessibleDescription(tr_setting(setting.help))


def tooltip_of(setting: Setting) -> str:
    """The help, then what may be entered."""
    limits = limits_of(setting)
    return tr_setting(setting.help) + (f"\n{limits}" if limits else "")


def limits_of(setting: Setting) -> str:
    """The range of a number as a sentence, with its unit; empty for anything else."""
    if setting.kind not in ("integer", "number") or setting.minimum is None:
        return ""
    low, unit = format_number(setting.minimum), tr_setting(setting.unit)
    above = setting.exclusive_minimum
    if setting.maximum is None or setting.maximum >= 2**31 - 1:
        text = _tr("Above {low} {unit}") if above else _tr("{low} {unit} or more")
        return _tr("{range}.").format(range=" ".join(text.format(low=low, unit=unit).split()))
    text = _tr("Above {low}, up to {high} {unit}") if above else _tr("{low} to {high} {unit}")
    return _tr("{range}.").format(range=text.format(low=low, high=format_number(setting.maximum), unit=unit).strip())


def range_error(setting: Setting, value: float) -> str:
    """A sentence if the number is outside the setting's limits, else nothing."""
    low, high = setting.minimum, setting.maximum
    if low is not None and setting.exclusive_minimum and value <= low:
        return _tr("Must be greater than {limit}.").format(limit=format_number(low))
    if low is not None and value < low:
        return _tr("Must be at least {limit}.").format(limit=format_number(low))
    if high is not None and value > high:
        return _tr("Must be at most {limit}.").format(limit=format_number(high))
    return ""


def mark_invalid(editor: QWidget, invalid: bool) -> None:
    """Give an editor the border of an entry that needs attention, or take it away."""
    if bool(editor.property("invalid")) != invalid:
        editor.setProperty("invalid", invalid)
        theme.restyle(editor)


def _tr(text: str) -> str:
    return QCoreApplication.translate("editors", text)
