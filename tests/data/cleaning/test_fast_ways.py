"""Steps that look at many characters at once give what the plain way gives, and a long text is never taken at once."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.cleaning.plainly import PLAINLY
from tests.data.cleaning.test_steps import MANY, SHARED, TEXTS, cleaned
from workbench.config.check import check
from workbench.data import languages
from workbench.data.cleaning.base import AT_ONCE, Chunk, TextStep
from workbench.data.cleaning.cleaner import make_step
from workbench.data.cleaning.counting import in_common
from workbench.data.cleaning.steps.special_characters import _EMOJI
from workbench.data.languages import language_model, languages_of
from workbench.data.readers.records import Document

SETTINGS: dict[str, dict[str, Any]] = {
    "width": {"katakana": False},
    "special_characters": {"symbols": True, "emoji": False},
}
ADDRESSES = ["HTTP://a.b", "https://", "xhttp://c.d", "www.", "Www.ä.ö/ü?", "ftp://e", "a@b.cd", "+", "00", "(555) "]
NUMBERS = ["13800138000", "010-12345678", "555-123-4567", "49 170 1234567", "1", "12345678", "a", "-", ".", " ", "\n"]
TEXTS_WITH_ADDRESSES = st.lists(st.sampled_from(ADDRESSES + NUMBERS), max_size=25).map("".join)
WORDS = ["the ", "The", "don't ", "don’t", "of", "cat ", "x\t", " ", "1", "_", "，", "我们", "的", "是花园", "é", "ß "]
TEXTS_OF_WORDS = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)


@pytest.mark.parametrize("name", [name for name in PLAINLY if name not in ("language", "special_characters")])
@settings(max_examples=150)
@given(st.one_of(TEXTS, st.text(max_size=40), TEXTS_WITH_ADDRESSES, TEXTS_OF_WORDS))
def test_that_a_step_gives_what_the_plain_way_gives(name: str, text: str) -> None:
    assert cleaned(text, {"step": name, **SETTINGS.get(name, {})}) == PLAINLY[name](text)


def test_that_symbols_are_those_of_the_unicode_data() -> None:
    emoji = {code for first, last in _EMOJI for code in range(first, last + 1)}
    text = "".join(chr(code) for code in range(0x20100) if code not in emoji)
    assert cleaned(text, {"step": "special_characters", "symbols": True}) == PLAINLY["special_characters"](text)


@pytest.mark.parametrize("step", [step for step in MANY if step != {"step": "pattern"}], ids=str)
@settings(max_examples=20)
@given(TEXTS, st.integers(1, 30))
def test_that_a_text_is_changed_the_same_in_small_parts_and_at_once(
    step: str | dict[str, Any], text: str, at_once: int
) -> None:
    made = make_step(check({"cleaning": {"steps": [step]}}).cleaning.steps[0])
    if isinstance(made, TextStep) and made.at_once == AT_ONCE:
        made.at_once = at_once
    found = "".join(chunk.text for chunk in made.feed(Chunk(Document(text, "a.txt", 1), text)))
    assert found == cleaned(text, step)


def test_that_no_step_takes_more_of_a_long_text_at_once_than_the_window_may_wait_for() -> None:
    text = "A line of words, with <b>tags</b> and https://a.bc/d in it.  \n" * 10_000
    for name in ("unicode", "whitespace", "html", "mask", "lowercase", "punctuation", "stop_words"):
        step = make_step(check({"cleaning": {"steps": [name]}}).cleaning.steps[0])
        assert isinstance(step, TextStep)
        taken: list[int] = []
        apply = step.apply

        def noted(part: str, document: Document, apply: Any = apply, taken: list[int] = taken) -> tuple[str, int]:
            taken.append(len(part))
            return apply(part, document)  # type: ignore[no-any-return]

        step.apply = noted  # type: ignore[method-assign]
        made = "".join(chunk.text for chunk in step.feed(Chunk(Document(text, "a.txt", 1), text)))
        assert sum(taken) == len(text)
        assert max(taken) <= AT_ONCE
        assert made == cleaned(text, name)


@given(TEXTS, TEXTS)
def test_that_what_two_texts_have_in_common_is_counted_alike_in_short_and_long_ones(before: str, after: str) -> None:
    assert in_common(before * 2_000, after * 2_000) == 2_000 * in_common(before, after)


@given(st.text(max_size=250), st.integers(1, 20))
def test_that_a_short_text_walked_through_singly_gives_the_very_same_shares(text: str, times: int) -> None:
    model = language_model()
    for some in (text, text * times, ("The cat sat on the mat. " * times)[: 9 * times]):
        singly = model.shares(some)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(languages, "_SHORT", 0)
            assert np.array_equal(model.shares(some), singly)


def test_that_languages_are_those_that_the_package_finds() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    package = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    chance = random.Random(3)
    texts = ["", "a", "Hello", "HELLO WORLD", "Σας ευχαριστώ", "此开卷第一回也", "これは日本語です", "\ud800x", "\x00"]
    texts += ["".join(map(chr, chance.choices(range(32, 0x3000), k=length))) for length in (5, 100, 999, 1_000, 3_000)]
    files = [SHARED / "zh-classics" / "红楼梦.txt", SHARED / "tinyshakespeare" / "input.txt"]
    for file in filter(Path.is_file, files):
        content = file.read_text(encoding="utf-8")
        texts += [content[start : start + 700] for start in range(0, 100_000, 9_973)]
    for text in texts:
        expected = dict(package.rank(text[:1_000].encode("utf-8", "replace").decode("utf-8")))
        assert languages_of(text) == pytest.approx(expected, abs=1e-3)
    assert language_model().shares("Hello world").sum() == pytest.approx(1)
