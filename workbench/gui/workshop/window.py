"""The window of the data workshop: tokens, statistics and the first batches, each behind a tab."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.gui.documents import ExperimentDocument
from workbench.gui.settings import WindowSettings
from workbench.gui.workshop.batches_tab import BatchesTab
from workbench.gui.workshop.statistics_tab import StatisticsTab
from workbench.gui.workshop.tokens_tab import TokensTab

DEFAULT_SIZE = QSize(1040, 720)
MINIMUM_SIZE = QSize(640, 480)
_NAME = "workshop"


class Tab(Protocol):
    """What the window asks of each of its tabs."""

    def set_experiment(self, experiment: Experiment) -> None: ...

    def come_into_view(self) -> None: ...

    def go_out_of_view(self) -> None: ...

    def close_jobs(self, timeout_ms: int) -> None: ...


class WorkshopWindow(QWidget):
    """Stays open beside the main window and follows its experiment; only the tab in view computes."""

    def __init__(self, document: ExperimentDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("workshop_window")
        self.setWindowTitle(self.tr("Data workshop"))
        self.setMinimumSize(MINIMUM_SIZE)
        self.resize(DEFAULT_SIZE)
        self._document = document
        self.tokens = TokensTab()
        self.batches = BatchesTab()
        self.statistics = StatisticsTab()
        self._tabs: list[Tab] = [self.tokens, self.statistics, self.batches]
        self._bar = self._make_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._bar)
        for keys in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(keys), self, self.close)
        document.replaced.connect(self._take_experiment)
        document.edited.connect(self._take_edit)
        geometry = WindowSettings().window_geometry(_NAME)
        if geometry is not None:
            self.restoreGeometry(geometry)
        self._take_experiment(document.experiment)

    def bring_up(self) -> None:
        """Show the window in front of the others."""
        self.show()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front: 0 tokens, 1 statistics, 2 first batches."""
        self._bar.setCurrentIndex(place)

    def close_jobs(self, timeout_ms: int) -> None:
        """End what is being computed, for the program's end."""
        self._remember_place()
        for tab in self._tabs:
            tab.close_jobs(timeout_ms)

    # Qt events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._current().come_into_view()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._current().go_out_of_view()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember_place()
        super().closeEvent(event)

    # Helpers

    def _make_bar(self) -> QTabWidget:
        bar = QTabWidget()
        bar.setObjectName("workshop.tabs")
        bar.setDocumentMode(True)
        tabs = (
            (self.tokens, self.tr("Tokens"), self.tr("How a text is cut into tokens.")),
            (self.statistics, self.tr("Statistics"), self.tr("What the data are like, in numbers and plots.")),
            (self.batches, self.tr("First batches"), self.tr("Exactly what the model will be fed.")),
        )
        for index, (tab, title, tip) in enumerate(tabs):
            bar.addTab(tab, title)
            bar.setTabToolTip(index, tip)
        bar.tabBar().setAccessibleName(self.tr("Views of the data"))
        bar.currentChanged.connect(self._switch)
        self._shown = 0
        return bar

    def _current(self) -> Tab:
        return self._tabs[self._bar.currentIndex()]

    def _switch(self, index: int) -> None:
        before, self._shown = self._shown, index
        self._tabs[before].go_out_of_view()
        if self.isVisible():
            self._tabs[index].come_into_view()

    def _take_experiment(self, experiment: Experiment) -> None:
        for tab in self._tabs:
            tab.set_experiment(experiment)

    def _take_edit(self, section: str) -> None:
        if section != "sampling":
            self._take_experiment(self._document.experiment)

    def _remember_place(self) -> None:
        WindowSettings().save_window_geometry(_NAME, self.saveGeometry())
