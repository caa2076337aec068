"""Make the pictures of the README again, by driving the real window through a real run.

    python packaging/screenshots.py [--out packaging/screenshots] [--text FILE] [--scheme light dark]
                                    [--size 1280x800] [--scale 1] [--seconds 45] [--states first training finished]
                                    [--language zh_CN]

Works without a display.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Take every picture that was asked for, each colour scheme in a process of its own."""
    given = _arguments()
    if given.worker:
        _take(given)
        return
    for scheme in given.scheme:
        command = [sys.executable, __file__, "--worker", *sys.argv[1:], "--scheme", scheme]
        with tempfile.TemporaryDirectory() as home:
            environment = dict(os.environ, WORKBENCH_HOME=home, QT_SCALE_FACTOR=str(given.scale))
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            environment.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            subprocess.run(command, env=environment, check=True, cwd=ROOT)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make the pictures of the README again.")
    parser.add_argument("--out", type=Path, default=ROOT / "packaging" / "screenshots")
    parser.add_argument("--text", type=Path, help="a text file to train on (default: the sample stories)")
    parser.add_argument("--scheme", nargs="+", choices=["light", "dark"], default=["light", "dark"])
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=45.0, help="how long to train before the picture")
    parser.add_argument("--states", nargs="+", default=["first", "training"])
    parser.add_argument("--prefix", default="window")
    parser.add_argument("--language", default="en", help="the language that the window speaks")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _take(given: argparse.Namespace) -> None:
    from workbench import app as application
    from workbench.gui import i18n, theme
    from workbench.gui.main_window import MainWindow

    app = application.make_application()
    theme.apply_theme(app, given.scheme[-1])
    i18n.install_translators(app, given.language)
    window = MainWindow()
    width, height = (int(part) for part in given.size.split("x"))
    window.resize(width, height)
    window.reset_layout()
    ready: list[bool] = []
    window.engine_ready.connect(lambda: ready.append(True))
    window.show()
    _until(lambda: bool(ready), 60)
    _let_settle(1.5)

    def save(state: str) -> None:
        if state in given.states:
            _save(window, given.out / f"{given.prefix}-{state}-{given.scheme[-1]}.png")

    save("first")
    if given.states == ["first"]:
        window.close()
        return
    if given.text:
        window.open_file(given.text)
        _let_settle(2)
    if "workshop" in given.states:
        _take_workshop(window, given)
        if given.states == ["workshop"]:
            window.document.discard_draft()
            window.close()
            return
    window.start()
    _until(lambda: window.training.state == "training", 60)
    _let_settle(given.seconds)
    window.playground.generate()
    _let_settle(3)
    save("training")
    if "finished" in given.states:
        _until(lambda: not window.training.busy, 900)
        _let_settle(1)
        save("finished")
    window.training.stop()
    _until(lambda: not window.training.busy, 60)
    window.document.discard_draft()
    window.close()


def _take_workshop(window: object, given: argparse.Namespace) -> None:
    """The data workshop: two tokenizers side by side, and the statistics."""
    from workbench.config.tokenizers.bpe import BPE
    from workbench.gui.main_window import MainWindow
    from workbench.gui.workshop.window import WorkshopWindow

    assert isinstance(window, MainWindow)
    window.document.edit("tokenizer", BPE(vocab_size=1024))
    window.actions_["workshop"].trigger()
    workshop = window.findChild(WorkshopWindow)
    assert workshop is not None
    _until(workshop.isVisible, 10)
    workshop.resize(1040, 640)
    workshop.tokens.second.choose("word")
    _until(lambda: workshop.tokens.right.inspection is not None, 60)
    _let_settle(1)
    _save(workshop, given.out / f"{given.prefix}-workshop-{given.scheme[-1]}.png")
    workshop.show_tab(1)
    _until(lambda: workshop.statistics.description is not None, 120)
    _let_settle(1)
    _save(workshop, given.out / f"{given.prefix}-statistics-{given.scheme[-1]}.png")
    workshop.close()


def _until(done: Callable[[], bool], seconds: float) -> None:
    from PySide6.QtWidgets import QApplication

    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise SystemExit("The window did not get ready for its picture in time.")
        QApplication.processEvents()
        time.sleep(0.01)


def _let_settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    _until(lambda: time.monotonic() > end, seconds + 10)


def _save(window: object, file: Path) -> None:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(file), "PNG", 0)
    print(f"{file} ({file.stat().st_size // 1024} KB)")


if __name__ == "__main__":
    main()
