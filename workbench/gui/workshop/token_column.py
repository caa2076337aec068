"""What one tokenizer makes of the text: the facts in numbers, the coloured tokens, and the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from workbench.events import JobFailed
from workbench.gui import theme
from workbench.gui.forms.labels import ElidedLabel, WrappedLabel
from workbench.gui.i18n import format_count, format_short, number_locale, translate_engine
from workbench.gui.workshop.spans import span_of
from workbench.gui.workshop.token_table import TokenTable
from workbench.gui.workshop.token_view import TokenView
from workbench.tokenizer.inspection import Inspection, cut_alike

_TWO_PAIRS = 400
"""Narrower columns, in device-independent pixels, have their facts in one pair of columns."""


class TokenColumn(QWidget):
    """Shows an Inspection; ``name`` begins the object names of its parts."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.inspection: Inspection | None = None
        self._values: dict[str, ElidedLabel] = {}
        self._titles: dict[str, QLabel] = {}
        self._error = WrappedLabel(role="danger")
        self._error.setObjectName(f"{name}.error")
        self._facts = self._make_facts()
        self._more = ElidedLabel()
        self._more.setObjectName(f"{name}.more")
        theme.set_role(self._more, "muted")
        self.view = TokenView(f"{name}.tokens", title)
        self.table = TokenTable(f"{name}.table", title)
        self.view.current_changed.connect(self.table.set_current)
        self.table.current_changed.connect(self.view.set_current)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.view)
        split.addWidget(self.table)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for widget in (self._error, self._facts, self._more):
            layout.addWidget(widget)
        layout.addWidget(split, 1)
        self.clear()

    def show_inspection(self, found: Inspection, other: Inspection | None, ratios: bool = False) -> None:
        """Show a text in tokens; those that the ``other`` tokenizer cuts differently are marked.

        ``ratios`` are shown beside the numbers: how they compare with the other's.
        """
        fresh = found is not self.inspection
        self.inspection = found
        self._error.say("")
        self._show_numbers(found, other if ratios else None)
        comparable = other is not None and found.exact and other.exact
        alike = cut_alike(found.tokens, other.tokens) if comparable and other else [True] * len(found.tokens)
        pairs = zip(found.tokens, alike, strict=True)
        spans = [span_of(token) if same else span_of(token, "different") for token, same in pairs]
        self.view.set_spans(spans, stay=not fresh)
        if fresh:
            self.table.set_tokens(found.tokens)
        text = self.tr("The first {shown} of {count} tokens are listed; the numbers are of all.")
        shown = text.format(shown=format_count(len(found.tokens)), count=format_count(found.count))
        self._more.say(shown if len(found.tokens) < found.count else "")
        self._more.setVisible(len(found.tokens) < found.count)

    def show_failure(self, failure: JobFailed) -> None:
        """There is no such tokenizer: say why, and what to do."""
        self.clear()
        parts = translate_engine(failure.message), translate_engine(failure.advice)
        self._error.say("\n".join(filter(None, parts)))

    def clear(self) -> None:
        """Show nothing."""
        self.inspection = None
        self._error.say("")
        self._more.hide()
        self.view.set_spans([])
        self.table.set_tokens([])
        for label in self._values.values():
            label.say("–")

    def value(self, name: str) -> str:
        """One of the numbers, as it is shown."""
        return self._values[name].text()

    # Qt events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if event.size().width() >= _TWO_PAIRS else 1)

    # Construction

    def _make_facts(self) -> QWidget:
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP + 2)
        grid.setVerticalSpacing(1)
        for name, label, tip in self._rows():
            title = QLabel(label)
            title.setToolTip(tip)
            theme.set_role(title, "muted")
            value = ElidedLabel("–")
            value.setObjectName(f"{self._name}.{name}")
            value.setAccessibleName(label)
            value.setFont(theme.tabular_font())
            value.set_tip(tip)
            theme.set_role(value, "value")
            self._values[name] = value
            self._titles[name] = title
        self._grid = grid
        self._pairs = 0
        self._arrange(2)
        return facts

    def _arrange(self, pairs: int) -> None:
        """Put the facts side by side in so many pairs of columns."""
        if pairs == self._pairs:
            return
        self._pairs = pairs
        rows = -(-len(self._values) // pairs)
        for place, name in enumerate(self._values):
            row, column = place % rows, place // rows * 2
            self._grid.addWidget(self._titles[name], row, column)
            self._grid.addWidget(self._values[name], row, column + 1)
        for pair in range(2):
            self._grid.setColumnStretch(2 * pair + 1, 1 if pair < pairs else 0)

    def _rows(self) -> Sequence[tuple[str, str, str]]:
        return (
            ("count", self.tr("Tokens"), self.tr("Into how many tokens the text is cut.")),
            ("bytes_per_token", self.tr("Bytes per token"), self.tr("The more, the further a model sees.")),
            ("time", self.tr("Time"), self.tr("How long it took to turn the text into tokens.")),
            ("round_trip", self.tr("Round trip"), self.tr("Whether the tokens give the text back, sign by sign.")),
            ("unknown", self.tr("Unknown"), self.tr("Part of the tokens that stand for something without an id.")),
            ("vocabulary", self.tr("Vocabulary"), self.tr("How many of the tokenizer's tokens occur in the text.")),
        )

    # Helpers

    def _show_numbers(self, found: Inspection, other: Inspection | None) -> None:
        def say(name: str, text: str, ratio: float | None = None) -> None:
            compared = "" if ratio is None else self.tr("  ({ratio} ×)").format(ratio=format_short(ratio))
            self._values[name].say(text + compared)

        pair = other if other is not None and other.count and other.seconds > 0 else None
        say("count", format_count(found.count), found.count / pair.count if pair else None)
        per_token = format_short(float(found.bytes_per_token))
        say("bytes_per_token", per_token, found.bytes_per_token / pair.bytes_per_token if pair else None)
        say("time", _milliseconds(found.seconds), found.seconds / pair.seconds if pair else None)
        place = self.tr("differs from character {place}").format(place=format_count((found.differs_at or 0) + 1))
        say("round_trip", self.tr("exact") if found.exact else place)
        theme.set_role(self._values["round_trip"], "value" if found.exact else "warning")
        share = number_locale().toString(100 * found.unknown_share, "f", 2 if found.unknown else 0)
        say("unknown", self.tr("{share} % ({count})").format(share=share, count=format_count(found.unknown)))
        theme.set_role(self._values["unknown"], "danger" if found.unknown else "value")
        vocabulary = self.tr("{used} of {size}")
        say("vocabulary", vocabulary.format(used=format_count(found.distinct), size=format_count(found.vocab_size)))


def _milliseconds(seconds: float) -> str:
    return f"{format_short(seconds * 1e3)} ms" if seconds < 1 else f"{format_short(float(seconds))} s"
