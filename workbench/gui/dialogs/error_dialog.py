"""The one error dialog: what happened, what to do, and the details for those who want them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from workbench import paths
from workbench.events import JobFailed
from workbench.gui.forms.buttons import push_button
from workbench.gui.i18n import translate_engine

MAX_WIDTH, MAX_HEIGHT = 620, 380


class ErrorDialog(QDialog):
    """Shows one failure in words; Details unfolds the traceback, Copy takes everything along."""

    def __init__(self, failure: JobFailed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failure = failure
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setObjectName("error_dialog")
        self._message = self._label(translate_engine(failure.message), "error.message")
        font = self._message.font()
        font.setBold(True)
        self._message.setFont(font)
        self._advice = self._label(translate_engine(failure.advice), "error.advice")
        self._advice.setVisible(bool(failure.advice))
        self._details = QPlainTextEdit(failure.details, readOnly=True)
        self._details.setObjectName("error.details")
        self._details.setAccessibleName(self.tr("Technical details"))
        self._details.setToolTip(self.tr("What the program was doing when it failed."))
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setMinimumSize(520, 180)
        self._details.hide()
        self._lay_out()

    @staticmethod
    def show_failure(failure: JobFailed, parent: QWidget | None = None) -> ErrorDialog:
        """Open the dialog without blocking, and return it."""
        dialog = ErrorDialog(failure, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def as_text(self) -> str:
        """Everything the dialog knows, for the clipboard."""
        parts = [self._failure.message, self._failure.advice, self._failure.details]
        parts.append(self.tr("Log file: {path}").format(path=paths.log_file()))
        return "\n\n".join(part for part in parts if part)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())

    def _toggle_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self.adjustSize()

    def _lay_out(self) -> None:
        picture = QLabel()
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        picture.setPixmap(icon.pixmap(32, 32))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        texts = QVBoxLayout(words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(8)
        texts.addWidget(self._message)
        texts.addWidget(self._advice)
        texts.addStretch(1)
        area = _GrowingArea(words)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture)
        top.addWidget(area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(top, 1)
        layout.addWidget(self._details, 1)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        close.setToolTip(self.tr("Close this message."))
        close.setAccessibleName(self.tr("Close"))
        close.setDefault(True)
        close.setFocus()
        details = push_button("error.show_details", self.tr("Details"), self.tr("Show the technical details."))
        details.setCheckable(True)
        details.setEnabled(bool(self._failure.details))
        details.toggled.connect(self._toggle_details)
        copy = push_button("error.copy", self.tr("Copy"), self.tr("Copy this message and its details."))
        copy.clicked.connect(self._copy)
        box.addButton(details, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        return box

    def _label(self, text: str, name: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(360)
        label.setMaximumWidth(MAX_WIDTH)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


class _GrowingArea(QScrollArea):
    """As tall as its text, up to a limit; from there on the text scrolls."""

    def __init__(self, words: QWidget) -> None:
        super().__init__()
        self._words = words
        self.setWidget(words)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        words = self._words
        width = max(words.minimumSizeHint().width(), min(words.sizeHint().width(), MAX_WIDTH))
        return QSize(width + 14, min(words.heightForWidth(width), MAX_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
