"""The help window: contents at the left, a page at the right, a search over all pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QBrush, QKeySequence, QResizeEvent, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench import paths
from workbench.gui import theme
from workbench.gui.dialogs.help_pages import SUFFIX, HelpPages, escaped
from workbench.gui.dialogs.typesetting import typeset
from workbench.gui.fitting import fit_to_screen
from workbench.gui.i18n import language_in_force, without_mnemonic
from workbench.gui.icons import icon

DEFAULT_SIZE = QSize(900, 640)
MINIMUM_SIZE = QSize(560, 360)
CONTENTS_WIDTH = 210
TEXT_WIDTH = 680
"""Widest text, margins included, in device-independent pixels: longer lines read badly."""
SHORTCUTS = "{shortcuts}"
"""The line of keyboard.md that the table of keys takes the place of."""
_ICON_SIZE = 18
_NAME = Qt.ItemDataRole.UserRole


class HelpBrowser(QTextBrowser):
    """Shows help pages, their links and their history. A page's address is ``name.md``."""

    page_shown = Signal(str)
    """The page of this name is on show."""

    def __init__(self, pages: HelpPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._page = ""
        self._loaded = False
        self._words: list[str] = []
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.sourceChanged.connect(self._finish_page)
        theme.notifier().changed.connect(self._take_theme)

    @property
    def page(self) -> str:
        """The name of the page on show."""
        return self._page

    def show_page(self, name: str) -> None:
        """Show a page from its beginning."""
        if name != self.page:
            self.setSource(QUrl(f"{name}{SUFFIX}"))
        self.verticalScrollBar().setValue(0)

    def mark(self, words: str) -> None:
        """Mark these words wherever they stand, on this page and the ones to come."""
        self._words = words.split()
        self._mark_words()

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        url = QUrl(url)
        if not url.path().endswith(SUFFIX):
            return super().loadResource(kind, url)
        self._loaded = True
        return self._pages.text(url.path().removesuffix(SUFFIX))

    def doSetSource(
        self, url: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        url = QUrl(url)
        super().doSetSource(url, kind)
        # Headings get their anchors after Qt has looked for the one of a link in vain.
        if url.hasFragment():
            self.scrollToAnchor(url.fragment())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(TEXT_WIDTH, self.viewport().width()))

    def _finish_page(self, url: QUrl) -> None:
        self._page = url.path().removesuffix(SUFFIX)  # source() still tells the page before
        if self._loaded:
            self._loaded = False
            typeset(self.document())
            self._mark_words()
        self.page_shown.emit(self._page)

    def _take_theme(self) -> None:
        place = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(place)

    def _mark_words(self) -> None:
        marks = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(QBrush(theme.color("selection")))
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)
        if marks:
            first = QTextCursor(min((mark.cursor for mark in marks), key=QTextCursor.position))
            first.clearSelection()
            self.setTextCursor(first)


class HelpWindow(QWidget):
    """A window of its own that stays open beside the work."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help_window")
        self.setWindowTitle(self.tr("Help"))
        fit_to_screen(self, DEFAULT_SIZE, MINIMUM_SIZE)
        self._actions = list(actions)
        self._pages = HelpPages(paths.resources() / "help", language_in_force(), {SHORTCUTS: self._shortcut_table})
        self._browser = self._make_browser()
        self._contents = self._make_contents()
        self._search = self._make_search()
        self._nothing = QLabel(self.tr("No page holds these words."))
        theme.set_role(self._nothing, "muted")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._back = self._button("back", self.tr("Back"), self.tr("Go back to the page before."))
        self._forward = self._button("forward", self.tr("Forward"), self.tr("Go forward again."))
        self._home = self._button("home", self.tr("First page"), self.tr("Go to the first page."))
        self._lay_out()
        self._connect()
        self._browser.show_page("index")

    # What others ask for

    def show_page(self, name: str) -> None:
        """Show the page of this name, and bring the window to the front."""
        self._browser.show_page(name)
        self.show()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self._browser.setFocus()

    # Construction

    def _make_browser(self) -> HelpBrowser:
        browser = HelpBrowser(self._pages)
        browser.setObjectName("help.page")
        browser.setAccessibleName(self.tr("Help page"))
        browser.setToolTip(self.tr("The text of the page; links lead to other pages."))
        return browser

    def _make_contents(self) -> QListWidget:
        contents = QListWidget()
        contents.setObjectName("help.contents")
        contents.setAccessibleName(self.tr("Contents"))
        contents.setToolTip(self.tr("All help pages; choose one to read it."))
        contents.ensurePolished()  # else the rows are laid out before the style sheet has made them taller
        for name in self._pages.names():
            item = QListWidgetItem(self._pages.title(name), contents)
            item.setData(_NAME, name)
        return contents

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setObjectName("help.search")
        search.setAccessibleName(self.tr("Search"))
        search.setPlaceholderText(self.tr("Search all pages"))
        search.setToolTip(self.tr("Show only the pages that hold these words, and mark them there."))
        search.setClearButtonEnabled(True)
        return search

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"help.{name}")
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setIcon(icon(name))
        button.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for button in (self._back, self._forward, self._home):
            bar.addWidget(button)
        bar.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addLayout(bar)
        side.addWidget(self._search)
        side.addWidget(self._nothing)
        side.addWidget(self._contents, 1)
        left = QWidget()
        left.setLayout(side)
        left.setFixedWidth(CONTENTS_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.MARGIN)
        layout.addWidget(left)
        layout.addWidget(self._browser, 1)

    def _connect(self) -> None:
        self._contents.currentItemChanged.connect(self._choose)
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._open_first)
        self._browser.page_shown.connect(self._follow)
        for button, go, available, key in (
            (self._back, self._browser.backward, self._browser.backwardAvailable, QKeySequence.StandardKey.Back),
            (self._forward, self._browser.forward, self._browser.forwardAvailable, QKeySequence.StandardKey.Forward),
        ):
            button.setEnabled(False)
            button.clicked.connect(go)
            available.connect(button.setEnabled)
            QShortcut(QKeySequence(key), self, button.click)
        self._home.clicked.connect(lambda: self._browser.show_page("index"))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._search.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.close)

    # What the user does

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_NAME) != self._browser.page:
            self._browser.show_page(item.data(_NAME))

    def _filter(self, words: str) -> None:
        found = self._pages.holding(words)
        for item in self._items():
            item.setHidden(item.data(_NAME) not in found)
        self._nothing.setVisible(not found)
        self._browser.mark(words)

    def _open_first(self) -> None:
        shown = [item for item in self._items() if not item.isHidden()]
        if shown:
            self._contents.setCurrentItem(shown[0])

    def _follow(self, page: str) -> None:
        """A page came on show, by a link or a button: mark it in the contents."""
        for item in self._items():
            if item.data(_NAME) == page:
                self._contents.setCurrentItem(item)

    # Helpers

    def _items(self) -> list[QListWidgetItem]:
        return [self._contents.item(row) for row in range(self._contents.count())]

    def _shortcut_table(self) -> str:
        """The actions that have keys, as a Markdown table."""
        head = (self.tr("Action"), self.tr("Keys"), self.tr("What it does"))
        rows = [head, ("---",) * len(head)]
        for action in self._actions:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys:
                text = without_mnemonic(action.text()).rstrip("…")
                rows.append((f"**{escaped(text)}**", escaped(keys), escaped(action.statusTip())))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
