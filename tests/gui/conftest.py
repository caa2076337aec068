"""What every test of the window may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def _no_widgets_left_over() -> Iterator[None]:
    """Really delete what a test closed: without a running event loop Qt would keep it to the end.

    Thousands of left-over widgets make each change of theme, and so the later tests, slow.
    """
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
