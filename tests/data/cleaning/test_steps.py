"""Each step of cleaning against known examples, English and Chinese."""

from __future__ import annotations

import html
import itertools
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.config.check import check
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.data.cleaning.account import Cleaned, LeftOut
from workbench.data.cleaning.base import LONGEST_HELD, Chunk
from workbench.data.cleaning.cleaner import Cleaner, make_step
from workbench.data.cleaning.holding import IN_MEMORY
from workbench.data.cleaning.steps.stop_words import word_list
from workbench.data.readers.records import Document
from workbench.errors import DataError, ExperimentError

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data"

# What the steps look at, in small parts, so that a cut falls into each of them.
PARTS = [
    *("e", "\u0301", "ﬁ", "Ａ", "ｶ", "ﾞ", "A", "Σ", "ς ", "ß", "İ", "1", "the ", "The", "and", "don't", "x"),
    *(" ", "  ", "\t", "\n", "\n\n\n\n", "\r\n", "\r", "\u3000", "\u00a0", "\x00", "\u200b", "\u2028"),
    *("<p>", "<", ">", "</p", "<!--", "-->", "<script>", "</script>", "&amp;", "&", "#39;", '<a title="', '">'),
    *("https://a.bc/d", "www.", "a.b@c.org", "@", ".", "+49 170 1234567", "13800138000", "-"),
    *("漢字", "头发", "我们", "的", "，", "👍", "🏽", "❤\ufe0f", "€", "\ue000", "한", "ᄒ", "ᅡ"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
MANY: list[str | dict[str, Any]] = [
    *(name for name in CLEANING_STEPS.names() if name not in ("pattern", "length")),
    {"step": "unicode", "form": "NFKC"},
    {"step": "whitespace", "blank_lines": 0, "line_ends": False},
    {"step": "width", "direction": "full", "punctuation": True},
    {"step": "chinese_script", "conversion": "s2twp"},
    {"step": "punctuation", "treatment": "space"},
    {"step": "special_characters", "symbols": True},
    {"step": "length", "minimum": 20},
    {"step": "length", "maximum": 30},
    {"step": "length", "minimum": 5, "maximum": 30, "too_long": "cut"},
    {"step": "pattern", "pattern": r"a.*?b|^\s+", "replacement": "<>"},
    {"step": "pattern", "pattern": "the", "action": "drop"},
    {"step": "pattern", "pattern": "the", "action": "keep"},
]


def cleaner(*steps: str | dict[str, Any]) -> Cleaner:
    return Cleaner(check({"cleaning": {"steps": list(steps)}}).cleaning.active)


def cleaned(text: str, *steps: str | dict[str, Any]) -> str:
    """What becomes of one document; "" if it is left out."""
    return "".join(item.text for item in cleaner(*steps).take(Document(text, "a.txt", 1)) if isinstance(item, Document))


def kept(texts: list[str], *steps: str | dict[str, Any]) -> list[str]:
    found = cleaner(*steps).clean(Document(text, "a.txt", line) for line, text in enumerate(texts, 1))
    return [item.text for item in found if isinstance(item, Document)]


def in_pieces(pieces: list[str], *steps: str | dict[str, Any]) -> list[Document]:
    documents = (Document(text, "a.txt", 1, continues=place > 0) for place, text in enumerate(pieces))
    return [item for item in cleaner(*steps).clean(documents) if isinstance(item, Document)]


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("unicode", "Cafe\u0301 ﬁne", "Café ﬁne"),
        ({"step": "unicode", "form": "NFKC"}, "Cafe\u0301 ﬁne x² １２", "Café fine x2 12"),
        ("control_characters", "a\x00b\u200bc\ufeffd\xad\n\te", "abcd\n\te"),
        ({"step": "control_characters", "invisible": False}, "a\x00b\u200bc\x7f", "ab\u200bc"),
        ("whitespace", "a\u00a0b  c \r\n\n\n\nd\t\te  ", "a b c\n\nd e"),
        ({"step": "whitespace", "blank_lines": 0}, "a\n \t\n\nb\u3000c", "a\nb c"),
        (
            {"step": "whitespace", "runs": False, "line_ends": False, "unusual": False},
            "a  \t b \n\u3000",
            "a  \t b \n\u3000",
        ),
        ("html", "<p>Hi <b>you</b> &amp; me<br/>x</p>", "\nHi you & me\nx\n"),
        ("html", "a<script>if (a < b) { '<p>' }</script>b<!-- <i> -->c<STYLE >p {}</style>", "abc"),
        ("html", "a < b and c > d, List<String>, <email@x.org>", "a < b and c > d, List<String>, <email@x.org>"),
        ("html", "<a title=\"x > y\" href='z'>link</a><td>1<td>2", "link 1 2"),
        ({"step": "html", "entities": False}, "<i>a</i> &lt; b", "a &lt; b"),
        ("mask", "See https://a.bc/d?e=f, or www.x.org.", "See <URL>, or <URL>."),
        ("mask", "网址http://x.cn/a请看（ftp://y.cn/b）。", "网址<URL>请看（<URL>）。"),
        ("mask", "Mail me.b+c@d-e.co.uk; not me@ or @you", "Mail <EMAIL>; not me@ or @you"),
        ("mask", "+49 170 1234567, (555) 123-4567, 555-123-4567", "<PHONE>, <PHONE>, <PHONE>"),
        ("mask", "电话13800138000或010-12345678。", "电话<PHONE>或<PHONE>。"),
        (
            "mask",
            "2026-11-22, 3.14159265, 12345678901, 1600-1700, +12",
            "2026-11-22, 3.14159265, 12345678901, 1600-1700, +12",
        ),
        ({"step": "mask", "urls": False, "email_text": ""}, "www.x.org a@b.cn", "www.x.org "),
        ("lowercase", "ÀB ΟΔΟΣ", "àb οδος"),
        ("punctuation", "Hello, “world”! 你好，《世界》。 don't", "Hello world 你好世界 don't"),
        ({"step": "punctuation", "treatment": "space", "keep": "."}, "a,b.c", "a b.c"),
        ("special_characters", "a👍🏽b❤\ufe0f€ 🇩🇪👩\u200d🔬\ue000\ufffd", "ab€ "),
        (
            {"step": "special_characters", "symbols": True, "keep": "€"},
            "1€ + 2$ = ∑ → ★",
            "1€  2    ★".replace("★", ""),
        ),
        ("stop_words", "The cat is on the Mat. Don’t go!", "cat Mat. go!"),
        ("stop_words", "我们的祖国是花园，花园的花朵真鲜艳。", "祖国花园，花园花朵真鲜艳。"),
        ("stop_words", "目的和的确", "目的"),
        ({"step": "stop_words", "english": False, "chinese": False, "words": "cat, 花园"}, "the cat 花园", "the "),
        ("width", "ＡＢＣ１２３，。ｶﾞｷﾞ", "ABC123，。ガギ"),
        ({"step": "width", "punctuation": True}, "Ａ，\u3000！", "A, !"),
        ({"step": "width", "direction": "full", "punctuation": True}, "ABC 1,2", "ＡＢＣ\u3000１，２"),
        ("chinese_script", "漢字後面是什麼？", "汉字后面是什么？"),
        ({"step": "chinese_script", "conversion": "s2t"}, "头发与发展", "頭髮與發展"),
        ({"step": "chinese_script", "conversion": "s2twp"}, "软件", "軟體"),
        ("chinese_script", "漢\ud800字 half", "汉\ud800字 half"),
        ("chinese_script", "漢\0字後", "汉\0字后"),
        ({"step": "pattern", "pattern": r"(\d)\d+", "replacement": r"<\1>"}, "a 123 b 7", "a <1> b 7"),
        ({"step": "pattern", "pattern": r"^#.*\n", "replacement": ""}, "# a\nb\n# c\n", "b\n"),
        ({"step": "pattern", "pattern": "CAT", "ignore_case": True, "replacement": "dog"}, "cat", "dog"),
        ({"step": "pattern"}, "as it was", "as it was"),
    ],
)
def test_that_a_step_gives_the_known_result(step: str | dict[str, Any], before: str, after: str) -> None:
    assert cleaned(before, step) == after


def test_that_unicode_is_normalised_as_its_own_tables_say() -> None:
    text = "".join(chr(code) for code in [*range(32, 0xD7FF), *range(0xF900, 0xFB4F), *range(0x1D400, 0x1D800)])
    for form in ("NFC", "NFKC"):
        assert cleaned(text, {"step": "unicode", "form": form}) == unicodedata.normalize(form, text)


@pytest.mark.parametrize(
    ("step", "stays"),
    [
        ({"step": "length", "minimum": 2, "maximum": 5}, ["two", "words"]),
        ({"step": "length", "minimum": 4}, ["words", "many words"]),
        ({"step": "length", "minimum": 2, "maximum": 4, "too_long": "cut"}, ["two", "word", "many"]),
        ({"step": "pattern", "pattern": "o", "action": "keep"}, ["two", "words", "many words"]),
        ({"step": "pattern", "pattern": "o", "action": "drop"}, ["a"]),
        ({"step": "pattern", "action": "drop"}, ["a", "two", "words", "many words"]),
    ],
)
def test_that_a_filter_keeps_the_right_documents(step: dict[str, Any], stays: list[str]) -> None:
    assert kept(["a", "two", "words", "many words"], step) == stays


def test_that_languages_are_told_apart() -> None:
    texts = [
        "Hello world, this is an English text of some length.",
        "Das ist ein deutscher Satz mit vielen Wörtern darin.",
        "此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去。",
        "Kurz",
    ]
    assert kept(texts, {"step": "language", "languages": "en, zh"}) == [texts[0], texts[2], texts[3]]
    assert kept(texts, {"step": "language", "languages": "de", "shortest": 0})[:1] == [texts[1]]
    assert kept(texts, {"step": "language", "languages": "de", "confidence": 1.0}) == texts


def test_that_only_the_first_of_several_copies_stays() -> None:
    texts = ["a b", "A  b", "a b", "c"]
    assert kept(texts, "duplicates") == ["a b", "A  b", "c"]
    assert kept(texts, {"step": "duplicates", "ignore": "case_and_space"}) == ["a b", "c"]
    near = [" ".join(map(str, range(100))), " ".join(map(str, [*range(99), "x"])), "another text", "...", "!!!"]
    assert kept(near, "near_duplicates") == [near[0], *near[2:]]
    assert kept(near, {"step": "near_duplicates", "threshold": 1.0}) == near


def test_that_a_pattern_without_end_is_stopped_with_its_name_and_the_documents() -> None:
    begun = time.monotonic()
    for action in ("replace", "keep"):
        with pytest.raises(DataError) as caught:
            kept(["fine", "a" * 60 + "!"], {"step": "pattern", "pattern": "(a|a)+$", "action": action, "seconds": 0.2})
        assert "“(a|a)+$” took more than 0.2 seconds for the document of a.txt, line 2" in caught.value.message
        assert "repetition inside a repetition" in caught.value.advice
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ({"step": "pattern", "pattern": "(a"}, "cleaning.steps.1.pattern: is no regular expression: missing )"),
        ({"step": "pattern", "pattern": "a", "replacement": r"\3"}, "cleaning.steps.1.replacement: does not fit"),
        ({"step": "language", "languages": "en, xx"}, "cleaning.steps.1.languages: “xx” is no language"),
        ({"step": "language", "languages": " ,"}, "cleaning.steps.1.languages: names no language"),
        ({"step": "length", "minimum": 9, "maximum": 5}, "cleaning.steps.1.minimum: 9 is greater than"),
    ],
)
def test_that_a_step_that_cannot_work_is_named_before_anything_begins(step: dict[str, Any], problem: str) -> None:
    with pytest.raises(ExperimentError) as caught:
        cleaner(step)
    assert str(caught.value.problems[0]).startswith(problem)
    cleaner({**step, "enabled": False})


@pytest.mark.parametrize("step", MANY, ids=str)
@settings(max_examples=40)
@given(TEXTS, st.lists(st.integers(0, 400), max_size=5))
def test_that_a_long_document_is_cleaned_the_same_however_it_is_cut(
    step: str | dict[str, Any], text: str, places: list[int]
) -> None:
    borders = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    pieces = [text[a:b] for a, b in itertools.pairwise(borders)] or [text]
    found = in_pieces(pieces, step)
    assert "".join(item.text for item in found) == cleaned(text, step)
    assert [item.continues for item in found] == [False, *[True] * (len(found) - 1)][: len(found)]


@pytest.mark.parametrize(
    "step",
    [
        *("unicode", "control_characters", "whitespace", "punctuation", "special_characters", "lowercase", "width"),
        {"step": "unicode", "form": "NFKC"},
        *({"step": "chinese_script"}, {"step": "width", "direction": "full", "punctuation": True}),
        {"step": "length", "maximum": 9, "too_long": "cut"},
    ],
    ids=str,
)
@settings(max_examples=40)
@given(TEXTS)
def test_that_cleaning_what_is_clean_changes_nothing(step: str | dict[str, Any], text: str) -> None:
    once = cleaned(text, step)
    assert cleaned(once, step) == once


@settings(max_examples=40)
@given(TEXTS)
def test_that_without_tags_there_is_nothing_to_clean(text: str) -> None:
    # Where one tag stood within another, what is left of the outer one may be a tag, and stays.
    once = cleaned(text, step := {"step": "html", "entities": False})
    assert "<" in once or cleaned(once, step) == once


@pytest.mark.parametrize("step", [step for step in MANY if step != "html"], ids=str)
@settings(max_examples=20)
@given(TEXTS.filter(bool))
def test_that_no_more_characters_are_counted_than_there_were(step: str | dict[str, Any], text: str) -> None:
    made = cleaner(step)
    found = list(made.clean([Document(text, "a.txt", 1)]))
    [count] = made.cleaned().steps
    same = [item.text for item in found if isinstance(item, Document)] == [text]
    assert count.documents == 1
    assert (count.changed or count.removed) == (not same)
    assert count.characters <= max(len(text), 1)


def test_that_a_document_of_one_long_line_is_cut_between_words_and_in_constant_memory() -> None:
    words = "thé 词 " * (LONGEST_HELD // 3)
    step = make_step(check({"cleaning": {"steps": ["lowercase"]}}).cleaning.steps[0])
    document = Document("", "a.txt", 1)
    chunks = list(step.feed(Chunk(document, words.upper(), True, False)))
    assert [chunk.last for chunk in chunks] == [False]
    assert len(words) - len(chunks[0].text) < 10
    chunks += step.feed(Chunk(document, "END", False, True))
    assert "".join(chunk.text for chunk in chunks) == words + "end"


def test_that_a_long_document_waits_on_disk_for_its_verdict() -> None:
    pieces = [f"{letter}\n" * (IN_MEMORY // 5) for letter in "abcde"]
    assert "".join(item.text for item in in_pieces(pieces, "duplicates")) == "".join(pieces)
    twice = [*(Document(text, "a.txt", 1, continues=i > 0) for i, text in enumerate(pieces))]
    found = [item for item in cleaner("duplicates").clean([*twice, *twice]) if isinstance(item, Document)]
    assert len(found) == len(pieces)


def test_that_html_entities_mean_what_pythons_own_table_says() -> None:
    names = ["&eacute;", "&nbsp;", "&#8217;", "&#x4e2d;", "&hellip;", "&notit;", "&unknown;"]
    assert cleaned(" ".join(names), "html") == " ".join(map(html.unescape, names))


def test_that_stop_words_are_words_of_their_language() -> None:
    english, chinese = word_list("en"), word_list("zh")
    assert len(english) > 200
    assert len(chinese) > 300
    assert all(word.isascii() and word == word.lower() for word in english)
    assert all(unicodedata.name(letter).startswith("CJK UNIFIED") for word in chinese for letter in word)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not beside the project")
def test_that_a_chinese_novel_is_cleaned_as_its_letters_say() -> None:
    text = (SHARED / "zh-classics" / "红楼梦.txt").read_text(encoding="utf-8")[:60_000]
    traditional = cleaned(text, {"step": "chinese_script", "conversion": "s2t"})
    assert traditional != text
    back = cleaned(traditional, "chinese_script")
    assert sum(a == b for a, b in zip(back, text, strict=True)) / len(text) > 0.995
    bare = cleaned(text, "punctuation", "stop_words", "whitespace")
    assert len(bare) < 0.85 * len(text)
    assert not any(mark in bare for mark in "，。：“”《》")
    lines = [line for line in text.splitlines() if len(line) >= 20][:100]
    assert len(kept(lines, {"step": "language", "languages": "zh"})) == len(lines)
    assert len(kept([*lines, *lines], "near_duplicates")) == len(kept(lines, "near_duplicates")) <= len(lines)


def test_that_a_document_that_is_left_out_names_the_step_that_did_it() -> None:
    made = cleaner("lowercase", {"step": "length", "minimum": 3}, {"step": "pattern", "pattern": "x+"})
    found = list(made.clean([Document("Long", "a.txt", 1), Document("ab", "a.txt", 2), Document("XXX", "a.txt", 3)]))
    assert [item.step for item in found if isinstance(item, LeftOut)] == [1, -1]
    end = found[-1]
    assert isinstance(end, Cleaned)
    assert end.emptied == 1
    assert [str(notice.message) for notice in end.notices()] == [
        "Cleaning, step 1 (Lower case): 2 of 3 documents changed (4 characters).",
        "Cleaning, step 2 (Length): 1 of 3 documents left out (2 characters).",
        "Cleaning, step 3 (Own pattern): 1 of 2 documents changed (3 characters).",
        "Cleaning left nothing of 1 documents.",
    ]
