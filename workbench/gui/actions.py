"""Every action of the window, described once: text, shortcut, icon, and a sentence for its tooltip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from workbench.gui.i18n import without_mnemonic
from workbench.gui.icons import icon


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translators, who find it by this name; Qt's own function is not typed."""
    return text


@dataclass(frozen=True, slots=True)
class Description:
    """An action before it exists; ``text`` and ``tip`` are in the translation context "actions"."""

    name: str
    text: str
    tip: str
    shortcut: str | QKeySequence.StandardKey = ""
    icon: str = ""
    checkable: bool = False


DESCRIPTIONS = (
    Description(
        "new",
        QT_TRANSLATE_NOOP("actions", "&New experiment"),
        QT_TRANSLATE_NOOP("actions", "Begin a new experiment with settings that suit this computer."),
        QKeySequence.StandardKey.New,
        "new",
    ),
    Description(
        "open",
        QT_TRANSLATE_NOOP("actions", "&Open experiment…"),
        QT_TRANSLATE_NOOP("actions", "Open an experiment file (YAML)."),
        QKeySequence.StandardKey.Open,
        "open",
    ),
    Description(
        "save",
        QT_TRANSLATE_NOOP("actions", "&Save experiment"),
        QT_TRANSLATE_NOOP("actions", "Save the settings of all panels as an experiment file."),
        QKeySequence.StandardKey.Save,
        "save",
    ),
    Description(
        "save_as",
        QT_TRANSLATE_NOOP("actions", "Save experiment &as…"),
        QT_TRANSLATE_NOOP("actions", "Save the settings under another name."),
        "Ctrl+Shift+S",
    ),
    Description(
        "open_text",
        QT_TRANSLATE_NOOP("actions", "Open &text…"),
        QT_TRANSLATE_NOOP("actions", "Choose the text file to learn from."),
        "Ctrl+T",
        "folder",
    ),
    Description(
        "rename",
        QT_TRANSLATE_NOOP("actions", "&Rename experiment…"),
        QT_TRANSLATE_NOOP("actions", "Change the name that new runs of this experiment get."),
    ),
    Description(
        "quit",
        QT_TRANSLATE_NOOP("actions", "&Quit"),
        QT_TRANSLATE_NOOP("actions", "Close the window; a run in training is stopped with a checkpoint."),
        QKeySequence.StandardKey.Quit,
    ),
    Description(
        "start",
        QT_TRANSLATE_NOOP("actions", "&Start"),
        QT_TRANSLATE_NOOP("actions", "Train a new run with the settings in the panels."),
        "F5",
        "start",
    ),
    Description(
        "pause",
        QT_TRANSLATE_NOOP("actions", "&Pause"),
        QT_TRANSLATE_NOOP("actions", "Wait after this step; the playground keeps working."),
        "F6",
        "pause",
    ),
    Description(
        "stop",
        QT_TRANSLATE_NOOP("actions", "S&top"),
        QT_TRANSLATE_NOOP("actions", "End the run after this step with a checkpoint; it can be continued later."),
        "Shift+F5",
        "stop",
    ),
    Description(
        "save_checkpoint",
        QT_TRANSLATE_NOOP("actions", "Save chec&kpoint now"),
        QT_TRANSLATE_NOOP("actions", "Save a checkpoint of this very step; training goes on."),
        "Ctrl+K",
    ),
    Description(
        "continue_run",
        QT_TRANSLATE_NOOP("actions", "&Continue selected run"),
        QT_TRANSLATE_NOOP("actions", "Train the selected run on from its newest checkpoint."),
        "Ctrl+F5",
        "continue",
    ),
    Description(
        "verify_run",
        QT_TRANSLATE_NOOP("actions", "&Verify selected run…"),
        QT_TRANSLATE_NOOP("actions", "Train the selected run again, in memory, and compare every bit with its record."),
    ),
    Description(
        "use_settings",
        QT_TRANSLATE_NOOP("actions", "&Use settings of the open run"),
        QT_TRANSLATE_NOOP("actions", "Put the settings of the run on the plots into the panels, as a new experiment."),
    ),
    Description(
        "measure_anew",
        QT_TRANSLATE_NOOP("actions", "&Measure settings anew"),
        QT_TRANSLATE_NOOP("actions", "Forget which settings trials found fastest; the next run tries them again."),
    ),
    Description(
        "generate",
        QT_TRANSLATE_NOOP("actions", "&Generate"),
        QT_TRANSLATE_NOOP("actions", "Let the model continue the prompt in the playground."),
        "Ctrl+G",
        "generate",
    ),
    Description(
        "workshop",
        QT_TRANSLATE_NOOP("actions", "Data &workshop…"),
        QT_TRANSLATE_NOOP("actions", "Look inside the data: its tokens, its statistics, and the first batches."),
        "Ctrl+D",
        "data",
    ),
    Description(
        "reset_layout",
        QT_TRANSLATE_NOOP("actions", "&Reset layout"),
        QT_TRANSLATE_NOOP("actions", "Put every panel back where it was at first."),
    ),
    Description(
        "help",
        QT_TRANSLATE_NOOP("actions", "&Help"),
        QT_TRANSLATE_NOOP("actions", "Explain every panel and every term."),
        "F1",
        "help",
    ),
    Description(
        "shortcuts",
        QT_TRANSLATE_NOOP("actions", "&Keyboard shortcuts"),
        QT_TRANSLATE_NOOP("actions", "List the keys for the main actions."),
        "Ctrl+/",
    ),
    Description(
        "open_log",
        QT_TRANSLATE_NOOP("actions", "Show &log file"),
        QT_TRANSLATE_NOOP("actions", "Show the program's log file in the file manager."),
    ),
    Description(
        "open_workspace",
        QT_TRANSLATE_NOOP("actions", "Show &workspace folder"),
        QT_TRANSLATE_NOOP("actions", "Show the folder that holds all runs in the file manager."),
    ),
    Description(
        "check_updates",
        QT_TRANSLATE_NOOP("actions", "Check for &updates…"),
        QT_TRANSLATE_NOOP("actions", "Ask whether a newer version is out; the program never asks by itself."),
    ),
    Description(
        "about",
        QT_TRANSLATE_NOOP("actions", "&About LM Workbench"),
        QT_TRANSLATE_NOOP("actions", "Show the version and what the program is built on."),
    ),
)


def set_text(action: QAction, text: str) -> None:
    """Give an action its text; buttons and lists show it without the key that menus underline."""
    action.setText(text)
    action.setIconText(without_mnemonic(text).rstrip("…"))


class Actions(QObject):
    """The window's actions, by name: ``actions["start"]``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {item.name: self._make(item) for item in DESCRIPTIONS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Every action, in the order described."""
        return list(self._actions.values())

    def _make(self, item: Description) -> QAction:
        action = QAction(self)
        set_text(action, QCoreApplication.translate("actions", item.text))
        action.setObjectName(f"action.{item.name}")
        action.setShortcut(QKeySequence(item.shortcut))
        action.setCheckable(item.checkable)
        tip = QCoreApplication.translate("actions", item.tip)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip(tip)
        if item.icon:
            action.setIcon(icon(item.icon))
        return action
