"""The window of the data workshop: tokens, statistics and first batches, each behind a tab and made when first seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from workbench.config.experiment import Experiment
from workbench.gui.documents import ExperimentDocument
from workbench.gui.fitting import fit_to_screen
from workbench.gui.in_turns import InTurns
from workbench.gui.settings import WindowSettings

if TYPE_CHECKING:
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


class Page(QWidget):
    """What a tab stands on; it is made, by ``make``, when it is first asked for."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self.made: Any = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def tab(self, experiment: Experiment) -> Any:
        """The tab; a new one looks at this experiment."""
        if self.made is None:
            self.made = self._make()
            self.made.set_experiment(experiment)
            self._layout.addWidget(self.made)
            if self.isVisible():
                self.made.show()  # now, not in a later turn of the event loop: the page is never seen empty
        return self.made


class WorkshopWindow(QWidget):
    """Stays open beside the main window and follows its experiment; only the tab in view computes."""

    def __init__(self, document: ExperimentDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("workshop_window")
        self.setWindowTitle(self.tr("Data workshop"))
        fit_to_screen(self, DEFAULT_SIZE, MINIMUM_SIZE)
        self._document = document
        self._experiment = document.experiment
        self._pages = [Page(make) for make in (_tokens, _statistics, _batches)]
        self._bar = self._make_bar()
        self._opening: InTurns | None = None
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

    @property
    def tokens(self) -> TokensTab:
        """The first tab."""
        return self._tab(0)

    @property
    def statistics(self) -> StatisticsTab:
        """The second tab."""
        return self._tab(1)

    @property
    def batches(self) -> BatchesTab:
        """The third tab."""
        return self._tab(2)

    def bring_up(self) -> None:
        """Show the window in front of the others; what is seen first is made before, in turns of the event loop."""
        if self._opening is None:
            self._opening = InTurns((lambda: self.tokens, lambda: self.tokens.left, self._come_up), self)
        elif self._opening.over:
            self._come_up()

    def _come_up(self) -> None:
        self.show()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front: 0 tokens, 1 statistics, 2 first batches."""
        self._bar.setCurrentIndex(place)

    def close_jobs(self, timeout_ms: int) -> None:
        """End what is being computed, for the program's end."""
        if self._opening is not None:
            self._opening.drop()
        self._remember_place()
        for tab in self._made():
            tab.close_jobs(timeout_ms)

    # Qt events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tab(self._shown).come_into_view()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._go_out_of_view()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember_place()
        super().closeEvent(event)

    # Helpers

    def _make_bar(self) -> QTabWidget:
        bar = QTabWidget()
        bar.setObjectName("workshop.tabs")
        bar.setDocumentMode(True)
        tabs = (
            (self.tr("Tokens"), self.tr("How a text is cut into tokens.")),
            (self.tr("Statistics"), self.tr("What the data are like, in numbers and plots.")),
            (self.tr("First batches"), self.tr("Exactly what the model will be fed.")),
        )
        for index, (page, (title, tip)) in enumerate(zip(self._pages, tabs, strict=True)):
            bar.addTab(page, title)
            bar.setTabToolTip(index, tip)
        bar.tabBar().setAccessibleName(self.tr("Views of the data"))
        bar.currentChanged.connect(self._switch)
        self._shown = 0
        return bar

    def _tab(self, place: int) -> Any:
        return self._pages[place].tab(self._experiment)

    def _made(self) -> list[Tab]:
        return [page.made for page in self._pages if page.made is not None]

    def _switch(self, index: int) -> None:
        self._go_out_of_view()
        self._shown = index
        if self.isVisible():
            self._tab(index).come_into_view()

    def _go_out_of_view(self) -> None:
        shown = self._pages[self._shown].made
        if shown is not None:
            shown.go_out_of_view()

    def _take_experiment(self, experiment: Experiment) -> None:
        self._experiment = experiment
        for tab in self._made():
            tab.set_experiment(experiment)

    def _take_edit(self, section: str) -> None:
        if section != "sampling":
            self._take_experiment(self._document.experiment)

    def _remember_place(self) -> None:
        WindowSettings().save_window_geometry(_NAME, self.saveGeometry())


def _tokens() -> QWidget:
    from workbench.gui.workshop.tokens_tab import TokensTab

    return TokensTab()


def _statistics() -> QWidget:
    from workbench.gui.workshop.statistics_tab import StatisticsTab

    return StatisticsTab()


def _batches() -> QWidget:
    from workbench.gui.workshop.batches_tab import BatchesTab

    return BatchesTab()
