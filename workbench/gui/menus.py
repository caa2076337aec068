"""The menu bar and the toolbar, filled from the described actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from workbench.gui.actions import Actions
from workbench.gui.appearance import language_menu, scheme_menu
from workbench.gui.dialogs.on_demand import Dialogs
from workbench.gui.dialogs.prepared_texts import PreparedTexts
from workbench.gui.docks import Docks
from workbench.gui.files import FileCommands
from workbench.gui.settings import WindowSettings

ICON_SIZE = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)


def build_menus(
    window: QMainWindow,
    actions: Actions,
    docks: Docks,
    files: FileCommands,
    settings: WindowSettings,
    dialogs: Dialogs,
) -> None:
    """File, Run, View and Help."""
    bar = window.menuBar()
    _file_menu(_menu(bar.addMenu(_tr("&File"))), actions, files, dialogs.prepared)
    run = _menu(bar.addMenu(_tr("&Run")))
    run.aboutToShow.connect(dialogs.trials.count)
    run.addActions([actions["start"], actions["pause"], actions["stop"], actions["save_checkpoint"]])
    run.addSeparator()
    run.addActions([actions["continue_run"], actions["verify_run"], actions["use_settings"]])
    run.addSeparator()
    run.addAction(actions["measure_anew"])
    run.addSeparator()
    run.addAction(actions["generate"])
    view = _menu(bar.addMenu(_tr("&View")))
    for dock in docks.all():
        view.addAction(dock.toggleViewAction())
    view.addSeparator()
    view.addAction(actions["workshop"])
    view.addSeparator()
    view.addAction(actions["reset_layout"])
    view.addMenu(scheme_menu(window, settings))
    view.addMenu(language_menu(window, settings))
    help_menu = _menu(bar.addMenu(_tr("&Help")))
    help_menu.addActions([actions["help"], actions["shortcuts"]])
    help_menu.addSeparator()
    help_menu.addActions([actions["open_workspace"], actions["open_log"]])
    help_menu.addSeparator()
    help_menu.addActions([actions["check_updates"], actions["about"]])


def build_toolbar(window: QMainWindow, actions: Actions, status: QWidget) -> QToolBar:
    """New, Open, Save, then Start, Pause, Stop, then the run's instrument."""
    bar = QToolBar(_tr("Main toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    bar.addActions([actions["new"], actions["open"], actions["save"]])
    bar.addSeparator()
    bar.addActions([actions["start"], actions["pause"], actions["stop"]])
    for name in ("start", "pause", "stop"):
        button = bar.widgetForAction(actions[name])
        button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for action in bar.actions():
        button = bar.widgetForAction(action)
        if button and action.text():
            button.setObjectName(action.objectName().replace("action.", "toolbar."))
            _name_like(button, action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    bar.addSeparator()
    bar.addWidget(status)
    window.addToolBar(bar)
    return bar


def _file_menu(menu: QMenu, actions: Actions, files: FileCommands, prepared: PreparedTexts) -> None:
    menu.aboutToShow.connect(prepared.measure)
    menu.addAction(actions["new"])
    presets = _menu(menu.addMenu(_tr("New from &preset")))
    presets.aboutToShow.connect(lambda: files.fill_new_menu(presets))
    menu.addAction(actions["open"])
    recent = _menu(menu.addMenu(_tr("Open &recent")))
    recent.aboutToShow.connect(lambda: files.fill_recent_menu(recent))
    menu.addActions([actions["save"], actions["save_as"], actions["rename"]])
    menu.addSeparator()
    menu.addAction(actions["open_text"])
    menu.addMenu(prepared.menu)
    menu.addSeparator()
    menu.addAction(actions["quit"])


def _name_like(button: QWidget, action: QAction) -> None:
    """Have a screen reader call the button what it shows, also when that changes (Pause, Resume)."""
    button.setAccessibleName(action.iconText())
    action.changed.connect(lambda: button.setAccessibleName(action.iconText()))


def _menu(menu: QMenu) -> QMenu:
    menu.setToolTipsVisible(True)
    return menu
