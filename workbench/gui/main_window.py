"""The main window: puts the panels into docks and connects their signals. It computes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from workbench import paths
from workbench.config import yaml_io
from workbench.config.experiment import Experiment
from workbench.errors import Problem, WorkbenchError
from workbench.events import DataPrepared, Event, Notice, RunStarted, Sampled
from workbench.gui import engine
from workbench.gui.actions import Actions, set_text
from workbench.gui.checkpoint_commands import CheckpointCommands
from workbench.gui.dialogs.on_demand import Dialogs
from workbench.gui.dialogs.question import Answer, ask
from workbench.gui.docks import Docks
from workbench.gui.documents import ExperimentDocument
from workbench.gui.files import FileCommands
from workbench.gui.first_paint import FirstPaint
from workbench.gui.fitting import fit_to_screen
from workbench.gui.i18n import format_count, translate_engine
from workbench.gui.menus import build_menus, build_toolbar
from workbench.gui.panels.data_panel import DataPanel, text_sources
from workbench.gui.panels.log_panel import LogPanel
from workbench.gui.panels.model_panel import ModelPanel
from workbench.gui.panels.optimizer_panel import OptimizerPanel
from workbench.gui.panels.playground_panel import PlaygroundPanel
from workbench.gui.panels.runs_panel import RunsPanel
from workbench.gui.panels.training_panel import TrainingPanel
from workbench.gui.parts.source_row import is_folder_of_texts
from workbench.gui.playground_control import PlaygroundControl
from workbench.gui.probing import Probing
from workbench.gui.run_commands import RunCommands
from workbench.gui.sessions import JobSlot, PreviewSession, TrainingSession
from workbench.gui.settings import LAYOUT_VERSION, WindowSettings
from workbench.gui.toolbar import RunStatus
from workbench.runs.opening import run_of

MINIMUM_SIZE = QSize(1024, 640)
DEFAULT_SIZE = QSize(1280, 800)
CLOSING_TIMEOUT_MS = 20_000
STATUS_MESSAGE_MS = 8_000


class MainWindow(QMainWindow):
    """One window in which the whole experiment is visible."""

    engine_ready, engine_failed = Signal(), Signal(object)
    """torch is imported and a run can start without delay; or a JobFailed says why it never will."""

    def __init__(self, settings: WindowSettings | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        fit_to_screen(self, DEFAULT_SIZE, MINIMUM_SIZE)
        self.setAcceptDrops(True)
        self._settings = settings or WindowSettings()
        self._closing = False
        self._close_when_ended = False
        self._first_show = True
        self._make_parts()
        self._connect_settings_panels()
        self._connect_runs()
        self._connect_actions()
        self._restore_window()
        self.document.restore()
        self._show_state(self.training.state)
        self.setFocus()  # the first key goes to the window's actions; Tab leads to the first control

    # Construction

    def _make_parts(self) -> None:
        self.document = ExperimentDocument(self._settings, self)
        self.training = TrainingSession(self)
        self._preview = PreviewSession(self)
        self._loader = JobSlot(self)
        self._engine = JobSlot(self)
        self.data, self.model, self.optimizer = DataPanel(), ModelPanel(), OptimizerPanel()
        self.plots, self.playground, self.runs = TrainingPanel(), PlaygroundPanel(), RunsPanel()
        self.log, self.status = LogPanel(), RunStatus()
        self.setCentralWidget(self.plots)
        panels: dict[str, tuple[str, QWidget]] = {
            "data": (self.tr("Data"), self.data),
            "model": (self.tr("Model"), self.model),
            "optimizer": (self.tr("Optimizer"), self.optimizer),
            "playground": (self.tr("Playground"), self.playground),
            "runs": (self.tr("Runs"), self.runs),
            "log": (self.tr("Log"), self.log),
        }
        self._docks = Docks(self, panels)
        self.actions_ = Actions(self)
        self.dialogs = Dialogs(self, self.actions_, self.document, self.training)
        self.run_commands = RunCommands(self.training, self.plots, self.runs, self)
        self.checkpoints = CheckpointCommands(self.training, self)
        self.writing = PlaygroundControl(self.playground, self.training, self)
        self.probing = Probing(self.model, self.document, self.training, self._problems, self)
        self._files = FileCommands(self.document, self._settings, self)
        build_menus(self, self.actions_, self._docks, self._files, self._settings, self.dialogs)
        build_toolbar(self, self.actions_, self.status)
        self.statusBar().setSizeGripEnabled(False)

    def _connect_settings_panels(self) -> None:
        for panel in (self.data, self.model, self.optimizer, self.playground):
            panel.edited.connect(self.document.edit)
            self.document.replaced.connect(panel.set_experiment)
            self.document.problems_changed.connect(panel.set_problems)
        self.document.replaced.connect(self._experiment_replaced)
        self.document.edited.connect(self._section_edited)
        self.document.title_changed.connect(self._show_title)
        self.document.restore_failed.connect(self.dialogs.show_error, Qt.ConnectionType.QueuedConnection)
        self._preview.received.connect(self._follow_preview)
        self.data.edit_cleaning.connect(self.dialogs.show_cleaning)
        self.data.look_inside.connect(self.dialogs.show_workshop)

    def _connect_runs(self) -> None:
        self.training.received.connect(self._follow_training)
        self.training.failed.connect(self.dialogs.show_failure)
        self.training.state_changed.connect(self._show_state)
        self.training.ended.connect(self._close_if_asked)
        self.run_commands.failed.connect(self.dialogs.show_error)
        self.probing.failed.connect(self.dialogs.show_error)
        self.run_commands.verification.received.connect(self.log.add)
        self.probing.received.connect(self.log.add)
        self.run_commands.shown_run_changed.connect(self._shown_run_changed)
        self.run_commands.checkpoints_requested.connect(self.checkpoints.open)
        self.checkpoints.failed.connect(self.dialogs.show_error)
        self._files.failed.connect(self.dialogs.show_error)
        self._loader.ended.connect(self._plots_loaded)
        self._engine.received.connect(self._follow_engine)
        self._engine.failed.connect(self.dialogs.show_failure)
        self._engine.failed.connect(self.engine_failed)
        self.engine_ready.connect(self.dialogs.load)

    def _connect_actions(self) -> None:
        handlers = {
            "new": self._files.new,
            "open": self._files.open,
            "save": self._files.save,
            "save_as": self._files.save_as,
            "rename": self._files.rename,
            "open_text": self.data.choose_file,
            "quit": self.close,
            "start": self.start,
            "pause": self._toggle_pause,
            "stop": self.training.stop,
            "continue_run": self._continue_selected,
            "save_checkpoint": self.checkpoints.save_now,
            "verify_run": self._verify_selected,
            "use_settings": self._use_settings,
            "generate": self.playground.generate,
            "reset_layout": self.reset_layout,
            "workshop": self.dialogs.show_workshop,
            "help": self.dialogs.show_help,
            "shortcuts": lambda: self.dialogs.show_help("keyboard"),
            "open_log": lambda: self.dialogs.show_folder(paths.log_file().parent),
            "open_workspace": lambda: self.dialogs.show_folder(paths.workspace()),
            "check_updates": self.dialogs.show_update_check,
            "about": self.dialogs.show_about,
        }
        for name, handler in handlers.items():
            self.actions_[name].triggered.connect(lambda checked=False, call=handler: call())

    # What the user asks for

    def start(self) -> None:
        """Train a new run with the settings of the panels."""
        self.run_commands.start(self.document.experiment, self._problems())

    def _problems(self) -> list[Problem]:
        """What is wrong with what is entered, each setting once."""
        problems = [
            *self.data.problems(),
            *self.model.problems(),
            *self.optimizer.problems(),
            *self.playground.problems(),
        ]
        known = {problem.field for problem in problems}
        return problems + [problem for problem in self.document.problems if problem.field not in known]

    def open_file(self, path: Path) -> None:
        """Open a run, an experiment file, or a text as the data source; a folder of texts is one too."""
        run = run_of(path)
        if run is None and paths.exists(path) and path.is_dir() and not is_folder_of_texts(path):
            run = path  # which will say why it is none
        if run is not None:
            self.run_commands.open_run(run)
        elif path.suffix.lower() in (".yaml", ".yml"):
            self._files.open_path(path)
        else:
            self.data.choose_path(path)

    def reset_layout(self) -> None:
        """Put every panel back where it was at first."""
        self._settings.forget_window()
        self._docks.arrange()

    # Qt events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first_show:
            self._first_show = False
            FirstPaint(self).done.connect(self._after_first_paint)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.training.busy:
            event.ignore()
            if not self._closing:
                self._ask_to_stop()
        elif self.document.modified and not self._closing:
            event.ignore()
            self._files.when_safe(self._close_for_good)
        else:
            self._save_window()
            self.training.close(CLOSING_TIMEOUT_MS)
            self.writing.close()
            self._closing = True
            at_work = (self.run_commands, self.checkpoints, self.probing, self.dialogs)
            for part in (*at_work, self._preview, self._loader, self._engine):
                part.close(CLOSING_TIMEOUT_MS)
            event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        texts = text_sources(event.mimeData())
        if len(texts) > 1:
            self.data.choose_paths(texts)
            return
        for url in event.mimeData().urls()[:1]:
            self.open_file(Path(url.toLocalFile()))

    # What jobs say

    def _follow_training(self, events: list[Event]) -> None:
        self.status.add(events)
        self.log.add(events)
        for event in events:
            if isinstance(event, Notice):
                self.statusBar().showMessage(translate_engine(event.message), STATUS_MESSAGE_MS)
            elif isinstance(event, Sampled):
                self.playground.show_sample(event)
        if any(isinstance(event, RunStarted) for event in events):
            self.writing.refresh_source(self.run_commands.shown_run)

    def _follow_preview(self, events: list[Event]) -> None:
        for event in events:
            self.data.follow(event)
            if isinstance(event, DataPrepared):
                self.model.set_vocab_size(event.vocab_size, exact=True)
                self.model.set_train_tokens(event.train_tokens)

    def _follow_engine(self, events: list[Event]) -> None:
        self.status.add(events)
        self.log.add(events)
        if any(event.type == "done" for event in events):
            if not self.training.busy:
                self.status.clear()
            self.engine_ready.emit()

    # What the document and the runs say

    def _experiment_replaced(self, experiment: Experiment) -> None:
        self._preview.request(experiment)

    def _section_edited(self, section: str) -> None:
        experiment = self.document.experiment
        if section == "cleaning":
            self.data.set_cleaning(experiment.cleaning)
        if section in ("data", "cleaning", "augmentation", "tokenizer"):
            estimate = experiment.tokenizer.estimated_vocab_size()
            if estimate:
                self.model.set_vocab_size(estimate, exact=False)
            self._preview.request(experiment)
        if section in ("training", "optimizer"):
            self.model.set_experiment(experiment)

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.document.title}[*] — {paths.APP_NAME}")
        self.setWindowModified(self.document.modified)

    def _show_state(self, state: str) -> None:
        busy, paused = self.training.busy, state == "paused"
        actions = self.actions_
        actions["start"].setEnabled(not busy)
        actions["continue_run"].setEnabled(not busy)
        actions["pause"].setEnabled(state in ("training", "paused"))
        set_text(actions["pause"], self.tr("&Resume") if paused else self.tr("&Pause"))
        actions["stop"].setEnabled(busy)
        actions["save_checkpoint"].setEnabled(state in ("training", "paused"))
        if state == "preparing":
            self.status.begin()
        if not busy:
            self.writing.refresh_source(self.run_commands.shown_run)

    def _shown_run_changed(self) -> None:
        self.actions_["use_settings"].setEnabled(self.run_commands.shown_run is not None)
        self.writing.refresh_source(self.run_commands.shown_run)

    # Commands behind the menus

    def _toggle_pause(self) -> None:
        if self.training.state == "paused":
            self.training.unpause()
        else:
            self.training.pause()

    def _continue_selected(self) -> None:
        self._with_selected(self.run_commands.continue_run)

    def _verify_selected(self) -> None:
        self._with_selected(self.run_commands.verify)

    def _with_selected(self, command: Callable[[Path], None]) -> None:
        run_dir = self.runs.selected_run() or self.run_commands.shown_run
        if run_dir is None:
            message = self.tr("No run is selected.")
            self.dialogs.show_error(WorkbenchError(message, self.tr("Select one in the list of runs first.")))
        else:
            command(run_dir)

    def _use_settings(self) -> None:
        run_dir = self.run_commands.shown_run
        if run_dir is not None:
            self._files.when_safe(lambda: self._take_settings(run_dir / "experiment.yaml"))

    def _take_settings(self, file: Path) -> None:
        try:
            self.document.replace(yaml_io.load(file))
        except WorkbenchError as error:
            self.dialogs.show_error(error)

    # Opening and closing

    def _after_first_paint(self) -> None:
        self.run_commands.refresh()
        self._loader.start(engine.load_plots())

    def _plots_loaded(self) -> None:
        if self._closing:
            return
        # In turns of the event loop of their own: each takes the time of a few frames.
        QTimer.singleShot(0, self, self.optimizer.show_preview)
        QTimer.singleShot(0, self, self.plots.prepare)
        QTimer.singleShot(0, self, self._start_engine)

    def _start_engine(self) -> None:
        if not self._closing:
            self._engine.start(engine.start_engine(self.document.experiment.runtime))

    def _restore_window(self) -> None:
        geometry, layout = self._settings.geometry(), self._settings.layout()
        if geometry is not None:
            self.restoreGeometry(geometry)
        if layout is None or not self.restoreState(layout, LAYOUT_VERSION):
            self._docks.arrange()

    def _save_window(self) -> None:
        self._settings.save_window(self.saveGeometry(), self.saveState(LAYOUT_VERSION))

    def _ask_to_stop(self) -> None:
        step = format_count(self.training.step)
        ask(
            self,
            self.tr("Stop the run and close?"),
            self.tr("It is at step {step}. A checkpoint is saved, and it can be continued later.").format(step=step),
            [
                Answer(
                    self.tr("Stop and close"),
                    self.tr("Save a checkpoint, then close."),
                    self._stop_and_close,
                    default=True,
                )
            ],
        )

    def _stop_and_close(self) -> None:
        self._closing = not self.document.modified
        if self.training.busy:
            self._close_when_ended = True
            self.training.stop()
        else:
            self.close()

    def _close_if_asked(self) -> None:
        if self._close_when_ended:
            self._close_when_ended = False
            QTimer.singleShot(0, self.close)

    def _close_for_good(self) -> None:
        self._closing = True
        self.close()
