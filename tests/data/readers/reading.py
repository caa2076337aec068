"""Short ways to read a file in a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.config.sections import Data
from workbench.data.readers.reading import read_documents
from workbench.data.readers.records import Document, Fault, Remark

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


def pieces(path: Path, **settings: Any) -> list[Any]:
    return list(read_documents(Data(source=str(path), **settings)))


def documents(path: Path, **settings: Any) -> list[Document]:
    return [piece for piece in pieces(path, **settings) if isinstance(piece, Document)]


def texts(path: Path, **settings: Any) -> list[str]:
    return [document.text for document in documents(path, **settings)]


def faults(path: Path, **settings: Any) -> list[Fault]:
    return [piece for piece in pieces(path, **settings) if isinstance(piece, Fault)]


def remarks(path: Path, **settings: Any) -> str:
    return "\n".join(piece.message for piece in pieces(path, **settings) if isinstance(piece, Remark))


def put(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
