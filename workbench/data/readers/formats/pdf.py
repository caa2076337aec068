"""PDF: the text of its pages, as far as it holds text and not only pictures of it."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from typing import Any, ClassVar

from workbench.config.sections import Data
from workbench.data.encodings import Finding
from workbench.data.readers.formats._cutting import Cutter
from workbench.data.readers.formats.base import Format
from workbench.data.readers.parts import Part
from workbench.data.readers.records import BrokenFileError, Fault, Item, fault
from workbench.data.readers.time_limit import TimeLimitError, within
from workbench.messages import Message, say

_AGAIN = say("Fetch or make the file again, or set data.on_fault to skip to leave out what cannot be read.")
_LIBRARY = "pypdf"
_MOST_SLOW = 10  # pages of one file that take too long, after which the rest of it is given up
_MORE_TIME = say("Give a page more time (data.page_seconds), or set data.on_fault to skip to leave such pages out.")
# What pypdf lets through where a file is damaged, beside its own errors.
_FOREIGN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
)


class Pdf(Format):
    """One document a file, or one a page where documents are divided by form feeds."""

    suffixes = (".pdf",)
    encoded: ClassVar[bool] = False

    def read(self, part: Part, data: Data) -> Iterator[Item]:
        if not part.size:
            return
        cutter = Cutter(data)
        border = "\f" if data.documents == "form_feeds" else "\n"
        found = False
        slow = 0
        with part.open_seekable() as stream:
            pages = _opened(part.name, stream, data.page_seconds)
            for number in range(len(pages)):
                text, fault_found = _text(part.name, number, pages, data.page_seconds)
                if fault_found:
                    yield fault_found
                    slow += fault_found.kind == "slow"
                found = found or bool(text.strip()) or fault_found is not None
                yield from cutter.feed(text + border if text or border == "\f" else "")
                if slow == _MOST_SLOW and number + 1 < len(pages):
                    yield _given_up(part.name, number + 1, len(pages))
                    break
        yield from cutter.finish()
        if not found:
            what = say("it has no text: its pages ({pages:,}) seem to be scanned pictures", pages=len(pages))
            advice = say("Have its text recognised first (OCR), and save it as text.")
            yield fault("empty", part.name, 0, 0, what, advice)
        yield Finding("Unicode", say("The text of a PDF document; its pages: {pages:,}.", pages=len(pages)))


def _opened(name: str, stream: Any, seconds: float) -> Any:
    """The pages of a document. Raises BrokenFileError."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of damaged files is said as faults

    def opened() -> Any:
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not _unlocked(reader):
            return None
        len(reader.pages)
        return reader

    try:
        reader = within(seconds, _LIBRARY, opened)
    except (PyPdfError, *_FOREIGN) as error:
        raise BrokenFileError(fault("damaged", name, 0, 0, _damage(error), _AGAIN)) from error
    except TimeLimitError as error:
        what = say("its list of pages takes more than {seconds:g} seconds to read", seconds=seconds)
        raise BrokenFileError(fault("slow", name, 0, 0, what, _MORE_TIME)) from error
    if reader is None:
        what = say("it is protected by a password, or its text may not be taken without one")
        raise BrokenFileError(fault("locked", name, 0, 0, what, say("Save it as PDF without a password.")))
    return reader.pages


def _given_up(name: str, page: int, pages: int) -> Fault:
    what = say(
        "the pages behind page {page:,} of {pages:,} are given up, because {count} took too long",
        page=page,
        pages=pages,
        count=_MOST_SLOW,
    )
    return fault("slow", name, 0, 0, what, _MORE_TIME)


def _unlocked(reader: Any) -> bool:
    """Whether a document opens without a password: many are encrypted only to forbid printing."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # a cipher that is not at hand
        return False


def _text(name: str, number: int, pages: Any, seconds: float) -> tuple[str, Fault | None]:
    """(the text of the page with this index, what is wrong with it)."""
    from pypdf.errors import PyPdfError

    try:
        found = within(seconds, _LIBRARY, lambda: str(pages[number].extract_text()))
        # Half of a pair of UTF-16 is no character; lines end as they do everywhere.
        text = found.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n"), None
    except (PyPdfError, *_FOREIGN) as error:
        what = say("page {page:,} cannot be read: {reason}", page=number + 1, reason=_damage(error))
        return "", fault("damaged", name, 0, 0, what, _AGAIN)
    except TimeLimitError:
        what = say("page {page:,} takes more than {seconds:g} seconds to read", page=number + 1, seconds=seconds)
        return "", fault("slow", name, 0, 0, what, _MORE_TIME)


def _damage(error: Exception) -> Message:
    reason = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
    return say("it is damaged ({reason})", reason=reason)
