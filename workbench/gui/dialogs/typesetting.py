"""Markdown as a readable page: sizes, distances and colours of the theme, and headings to link to.

Qt's Markdown reader looks at no style sheet, so the formats are set on the document it made.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
)
from PySide6.QtWidgets import QApplication

from workbench.gui import theme
from workbench.gui.dialogs.help_pages import anchor_of

PAGE_MARGIN = 22
"""Around the text, in device-independent pixels."""
_LARGER = {1: 7.0, 2: 3.0, 3: 1.0}
"""Points by which a heading of each level is larger than the text."""
_ABOVE = {1: 0, 2: 20, 3: 14}
_BELOW = {1: 10, 2: 8, 3: 6}
_LINE_HEIGHT = 135
_PARAGRAPH_GAP = 8
_ITEM_GAP = 4
_INDENT = 24
_CELL_PADDING = 4
_CODE_SIZE = 0.93
_NARROWEST, _WIDEST = 90, 220
"""Limits of a column of terms, in device-independent pixels."""


def typeset(document: QTextDocument) -> None:
    """Give a document read from Markdown its formats, and each heading an anchor."""
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(QApplication.font())
    document.setDocumentMargin(PAGE_MARGIN)
    document.setIndentWidth(_INDENT)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)
    for block in list(_blocks(document)):
        _set_block(block)
    for block in list(_blocks(document)):
        _set_fragments(block)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _set_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    layout = QTextBlockFormat()
    layout.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    level = block.blockFormat().headingLevel()
    if level:
        layout.setTopMargin(_ABOVE.get(level, _PARAGRAPH_GAP))
        layout.setBottomMargin(_BELOW.get(level, _ITEM_GAP))
        layout.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    elif _is_code(block):
        layout.setLeftMargin(_INDENT)
        layout.setBottomMargin(0 if _is_code(block.next()) else _PARAGRAPH_GAP)
    elif cursor.currentTable() is None:
        gap = _ITEM_GAP if block.textList() else _PARAGRAPH_GAP
        layout.setTopMargin(0)
        layout.setBottomMargin(gap if block.text() else 0)
    cursor.mergeBlockFormat(layout)


def _set_fragments(block: QTextBlock) -> None:
    """Size and anchor of a heading; colours and fonts of links and of code."""
    level, code = block.blockFormat().headingLevel(), _is_code(block)
    places: list[tuple[int, int, QTextCharFormat]] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        look = QTextCharFormat(fragment.charFormat())
        if level:
            _set_heading(look, level, anchor_of(block.text()))
        elif look.anchorHref():
            look.setForeground(QBrush(theme.color("accent")))
        if code or look.fontFixedPitch():
            # A little smaller, so that a line with code in it is no higher than the others.
            look.setFontFamilies([theme.fixed_font().family()])
            look.setFontPointSize(QApplication.font().pointSizeF() * _CODE_SIZE)
        places.append((fragment.position(), fragment.length(), look))
        iterator += 1
    for position, length, look in places:
        cursor = QTextCursor(block)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)


def _set_heading(look: QTextCharFormat, level: int, anchor: str) -> None:
    look.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # it would win over the size
    look.setFontPointSize(QApplication.font().pointSizeF() + _LARGER.get(level, 0.0))
    look.setFontWeight(600)
    look.setAnchor(True)
    look.setAnchorNames([anchor])


def _set_table(table: QTextTable) -> None:
    """As wide as the text, with a hairline under each row and muted column titles."""
    columns = table.columns()
    style = table.format()
    style.setBorder(0)
    style.setCellPadding(_CELL_PADDING)
    style.setCellSpacing(0)
    style.setTopMargin(_ITEM_GAP)
    style.setBottomMargin(_PARAGRAPH_GAP)
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    widths = [QTextLength(QTextLength.Type.FixedLength, _width(table, column)) for column in range(columns - 1)]
    style.setColumnWidthConstraints([*widths, QTextLength(QTextLength.Type.VariableLength, 0)])
    table.setFormat(style)
    for row in range(table.rows()):
        for column in range(columns):
            _set_cell(table.cellAt(row, column), is_title=row == 0)


def _width(table: QTextTable, column: int) -> float:
    """What a column of terms needs, within limits."""
    bold = QFont(QApplication.font())
    bold.setBold(True)
    widest = 0.0
    for row in range(table.rows()):
        block = table.cellAt(row, column).firstCursorPosition().block()
        fixed = not block.begin().atEnd() and block.begin().fragment().charFormat().fontFixedPitch()
        metrics = QFontMetricsF(theme.fixed_font() if fixed else bold)
        widest = max(widest, metrics.horizontalAdvance(block.text()))
    return min(max(widest + 4 * _CELL_PADDING, _NARROWEST), _WIDEST)


def _set_cell(cell: QTextTableCell, is_title: bool) -> None:
    border = cell.format().toTableCellFormat()
    border.setBottomBorder(1)
    border.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    border.setBottomBorderBrush(QBrush(QColor(theme.current().border)))
    cell.setFormat(border)
    if is_title:
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(QBrush(theme.color("muted")))
        cursor.mergeCharFormat(look)


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence) or block.blockFormat().hasProperty(
        QTextFormat.Property.BlockCodeLanguage
    )
