"""Small documents of many kinds, made by hand for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

PACKAGE = "http://www.idpf.org/2007/opf"
CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>{}</rootfiles></container>'
ROOTFILE = '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str) -> bytes:
    """A Word document; ``body`` is what stands in its body."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document})


def paragraph(text: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def epub(chapters: Mapping[str, str], spine: Sequence[str] | None = None, **members: str) -> bytes:
    """A book; ``chapters`` are pages by their names, ``spine`` the names in the order of reading."""
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in chapters)
    order = "".join(f'<itemref idref="{name}"/>' for name in (chapters if spine is None else spine))
    package = f'<package xmlns="{PACKAGE}"><manifest>{items}</manifest><spine>{order}</spine></package>'
    pages = {
        f"OEBPS/{name}.xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        f"<body>{text}</body></html>"
        for name, text in chapters.items()
    }
    kept = {f"META-INF/{name}.xml": content for name, content in members.items()}
    inside = {"META-INF/container.xml": CONTAINER.format(ROOTFILE), "OEBPS/book.opf": package}
    return zipped({"mimetype": "application/epub+zip", **inside, **pages, **kept})


def pdf(*pages: str, password: str | None = None) -> bytes:
    """A PDF document with these lines of Latin text on its pages; a page without text is a picture of nothing."""
    contents = []
    for text in pages:
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.splitlines())
        contents.append(f"BT /F1 12 Tf 10 150 Td {lines}ET".encode("cp1252") if text else b"")
    return pdf_of(contents, password=password)


def endless_pdf(*pages: str) -> bytes:
    """The same, where a page named "endless" draws a form of many words thousands of times: hours, in kilobytes."""
    contents = [f"BT /F1 12 Tf 10 150 Td ({text}) Tj ET" if text != "endless" else "/X Do " * 5_000 for text in pages]
    return pdf_of([content.encode() for content in contents], form=b"BT /F1 12 Tf (word) Tj ET " * 50_000)


def pdf_of(pages: Sequence[bytes], form: bytes = b"", password: str | None = None) -> bytes:
    """A PDF document of these content streams, which may draw the form as /X."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

    writer = PdfWriter()

    def dictionary(**entries: Any) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})

    def stream(content: bytes, **entries: Any) -> Any:
        made = DecodedStreamObject()
        made.set_data(content)
        made.update(dictionary(**entries))
        return writer._add_object(made.flate_encode() if len(content) > 10_000 else made)

    helvetica, latin = NameObject("/Helvetica"), NameObject("/WinAnsiEncoding")
    font = {"Type": NameObject("/Font"), "Subtype": NameObject("/Type1"), "BaseFont": helvetica, "Encoding": latin}
    resources = dictionary(Font=dictionary(F1=writer._add_object(dictionary(**font))))
    if form:
        box = ArrayObject([NumberObject(0)] * 4)
        kinds = {"Type": NameObject("/XObject"), "Subtype": NameObject("/Form")}
        drawn = stream(form, **kinds, BBox=box, Resources=dictionary(**{"Font": resources["/Font"]}))
        resources[NameObject("/XObject")] = dictionary(X=drawn)
    for content in pages:
        page = writer.add_blank_page(200, 200)
        page[NameObject("/Resources")] = resources
        page[NameObject("/Contents")] = stream(content)
    if password is not None:
        writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def parquet(columns: Mapping[str, Any], **options: Any) -> bytes:
    """A Parquet file with these columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), stream, **options)
    return stream.getvalue()
