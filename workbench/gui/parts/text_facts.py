"""The text in numbers: how long, in which encoding, how many tokens, how divided."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.events import DataPrepared
from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel
from workbench.gui.forms.readouts import Readouts
from workbench.gui.forms.share_bar import Share, ShareBar
from workbench.gui.i18n import format_bytes, format_count, format_loss, translate_engine


class TextFacts(QWidget):
    """An aligned readout, and a bar with the two parts of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readouts = self._make_readouts()
        self._split = ShareBar("data.split_bar", self.tr("How the text is divided"))
        self._split_text = ElidedLabel()
        self._split_text.setObjectName("data.split")
        self._split_text.setFont(theme.tabular_font())
        theme.set_role(self._split_text, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setSpacing(theme.ROW_GAP)
        for widget in (self._readouts, self._split, self._split_text):
            layout.addWidget(widget)

    def show_report(self, report: DataPrepared) -> None:
        """Show the numbers of a text."""
        show = self._readouts.show_value
        show("characters", format_count(report.characters))
        show("size", f"{format_bytes(report.bytes)}, {translate_engine(report.encoding)}")
        show("tokens", format_count(report.train_tokens + report.val_tokens))
        show("vocabulary", self._tokens(report.vocab_size))
        self._readouts.set_shown("floor", report.floor is not None)
        if report.floor is not None:
            show("floor", self.tr("{rate} nats/token").format(rate=format_loss(report.floor)))
        self._show_split(report.train_tokens, report.val_tokens)

    # Construction

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

    # Helpers

    def _show_split(self, train: int, validation: int) -> None:
        shares = [
            Share(self.tr("Training"), train, self._tokens(train), "curve_train"),
            Share(self.tr("Validation"), validation, self._tokens(validation), "curve_val"),
        ]
        self._split.set_shares(shares)
        text = self.tr("{train} to train, {validation} to validate")
        self._split_text.say(text.format(train=format_count(train), validation=format_count(validation)))

    def _tokens(self, count: int) -> str:
        return self.tr("{count} tokens").format(count=format_count(count))
