"""EPUB: the chapters of a book in the order of reading, each as HTML is read (EPUB 3.3, OCF and packages)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import unquote

from workbench.config.sections import Data
from workbench.data.encodings import Finding
from workbench.data.readers.decoding import Decoding
from workbench.data.readers.formats._cutting import Cutter
from workbench.data.readers.formats._markup import VisibleText, visible_text
from workbench.data.readers.formats._packed import Container, broken, broken_as, container
from workbench.data.readers.formats.base import Format
from workbench.data.readers.parts import Part
from workbench.data.readers.records import BrokenFileError, Fault, Item, fault
from workbench.messages import say

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to make fonts unreadable, which do not touch the text."""
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LOCKED = say("its text is encrypted (digital rights management)")
_OPEN = say("Use a copy without that protection.")


class Epub(Format):
    """One document a book, or one a chapter where documents are divided by form feeds."""

    suffixes = (".epub",)
    encoded: ClassVar[bool] = False

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        if not part.size:
            return
        cutter = Cutter(data)
        locked = fault("locked", part.name, 0, 0, _LOCKED, _OPEN)
        border = "\f" if data.documents == "form_feeds" else "\n\n"
        with container(part, locked) as files:
            for number, page in enumerate(_pages(part.name, files)):
                if isinstance(page, Fault):
                    yield page
                    continue
                yield from cutter.feed(border if number else "")
                try:
                    yield from _chapter(part.name, files, page, cutter)
                except BrokenFileError as error:  # the next chapter may be whole
                    yield error.fault
        yield from cutter.finish()
        yield Finding("Unicode", say("The text of an EPUB book."))


def _chapter(name: str, files: Container, page: str, cutter: Cutter) -> Iterator[Item]:
    decoding, faults = Decoding(f"{name}/{page}"), []
    with files.open(page) as stream:

        def slices() -> Iterator[str]:
            for piece in decoding.slices(stream):
                if isinstance(piece, Fault):
                    faults.append(piece)
                else:
                    yield piece

        for text in visible_text(slices(), VisibleText()):
            yield from cutter.feed(text)
    yield from faults


def _pages(name: str, files: Container) -> Iterator[str | Fault]:
    """The members that are the book's text, in the order of its spine."""
    package = _package_path(name, files)
    tree = _tree(name, files, package)
    entries = {item.get("id"): item for item in _all(tree, "item")}
    hidden = _encrypted(name, files)
    folder = posixpath.dirname(package)
    for reference in _all(tree, "itemref"):
        entry = entries.get(reference.get("idref"))
        if entry is None or "nav" in str(entry.get("properties", "")).split():
            continue
        kind = str(entry.get("media-type", "")).lower()
        page = posixpath.normpath(posixpath.join(folder, unquote(str(entry.get("href", "")).partition("#")[0])))
        if kind and kind not in _PAGES:
            continue
        if page in hidden:
            yield fault("locked", name, 0, 0, _LOCKED, _OPEN)
            return
        if page not in files:
            what = say("its chapter “{page}” is not in it", page=page)
            yield fault("damaged", name, 0, 0, what, say("Fetch or make the file again."))
            continue
        yield page


def _package_path(name: str, files: Container) -> str:
    if _CONTAINER not in files:
        raise broken_as(name, say("it is no EPUB book: it does not say where its text is"))
    for entry in _all(_tree(name, files, _CONTAINER), "rootfile"):
        path = posixpath.normpath(unquote(str(entry.get("full-path", ""))))
        if path in files:
            return path
    raise broken_as(name, say("it is no EPUB book: it does not say where its text is"))


def _encrypted(name: str, files: Container) -> frozenset[str]:
    """The members that cannot be read."""
    if _ENCRYPTION not in files:
        return frozenset()
    found: list[str] = []
    for entry in _all(_tree(name, files, _ENCRYPTION), "EncryptedData"):
        methods = [str(item.get("Algorithm", "")) for item in _all(entry, "EncryptionMethod")]
        if not any(method in _FONTS for method in methods):
            found += (unquote(str(item.get("URI", ""))) for item in _all(entry, "CipherReference"))
    return frozenset(found)


def _tree(name: str, files: Container, member: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(files.read(member), parser)
    except (etree.LxmlError, ValueError) as error:
        raise broken(name, error) from error
    if tree is None:
        raise broken_as(name, say("its part “{member}” cannot be read", member=member))
    return tree


def _all(tree: Any, name: str) -> list[Any]:
    """The elements of a name, in whatever namespace."""
    return list(tree.iter(f"{{*}}{name}"))
