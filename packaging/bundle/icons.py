"""The application's icon in every form that a system asks for, drawn from resources/icons/app.svg.

Run in the environment of the build: ``python packaging/bundle/icons.py FOLDER``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ROOT = Path(__file__).resolve().parents[2]


def draw(folder: Path) -> None:
    """Write app.svg, NN.png, app.ico and app.icns into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    source = ROOT / "resources" / "icons" / "app.svg"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "app.svg").write_bytes(source.read_bytes())
    application = QGuiApplication([])
    drawing = QSvgRenderer(str(source))
    for size in (*SIZES, 1024):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    application.quit()
    largest = Image.open(folder / "1024.png")
    largest.save(folder / "app.ico", sizes=[(size, size) for size in SIZES if size <= 256])
    largest.save(folder / "app.icns")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
