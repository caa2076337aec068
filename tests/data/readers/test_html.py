"""HTML: what is to be seen of a page, its encoding and its faults."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from tests.data.readers.reading import documents, faults, pieces, put, texts
from workbench.data.encodings import Finding
from workbench.data.readers import decoding

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>My &amp; page</title>
<style>p {{ color: red }}</style><script>var x = "</p>no";</script></head>
<body><nav><a href=#>Home</a> <a>About</a></nav><h1>Head  line</h1>
<p>One <b>two</b>three
 four<br>five<p>six<!-- no --><span hidden>no</span> seven
<ul><li>a<li>b</ul>
<table><tr><th>k</th> <th>v</th></tr><tr><td>1</td><td><p>2</p></td></tr><tr><td></td><td>x</td></table>
<pre>  keep
   this</pre><svg><title>no</title><text>no</text></svg><noscript>no</noscript>
&lt;end&gt; 红楼梦 &#x1F600;</body></html>"""
SEEN = """My & page

Home About

Head line

One twothree four
five

six seven

a
b

k\tv
1\t2
\tx

  keep
   this

<end> 红楼梦 😀"""


def finding(path: Path) -> Finding:
    (found,) = (piece for piece in pieces(path) if isinstance(piece, Finding))
    return found


def test_that_a_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.html", PAGE.format(charset="utf-8"))) == [SEEN]
    assert texts(put(tmp_path, "a.htm.gz", gzip.compress(PAGE.encode()))) == [SEEN]


@pytest.mark.parametrize("size", [1, 7, 64])
def test_that_slices_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(decoding, "_SLICE", size)
    joined = "".join(document.text for document in documents(put(tmp_path, "a.html", PAGE)))
    assert joined == SEEN


def test_that_the_encoding_is_what_the_page_says_where_it_is_not_utf_8(tmp_path: Path) -> None:
    for charset, codec in (("gb2312", "gb18030"), ("GBK", "gb18030"), ("gb18030", "gb18030")):
        file = put(tmp_path, "a.html", PAGE.format(charset=charset).encode(codec, "xmlcharrefreplace"))
        assert texts(file) == [SEEN]
        assert finding(file) == Finding(codec, f"The page says so (charset={charset}).")
    lying = put(tmp_path, "b.html", PAGE.format(charset="iso-8859-1"))
    assert texts(lying) == [SEEN]
    assert finding(lying).codec == "utf-8"
    western = put(
        tmp_path, "c.html", '<meta http-equiv=x content="text/html; charset=iso-8859-1"><p>“é”'.encode("cp1252")
    )
    assert texts(western) == ["“é”"]
    assert texts(western, encoding="cp1251") == ["“й”"]


def test_that_elements_of_xhtml_end_where_they_begin(tmp_path: Path) -> None:
    head = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head>'
    assert texts(put(tmp_path, "a.xhtml", head + "<body><p>x<a id='q'/>y</p></body></html>")) == ["xy"]


def test_that_the_title_is_not_said_twice(tmp_path: Path) -> None:
    assert texts(put(tmp_path, "a.html", "<title>A tale</title><h1>A tale</h1><p>Once")) == ["A tale\n\nOnce"]


def test_that_a_page_is_divided_as_a_plain_text_is(tmp_path: Path) -> None:
    file = put(tmp_path, "a.html", "<p>one<p>two<p>three")
    assert texts(file, documents="blank_lines") == ["one", "two", "three"]


@pytest.mark.parametrize("page", ["", " \n ", "<", "<script>only", "<title>x</title>", "<!--", "<body hidden><svg>no"])
def test_that_a_page_without_text_has_none(tmp_path: Path, page: str) -> None:
    assert "".join(texts(put(tmp_path, "a.html", page))).strip("<") == ""
    assert faults(put(tmp_path, "a.html", page)) == []


@pytest.mark.parametrize("part", ["<div>", "<b>x", "<p>", "<!--", "</", "<a x='", "<![CDATA[", "&", "<table><tr>"])
def test_that_a_page_made_to_be_slow_is_not(tmp_path: Path, part: str) -> None:
    file = put(tmp_path, "a.html", part * 200_000)
    begun = time.process_time()
    texts(file)
    assert time.process_time() - begun < 5


def test_that_a_byte_at_fault_is_told_with_its_line(tmp_path: Path) -> None:
    (found,) = faults(put(tmp_path, "a.html", ("<p>满纸荒唐言，一把辛酸泪" * 9 + "\n<p>").encode() + b"\xff</p>"))
    assert (found.kind, found.line) == ("encoding", 2)


def test_that_what_is_called_a_page_and_is_none_is_said(tmp_path: Path) -> None:
    (found,) = faults(put(tmp_path, "a.html", b"%PDF-1.7 and so on"))
    assert "it is a PDF document" in found.message
