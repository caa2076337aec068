"""The tables of the statistics: the parts of the text, and the most and least frequent tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from workbench.data.statistics import Statistics
from workbench.gui import theme
from workbench.gui.i18n import format_bytes, format_count, format_short
from workbench.gui.workshop.share_rows import percent
from workbench.gui.workshop.spans import visible
from workbench.gui.workshop.statistics_words import part_names

if TYPE_CHECKING:
    from workbench.jobs.describe import Frequency

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROWS = 10


class _Table(QTreeWidget):
    """Rows of text with numbers at the right, as high as ``rows`` of them."""

    def __init__(self, name: str, title: str, heads: Sequence[tuple[str, str]], left: Sequence[int]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setHeaderLabels([head for head, _ in heads])
        self._sides = [_LEFT if column in left else _RIGHT for column in range(len(heads))]
        for column, (_, tip) in enumerate(heads):
            self.headerItem().setToolTip(column, tip)
            self.headerItem().setTextAlignment(column, self._sides[column])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFont(theme.tabular_font(-1))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setMinimumSectionSize(50)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows = 1

    def set_rows(self, rows: Sequence[Sequence[str]], most: int) -> None:
        """Show these, ``most`` of them without scrolling."""
        self.clear()
        for cells in rows:
            item = QTreeWidgetItem(list(cells))
            for column, side in enumerate(self._sides):
                item.setTextAlignment(column, side)
            self.addTopLevelItem(item)
        self._rows = max(1, min(most, len(rows)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        row = self.sizeHintForRow(0) if self.topLevelItemCount() else self.fontMetrics().height() + 8
        return QSize(280, self.header().sizeHint().height() + self._rows * row + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())


class PartsTable(_Table):
    """The counts of each part of the text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        title = self.tr("The parts of the text in numbers")
        heads = (
            (self.tr("Part"), self.tr("What the part is for.")),
            (self.tr("Documents"), self.tr("Documents that begin in the part.")),
            (self.tr("Characters"), self.tr("Characters after cleaning.")),
            (self.tr("Size"), self.tr("Bytes of UTF-8 after cleaning.")),
            (self.tr("Tokens"), self.tr("Tokens of this experiment's tokenizer.")),
            (self.tr("Bytes/token"), self.tr("The more, the further a model sees.")),
            (self.tr("Different"), self.tr("Different tokens that occur.")),
            (self.tr("Unknown"), self.tr("Tokens that stand for something without an id.")),
        )
        super().__init__(name, title, heads, left=[0])

    def show_statistics(self, found: Statistics) -> None:
        """Show these numbers."""
        names = part_names()
        rows = [
            (
                names[part],
                format_count(counts.documents),
                format_count(counts.characters),
                format_bytes(counts.bytes),
                format_count(counts.tokens),
                format_short(float(counts.bytes_per_token)),
                format_count(counts.distinct_tokens),
                percent(counts.unknown_share),
            )
            for part in names
            if (counts := found.parts.get(part)) is not None
        ]
        self.set_rows(rows, len(rows))


class FrequencyTable(_Table):
    """Tokens with their counts."""

    def __init__(self, name: str, title: str) -> None:
        heads = (
            (self.tr("Token"), self.tr("The token's text; ␣ is a space, ↵ a line's end, → a tab.")),
            (self.tr("Id"), self.tr("The number that the model sees.")),
            (self.tr("Count"), self.tr("How often it occurs in the training text.")),
            (self.tr("Share"), self.tr("Its part of all tokens of the training text.")),
        )
        super().__init__(name, title, heads, left=[0])

    def show_tokens(self, tokens: Sequence[Frequency]) -> None:
        """Show these."""
        rows = [
            (visible(token.text), format_count(token.id), format_count(token.count), percent(token.share))
            for token in tokens
        ]
        self.set_rows(rows, _ROWS)
