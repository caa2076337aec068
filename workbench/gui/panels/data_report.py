"""What is known of the text: its facts, its split, its beginning - or why there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from workbench.events import DataPrepared
from workbench.gui import theme
from workbench.gui.forms.heading import Heading
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.forms.readouts import Readouts
from workbench.gui.forms.share_bar import Share, ShareBar
from workbench.gui.i18n import format_bytes, format_count, format_loss, translate_engine

_PREVIEW_HEIGHT = 96
_BUSY_HEIGHT = 3


class DataReport(QWidget):
    """Read-only lower part of the data panel; it is empty, busy, in error, or shows a text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = ElidedLabel()
        self._status.setObjectName("data.status")
        theme.set_role(self._status, "muted")
        self._busy = self._make_busy_bar()
        self._error = self._make_error_card()
        self._readouts = self._make_readouts()
        self._split = ShareBar("data.split_bar", self.tr("How the text is divided"))
        self._split_text = ElidedLabel()
        self._split_text.setObjectName("data.split")
        self._split_text.setFont(theme.tabular_font())
        theme.set_role(self._split_text, "muted")
        self._preview = self._make_preview()
        self._report_is_new = False
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No text was read yet."""
        self._busy.hide()
        self._error.hide()
        self._status.say(self.tr("The text is read as soon as the window is open."))
        self._show_facts(False)

    def show_busy(self, text: str) -> None:
        """The text is being read; what was known stays until more is known."""
        self._error.hide()
        self._busy.show()
        self._busy.setToolTip(text)
        self._busy.setAccessibleDescription(text)
        self._status.say(text)
        self._status.setVisible(self._preview.isHidden())
        self._report_is_new = False

    def show_error(self, message: str, advice: str) -> None:
        """The text cannot be used: what is wrong and what to do; facts of this very text stay."""
        self._busy.hide()
        self._status.hide()
        self._error_message.say(translate_engine(message))
        self._error_advice.say(translate_engine(advice))
        self._error.show()
        if not self._report_is_new:
            self._show_facts(False)

    def show_report(self, report: DataPrepared) -> None:
        """The text as the model will see it."""
        self._busy.hide()
        self._error.hide()
        self._status.hide()
        self._report_is_new = True
        show = self._readouts.show_value
        show("characters", format_count(report.characters))
        show("size", f"{format_bytes(report.bytes)}, {translate_engine(report.encoding)}")
        show("tokens", format_count(report.train_tokens + report.val_tokens))
        show("vocabulary", self.tr("{count} tokens").format(count=format_count(report.vocab_size)))
        self._readouts.set_shown("floor", report.floor is not None)
        if report.floor is not None:
            show("floor", self.tr("{rate} nats/token").format(rate=format_loss(report.floor)))
        self._show_split(report.train_tokens, report.val_tokens)
        self._preview.setPlainText(report.preview)
        self._show_facts(True, with_floor=report.floor is not None)

    # Construction

    def _make_busy_bar(self) -> QProgressBar:
        bar = QProgressBar()
        bar.setObjectName("data.busy")
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedHeight(_BUSY_HEIGHT)
        bar.setAccessibleName(self.tr("Reading the text"))
        bar.setToolTip(self.tr("The text is being read."))
        # Keeps its place while hidden, so that nothing jumps when the text is read again.
        policy = bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        bar.setSizePolicy(policy)
        return bar

    def _make_error_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("data.error")
        theme.set_role(card, "card")
        title = QLabel(self.tr("This text cannot be used"))
        theme.set_role(title, "heading")
        self._error_message = WrappedLabel(role="danger")
        self._error_message.setObjectName("data.error_message")
        self._error_advice = WrappedLabel(role="plain")
        self._error_advice.setObjectName("data.error_advice")
        for label in (self._error_message, self._error_advice):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        for widget in (title, self._error_message, self._error_advice):
            layout.addWidget(widget)
        return card

    def _make_readouts(self) -> Readouts:
        readouts = Readouts("data")
        readouts.add("characters", self.tr("Characters"), self.tr("Length of the text in characters."))
        readouts.add(
            "size", self.tr("Size"), self.tr("Length of the text in bytes, and the encoding it was read with.")
        )
        readouts.add("tokens", self.tr("Tokens"), self.tr("Length of the text as the model sees it."))
        readouts.add("vocabulary", self.tr("Vocabulary"), self.tr("How many different tokens there are."))
        readouts.add(
            "floor",
            self.tr("Entropy rate"),
            self.tr("The exact limit: no model can honestly reach a lower validation loss on this text."),
        )
        return readouts

    def _make_preview(self) -> QPlainTextEdit:
        preview = QPlainTextEdit()
        preview.setObjectName("data.preview")
        preview.setReadOnly(True)
        preview.setTabChangesFocus(True)
        preview.setFont(theme.fixed_font(-0.5))
        preview.setMinimumHeight(_PREVIEW_HEIGHT)
        preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        preview.setAccessibleName(self.tr("Preview of the text"))
        preview.setToolTip(self.tr("The beginning of the text; ¶ marks the end of a line."))
        option = preview.document().defaultTextOption()
        option.setFlags(QTextOption.Flag.ShowLineAndParagraphSeparators)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        preview.document().setDefaultTextOption(option)
        return preview

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.ROW_GAP)
        self._heading = Heading(self.tr("As the model sees it"))
        for widget in (
            self._heading,
            self._busy,
            self._status,
            self._error,
            self._readouts,
            self._split,
            self._split_text,
        ):
            layout.addWidget(widget)
        layout.addWidget(self._preview, 1)
        layout.addStretch(0)  # keeps the rest at the top while there is no preview

    # Helpers

    def _show_facts(self, shown: bool, with_floor: bool = False) -> None:
        for widget in (self._readouts, self._split, self._split_text, self._preview):
            widget.setVisible(shown)
        self._readouts.set_shown("floor", with_floor)

    def _show_split(self, train: int, validation: int) -> None:
        counts = {"train": format_count(train), "validation": format_count(validation)}
        self._split.set_shares(
            [
                Share(
                    self.tr("Training"), train, self.tr("{count} tokens").format(count=counts["train"]), "curve_train"
                ),
                Share(
                    self.tr("Validation"),
                    validation,
                    self.tr("{count} tokens").format(count=counts["validation"]),
                    "curve_val",
                ),
            ]
        )
        self._split_text.say(self.tr("{train} to train, {validation} to validate").format(**counts))
