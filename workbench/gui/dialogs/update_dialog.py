"""Asks whether a newer version is out, when the user says so, after saying what is sent and to whom."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from workbench import __version__, paths, releases
from workbench.errors import InputError
from workbench.events import Event, JobFailed, ReleaseFound
from workbench.gui import engine, theme
from workbench.gui.dialogs.typesetting import typeset
from workbench.gui.forms.buttons import push_button
from workbench.gui.forms.labels import WrappedLabel
from workbench.gui.forms.thin_bar import thin_bar
from workbench.gui.i18n import translate_engine
from workbench.gui.sessions import JobSlot

_WIDTH, _NOTES_HEIGHT = 480, 220
_BUSY_HEIGHT = 4
_MARKDOWN = QTextDocument.MarkdownFeature
_ROLES = QDialogButtonBox.ButtonRole


class UpdateDialog(QDialog):
    """One question at a time, put by a click; closing the dialog takes it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("updates")
        self.setWindowTitle(self.tr("Check for updates"))
        self.setMinimumWidth(_WIDTH)
        self._page = ""
        self._wanted = False
        self._slot = JobSlot(self)
        self._slot.received.connect(self._follow)
        self._slot.failed.connect(self._show_failure)
        self._slot.ended.connect(self._settle)
        self._said = QLabel()
        self._said.setObjectName("updates.said")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        theme.set_role(self._said, "title")
        self._more, self._sent = WrappedLabel(role="plain"), WrappedLabel()
        self._more.setObjectName("updates.more")
        self._sent.setObjectName("updates.sent")
        self._busy, self._notes = self._make_bar(), ReleaseNotes()
        self._notes.setAccessibleName(self.tr("What is new"))
        self._notes.setToolTip(self.tr("What the makers say of that version."))
        self._ask = push_button("updates.ask", self.tr("Ask now"), self.tr("Send the question."))
        self._open = push_button("updates.open", self.tr("Open its page"), self.tr("Show that version in the browser."))
        self._close = push_button(
            "updates.close", self.tr("Close"), self.tr("Close this; a question under way is taken back.")
        )
        self._lay_out()

    def begin(self) -> None:
        """Open, with nothing asked yet."""
        if self.isVisible():
            self.activateWindow()
            return
        self._forget_answer()
        self._said.setText(self.tr("This is {name} {version}.").format(name=paths.APP_NAME, version=__version__))
        self._more.say("")
        try:
            host = releases.host_of(releases.address())
        except InputError as error:
            self._more.say(f"{translate_engine(error.message)} {translate_engine(error.advice)}")
            self._sent.say("")
            self._ask.hide()
        else:
            self._sent.say(self._what_is_sent(host))
            self._ask.show()
            self._ask.setDefault(True)
            self._ask.setFocus()
        self._fit()
        self.open()

    def done(self, result: int) -> None:
        """Close; a question under way is taken back."""
        self._wanted = False
        self._slot.stop()
        super().done(result)

    def close_jobs(self, timeout_ms: int) -> None:
        """End what is being asked, for the window's end."""
        self._wanted = False
        self._slot.close(timeout_ms)

    # Slots

    def _put_question(self) -> None:
        if self._slot.busy:  # the one that was taken back a moment ago
            return
        self._forget_answer()
        self._more.say(self.tr("Asking…"))
        self._wanted = True
        self._show_busy(True)
        self._fit()
        self._slot.start(engine.check_for_updates())

    def _follow(self, events: list[Event]) -> None:
        for event in events:
            if self._wanted and isinstance(event, ReleaseFound):
                self._show_release(event)

    def _show_failure(self, failure: JobFailed) -> None:
        if self._wanted:
            self._more.say(f"{translate_engine(failure.message)} {translate_engine(failure.advice)}")
            theme.set_role(self._more, "danger")
            self._fit()

    def _settle(self) -> None:
        self._wanted = False
        self._show_busy(False)

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))

    # Helpers

    def _show_release(self, found: ReleaseFound) -> None:
        self._more.say(self._sentence(found))
        if found.relation in ("newer", "preview"):
            self._page = found.page
            self._notes.show_notes(found.notes)
            self._notes.setVisible(bool(found.notes))
            self._open.show()
            self._open.setDefault(True)
            self._open.setFocus()
        self._fit()

    def _sentence(self, found: ReleaseFound) -> str:
        texts = {
            "newer": self.tr("Version {newest} is available."),
            "preview": self.tr("A preview of version {newest} is available; it is not finished yet."),
            "same": self.tr("It is the newest version."),
            "older": self.tr("It is newer than the newest version that is published, {newest}."),
        }
        return texts[found.relation].format(newest=found.newest)

    def _what_is_sent(self, host: str) -> str:
        text = self.tr(
            "“Ask now” asks {host} which version is the newest. Nothing is sent but that question, in the program's "
            "name: nothing about you, your computer or your runs. As with any page of the web, {host} sees the address "
            "that the question comes from. The program never asks by itself."
        )
        return text.format(host=host)

    def _forget_answer(self) -> None:
        self._page = ""
        theme.set_role(self._more, "plain")
        self._notes.hide()
        self._open.hide()
        self._show_busy(False)

    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._ask.setEnabled(not busy)
        if busy:
            self._close.setDefault(True)
            self._close.setFocus()

    def _fit(self) -> None:
        """As high as what there is to say."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.minimumHeight(), layout.totalHeightForWidth(self.width())))

    # Construction

    def _make_bar(self) -> QProgressBar:
        return thin_bar("updates.busy", self.tr("Asking"), self.tr("The answer is awaited."), _BUSY_HEIGHT)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self._ask, _ROLES.ActionRole)
        buttons.addButton(self._open, _ROLES.ActionRole)
        buttons.addButton(self._close, _ROLES.RejectRole)
        buttons.rejected.connect(self.reject)
        self._ask.clicked.connect(self._put_question)
        self._open.clicked.connect(self._open_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.MARGIN, 2 * theme.MARGIN, 2 * theme.MARGIN, 2 * theme.MARGIN)
        layout.setSpacing(theme.MARGIN)
        for part in (self._said, self._more, self._notes, self._busy, self._sent, buttons):
            layout.addWidget(part, 1 if part is self._notes else 0)


class ReleaseNotes(QTextBrowser):
    """Markdown from outside: no HTML, no pictures, and links that open in the browser only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("updates.notes")
        self.setMinimumHeight(_NOTES_HEIGHT)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._open_link)
        self._text = ""
        theme.notifier().changed.connect(self._take_theme)

    def show_notes(self, text: str) -> None:
        """Show these instead."""
        self._text = text
        self.document().setMarkdown(text, _MARKDOWN.MarkdownDialectGitHub | _MARKDOWN.MarkdownNoHTML)
        typeset(self.document())
        self.document().setDocumentMargin(theme.MARGIN)

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Nothing: a picture's address could make this computer ask, or read, whatever the makers wish."""
        return None

    def _take_theme(self) -> None:
        self.show_notes(self._text)

    def _open_link(self, link: QUrl) -> None:
        if releases.is_safe(link.toString()):
            QDesktopServices.openUrl(link)
