"""What the model wrote during training: the newest text, and by a slider all the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from workbench.events import Sampled
from workbench.gui import theme
from workbench.gui.i18n import format_count
from workbench.gui.icons import icon
from workbench.gui.plots.plot_toolbar import StillSlider

_LINES = 3
_LINES_LOW = 1
_LINES_OPEN = 9


class SamplesStrip(QWidget):
    """Follows the newest sample unless the user browses; the slider at its end follows again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: list[Sampled] = []
        self._low = False
        self._title = QLabel(self.tr("Samples"))
        self._place = QLabel()
        self._slider = StillSlider(Qt.Orientation.Horizontal)
        self._expand = QToolButton()
        self._text = QPlainTextEdit(readOnly=True)
        self._set_up()
        self._lay_out()
        self._resize_text()
        self._slider.valueChanged.connect(self._show_sample)
        self._expand.toggled.connect(self._resize_text)
        theme.notifier().changed.connect(self._show_sample)

    def set_samples(self, samples: Sequence[Sampled]) -> None:
        """Show these, oldest first, and of them the newest."""
        self._samples = list(samples)
        self._slider.setRange(0, max(0, len(self._samples) - 1))
        self._slider.setValue(self._slider.maximum())
        self._show_sample()

    def add(self, sample: Sampled) -> None:
        """Take one more; it is shown unless the user is looking at an earlier one."""
        at_end = self._slider.value() == self._slider.maximum()
        self._samples.append(sample)
        self._slider.setMaximum(len(self._samples) - 1)
        if at_end:
            self._slider.setValue(self._slider.maximum())
        self._show_sample()

    def drop_after(self, step: int) -> None:
        """Forget what was written after a step."""
        self.set_samples([sample for sample in self._samples if sample.step <= step])

    def set_low(self, low: bool) -> None:
        """Whether there is little height: one line then, unless the user asked for more."""
        if low != self._low:
            self._low = low
            self._resize_text()

    def text(self) -> str:
        """The text shown."""
        return self._text.toPlainText()

    def _set_up(self) -> None:
        theme.set_role(self._title, "heading")
        theme.set_role(self._place, "muted")
        self._place.setFont(theme.tabular_font(-1))
        self._place.setObjectName("samples.place")
        self._slider.setObjectName("samples.browse")
        self._slider.setAccessibleName(self.tr("Earlier samples"))
        self._slider.setToolTip(self.tr("Go back to what the model wrote earlier in this run."))
        self._expand.setObjectName("samples.expand")
        self._expand.setCheckable(True)
        self._expand.setIcon(icon("disclosure-closed"))
        self._expand.setIconSize(QSize(14, 14))
        self._expand.setAccessibleName(self.tr("More lines"))
        self._expand.setToolTip(self.tr("Show more or fewer lines of the sample."))
        self._text.setObjectName("samples.text")
        self._text.setAccessibleName(self.tr("Sample"))
        self._text.setToolTip(self.tr("Text that the model wrote at this step; the prompt is grey."))
        self._text.setPlaceholderText(self.tr("At each evaluation the model writes a few lines here."))
        self._text.setTabChangesFocus(True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self._expand)
        head.addWidget(self._title)
        head.addWidget(self._place)
        head.addStretch(1)
        self._slider.setMaximumWidth(260)
        head.addWidget(self._slider, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._text)

    def _resize_text(self) -> None:
        opened = self._expand.isChecked()
        self._expand.setIcon(icon("disclosure-open" if opened else "disclosure-closed"))
        lines = _LINES_OPEN if opened else _LINES_LOW if self._low else _LINES
        # Without the margin at the bottom, where a part of the next line would show.
        margins = 2 * self._text.frameWidth() + int(self._text.document().documentMargin()) + 1
        self._text.setFixedHeight(QFontMetrics(self._text.font()).lineSpacing() * lines + margins)

    def _show_sample(self) -> None:
        self._slider.setVisible(len(self._samples) > 1)
        if not self._samples:
            self._place.clear()
            self._text.clear()
            return
        sample = self._samples[self._slider.value()]
        self._place.setText(self.tr("written at step {step}").format(step=format_count(sample.step)))
        self._text.clear()
        prompt, body = QTextCharFormat(), QTextCharFormat()
        prompt.setForeground(theme.color("muted"))
        body.setForeground(theme.color("text"))
        cursor = QTextCursor(self._text.document())
        cursor.insertText(sample.prompt.lstrip("\n"), prompt)
        cursor.insertText(sample.text if sample.prompt.strip() else sample.text.lstrip("\n"), body)
