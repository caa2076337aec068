"""The text in numbers: how long, in which encoding, how many tokens, how divided."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.events import DataPrepared, Leakage
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
        self._split_text.setObjectName("data.parts")
        self._split_text.setFont(theme.tabular_font())
        theme.set_role(self._split_text, "muted")
        self._leakage = ElidedLabel()
        self._leakage.setObjectName("data.leakage")
        theme.set_role(self._leakage, "warning")
        self._leakages: list[Leakage] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setSpacing(theme.ROW_GAP)
        for widget in (self._readouts, self._split, self._split_text, self._leakage):
            layout.addWidget(widget)

    def show_report(self, report: DataPrepared) -> None:
        """Show the numbers of a text."""
        show = self._readouts.show_value
        show("characters", format_count(report.characters))
        show("size", f"{format_bytes(report.bytes)}, {translate_engine(report.encoding)}")
        show("tokens", format_count(report.train_tokens + report.val_tokens + report.test_tokens))
        show("vocabulary", self._tokens(report.vocab_size))
        self._readouts.set_shown("floor", report.floor is not None)
        if report.floor is not None:
            show("floor", self.tr("{rate} nats/token").format(rate=format_loss(report.floor)))
        self._show_split(report.train_tokens, report.val_tokens, report.test_tokens)
        self._leakages = []
        self._leakage.hide()
        self._split_text.set_tip("")

    def show_leakage(self, found: Leakage) -> None:
        """Say what two parts of the text on show have in common; the worst of several, and all in the tooltip.

        Where nothing leaks, a tooltip below the bar of the split says so.
        """
        self._leakages.append(found)
        worst = max(self._leakages, key=lambda each: each.found / each.looked_at)
        text = self._leakage_text(worst)
        sentences = [translate_engine(each.message) for each in self._leakages]
        tip = "\n".join(filter(None, [*sentences, translate_engine(worst.advice)]))
        self._leakage.say(text)
        self._leakage.set_tip(tip)
        self._leakage.setAccessibleDescription(tip)
        self._leakage.setVisible(worst.found > 0)
        self._split_text.set_tip(tip)

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

    def _show_split(self, train: int, validation: int, test: int) -> None:
        shares = [
            Share(self.tr("Training"), train, self._tokens(train), "curve_train"),
            Share(self.tr("Validation"), validation, self._tokens(validation), "curve_val"),
            Share(self.tr("Test"), test, self._tokens(test), "muted"),
        ]
        self._split.set_shares(shares)
        text = self.tr("{train} to train, {validation} to validate")
        if test:
            text = self.tr("{train} train, {validation} validate, {test} test")
        counts = {"train": format_count(train), "validation": format_count(validation), "test": format_count(test)}
        self._split_text.say(text.format(**counts))

    def _leakage_text(self, found: Leakage) -> str:
        looked_at = format_count(found.looked_at)
        kinds = {
            "documents": self.tr("{count} documents").format(count=looked_at),
            "paragraphs": self.tr("{count} paragraphs").format(count=looked_at),
            "lines": self.tr("{count} lines").format(count=looked_at),
        }
        text = self.tr("Leakage: {found} of {units}")
        if found.near:
            text = self.tr("Leakage: {found} of {units} ({near} nearly)")
        return text.format(found=format_count(found.found), units=kinds[found.kind], near=format_count(found.near))

    def _tokens(self, count: int) -> str:
        return self.tr("{count} tokens").format(count=format_count(count))
