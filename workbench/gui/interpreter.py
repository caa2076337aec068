"""How Python runs under a window: threads let the window's have its turn soon, and it collects alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from workbench.gui.collector import Collector
from workbench.gui.main_window import MainWindow

SWITCH_SECONDS = 0.00001
"""After so long a thread that runs Python lets another one run. The window's thread gives its turn away with each call
of Qt and of Python by Qt, hundreds of them for a dialog that is opened; Python's usual 5 ms, waited for that often
beside a job in Python, froze the window for half a second. Two threads at work lose some 10 % by it, and no more than
with intervals twenty times as long."""


@contextmanager
def kept_quick(app: QApplication, window: MainWindow) -> Iterator[None]:
    """For as long as the window is open; the collector begins once the engine is there, or is known not to come."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    collector = Collector(app)
    collector.hold()
    window.engine_ready.connect(collector.start)
    window.engine_failed.connect(lambda failure: collector.start())
    try:
        yield
    finally:
        collector.stop()
        sys.setswitchinterval(before)
