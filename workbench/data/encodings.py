"""What kind of bytes these are: byte-order marks, files that are no text, encodings by their looks."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from workbench.messages import Message, say

_MARKS = (
    # UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    (b"\x84\x31\x95\x33", "gb18030", "GB18030"),
)
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", say("a PNG picture")),
    (b"\xff\xd8\xff", say("a JPEG picture")),
    (b"GIF87a", say("a GIF picture")),
    (b"GIF89a", say("a GIF picture")),
    (b"PK\x03\x04", say("a ZIP archive (Word, Excel, OpenDocument and EPUB files are ZIP archives too)")),
    (b"PK\x05\x06", say("an empty ZIP archive")),
    (b"%PDF-", say("a PDF document")),
    (b"\x1f\x8b", say("a gzip archive")),
    (b"BZh", say("a bzip2 archive")),
    (b"\xfd7zXZ\x00", say("an xz archive")),
    (b"\x28\xb5\x2f\xfd", say("a Zstandard archive")),
    (b"7z\xbc\xaf\x27\x1c", say("a 7-Zip archive")),
    (b"Rar!\x1a\x07", say("a RAR archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", say("an old Microsoft Office document")),
    (b"SQLite format 3\x00", say("an SQLite database")),
    (b"\x7fELF", say("a program")),
    (b"MZ\x90\x00", say("a Windows program")),
)
_LEGACY = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252", "cp1251", "koi8_r")
_TITLES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32-le": "UTF-32 (little-endian)",
    "utf-32-be": "UTF-32 (big-endian)",
    "gb18030": "Chinese (GB18030)",
    "big5": "Chinese (Big5)",
    "shift_jis": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC-JP)",
    "euc_kr": "Korean (EUC-KR)",
    "cp1252": "Western (Windows-1252)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp932": "Japanese (Windows-932)",
    "cp949": "Korean (Windows-949)",
    "cp1254": "Turkish (Windows-1254)",
    "cp874": "Thai (Windows-874)",
    "latin-1": "Western (Latin-1)",
}
_WIDE = say("There is no byte-order mark, but every second byte is zero, as in UTF-16.")


@dataclass(frozen=True, slots=True)
class Finding:
    """An encoding and how it is known: a Python codec, a sentence, and the bytes of its mark to leave out."""

    codec: str
    reason: str
    mark: int = 0


def title(codec: str) -> str:
    """What to call a codec in the window."""
    return _TITLES.get(codec, codec)


def find_mark(head: bytes) -> Finding | None:
    """The encoding that a byte-order mark at the beginning of a file declares."""
    for mark, codec, name in _MARKS:
        if head.startswith(mark):
            return Finding(
                codec,
                say(
                    "The file begins with the byte-order mark of {name} ({mark}).",
                    name=name,
                    mark=mark.hex(" ").upper(),
                ),
                len(mark),
            )
    return None


def find_wide(head: bytes) -> Finding | None:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return Finding("utf-16-le", _WIDE)
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return Finding("utf-16-be", _WIDE)
    return None


def find_legacy(sample: bytes, why_not_utf8: str) -> Finding | None:
    """The older encoding that ``sample`` looks like, or None when it does not look like text."""
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\r\f\x1b")
    if not sample or controls > len(sample) / 100:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best() or from_bytes(sample).best()
    if best is None:
        return None
    reason = say("It is not UTF-8 ({why}); it looks like {encoding}.", why=why_not_utf8, encoding=title(best.encoding))
    return Finding(best.encoding, reason)


def binary_kind(head: bytes) -> Message | None:
    """What a file that is no text is, by its first bytes ("a PNG picture"), or None."""
    return next((kind for magic, kind in _KINDS if head.startswith(magic)), None)
