"""The plots of the statistics: lengths of documents or lines, Zipf's law, Heaps' law."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from workbench.data.statistics import Statistics, first_length
from workbench.gui.i18n import format_count
from workbench.gui.plots.count_plot import CountPlot

_BARS = 40
_POINTS = 400
"""More than a plot has pixels to tell apart."""


class StatisticsPlots(QObject):
    """Three plots, made one by one, and filled together."""

    def __init__(self) -> None:
        super().__init__()
        self._units: NDArray[np.int64] = np.empty(0, np.int64)

    def make_lengths(self) -> CountPlot:
        """The first plot."""
        self.lengths = CountPlot("workshop.lengths", "", ("", ""), log=(True, False))
        return self.lengths

    def make_zipf(self) -> CountPlot:
        """The second plot."""
        self.zipf = CountPlot(
            "workshop.zipf",
            self.tr("How often the tokens occur, from the most frequent on; Zipf's law is the dashed line"),
            (self.tr("Rank"), self.tr("Count")),
            log=(True, True),
        )
        return self.zipf

    def make_growth(self) -> CountPlot:
        """The third plot."""
        self.growth = CountPlot(
            "workshop.growth",
            self.tr("Different tokens among the first ones of the text; the dashed line is the whole vocabulary"),
            (self.tr("Tokens read"), self.tr("Different tokens")),
            log=(True, True),
        )
        return self.growth

    def show_counts(self, found: Statistics) -> None:
        """Draw the counts of the training text."""
        train = found.parts["train"]
        self._units = train.unit_lengths.counts
        if train.by_lines:
            self.lengths.name(self.tr("How many lines are how long"), (self.tr("Tokens"), self.tr("Lines")))
        else:
            self.lengths.name(self.tr("How many documents are how long"), (self.tr("Tokens"), self.tr("Documents")))
        self._show_zipf(train.token_counts)
        self._show_growth(train.growth.positions, train.growth.distinct, found.vocab_size)

    def show_lengths(self, context: int) -> None:
        """Draw the lengths of documents or lines; what is longer than the model's context has a colour of its own."""
        self.lengths.clear_data()
        places = np.flatnonzero(self._units)
        if not len(places):
            return
        firsts = np.maximum(1.0, np.array([first_length(int(place)) for place in places], np.float64))
        low, high = float(firsts[0]), float(firsts[-1]) + 1
        edges = np.unique([*np.round(np.geomspace(low, high, _BARS + 1)), min(max(low, context + 1), high)])
        heights, _ = np.histogram(firsts, bins=edges, weights=self._units[places])
        border = int(np.searchsorted(edges, context + 1))
        for first, last, color in ((0, border, "curve_train"), (border, len(edges) - 1, "curve_val")):
            if first < last:
                self.lengths.add_bars(edges[first : last + 1], heights[first:last].astype(np.float64), color)
        self.lengths.show_range(min(low, context / 1.5), max(high, context * 1.5), 0.0, float(heights.max()))
        self.lengths.mark(context + 1, self.tr("context {length}").format(length=format_count(context)))
        text = self.tr("From {low} to {high} tokens")
        self.lengths.setAccessibleDescription(text.format(low=format_count(low), high=format_count(high - 1)))

    def _show_zipf(self, counts: NDArray[np.int64]) -> None:
        self.zipf.clear_data()
        sorted_counts = np.sort(counts[counts > 0])[::-1].astype(np.float64)
        if not len(sorted_counts):
            return
        last = len(sorted_counts)
        ranks = np.unique(np.round(np.geomspace(1, last, _POINTS)).astype(np.int64))
        top = float(sorted_counts[0])
        self.zipf.add_line(np.array([1.0, last]), np.array([top, max(top / last, 0.5)]), "muted", dashed=True)
        self.zipf.add_line(ranks.astype(np.float64), sorted_counts[ranks - 1], "curve_train")
        self.zipf.show_range(1, max(2, last), min(1.0, top / last), max(2.0, top))
        text = self.tr("{count} different tokens, the most frequent {top} times")
        self.zipf.setAccessibleDescription(text.format(count=format_count(last), top=format_count(top)))

    def _show_growth(self, positions: NDArray[np.int64], distinct: NDArray[np.int64], vocabulary: int) -> None:
        self.growth.clear_data()
        if not len(positions):
            return
        xs, ys = positions.astype(np.float64), np.maximum(1, distinct).astype(np.float64)
        right = max(2.0, float(xs[-1]))
        self.growth.add_line(
            np.array([1.0, right]), np.array([vocabulary, vocabulary], np.float64), "muted", dashed=True
        )
        self.growth.add_line(xs, ys, "curve_train")
        self.growth.show_range(1, right, 1, max(2.0, float(vocabulary)))
        text = self.tr("{distinct} of {size} tokens occur")
        last, size = format_count(int(distinct[-1])), format_count(vocabulary)
        self.growth.setAccessibleDescription(text.format(distinct=last, size=size))
