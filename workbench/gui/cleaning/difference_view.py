"""Lines before and after: what is removed struck out in red, what is added underlined in green."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from workbench.data.cleaning.difference import Part
from workbench.gui import theme
from workbench.gui.i18n import format_count
from workbench.jobs.preview_cleaning import ChangedLine, CleaningPreview

_TINT = 38  # of 255, behind what changes
_SIGNS = {" ": "␣", "\n": "↵", "\r": "[CR]", "\t": "→", "\u3000": "□", "\u00a0": "⍽"}
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp")
_BETWEEN_WORDS = re.compile(r"(?<=\S) (?=\S)")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffe\ue000-\uf8ff\ud800-\udfff]")


class DifferenceView(QTextEdit):
    """Shows the lines that change; white space that changes is shown by signs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cleaning.difference")
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Before and after"))
        self.setToolTip(
            self.tr("Lines that change: what is removed is struck out in red, what is added is underlined in green.")
        )
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setTabChangesFocus(True)
        self._preview: CleaningPreview | None = None
        theme.notifier().changed.connect(self._paint_anew)

    def show_preview(self, preview: CleaningPreview | None) -> None:
        """Show the lines that change, or none."""
        self._preview = preview
        self._paint_anew()
        self.verticalScrollBar().setValue(0)

    def _paint_anew(self) -> None:
        self.clear()
        if self._preview is None:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        gap = QTextBlockFormat()
        gap.setTopMargin(theme.ROW_GAP)
        for number, line in enumerate(self._preview.lines):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(gap)
            cursor.insertText(self._place(line), self._format("muted"))
            for part in line.parts:
                cursor.insertText(_visible(part), self._format(part.kind))
        if self._preview.more:
            cursor.insertBlock()
            cursor.insertText(self.tr("… and more lines."), self._format("muted"))
        cursor.endEditBlock()

    def _place(self, line: ChangedLine) -> str:
        place = f"{format_count(line.line)}  "
        if line.left_out_by is None:
            return place
        return place + self.tr("Left out by step {number}: ").format(number=line.left_out_by + 1)

    def _format(self, kind: str) -> QTextCharFormat:
        colours, made = theme.current(), QTextCharFormat()
        colour = {"muted": colours.muted, "removed": colours.danger, "added": colours.success}.get(kind, colours.text)
        made.setForeground(QColor(colour))
        if kind in ("removed", "added"):
            tint = QColor(colour)
            tint.setAlpha(_TINT)
            made.setBackground(tint)
            made.setFontStrikeOut(kind == "removed")
            made.setFontUnderline(kind == "added")
        return made


def _visible(part: Part) -> str:
    if part.kind == "same":
        return _ODD.sub(lambda match: _sign(match[0]), part.text.replace("\n", " ").replace("\r", ""))
    # The one space between two words stays one, so that text is read as such, and lines break there.
    return " ".join("".join(map(_sign, words)) for words in _BETWEEN_WORDS.split(part.text))


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    unseen = unicodedata.category(character) in _UNSEEN
    return f"[U+{ord(character):04X}]" if unseen else character
