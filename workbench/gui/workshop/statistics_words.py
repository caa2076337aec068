"""What was found in the data, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from workbench.data.characters import CharacterClass
from workbench.data.overview import Overview
from workbench.data.splitting import PartName
from workbench.gui.i18n import format_count, format_short

_MOST_LANGUAGES = 6


def class_names() -> dict[CharacterClass, str]:
    """The classes of characters, as they are called."""
    return {
        "letters": _tr("Letters"),
        "han": _tr("Chinese characters"),
        "digits": _tr("Digits"),
        "punctuation": _tr("Punctuation"),
        "symbols": _tr("Symbols"),
        "white_space": _tr("White space"),
        "other": _tr("Others"),
    }


def part_names() -> dict[PartName, str]:
    """The parts of a text, as they are called."""
    return {"train": _tr("Training"), "val": _tr("Validation"), "test": _tr("Test")}


def language_names() -> dict[str, str]:
    """The languages met most often, by their codes; Qt knows the names of the others, in English alone."""
    return {
        "ar": _tr("Arabic"),
        "zh": _tr("Chinese"),
        "nl": _tr("Dutch"),
        "en": _tr("English"),
        "fr": _tr("French"),
        "de": _tr("German"),
        "hi": _tr("Hindi"),
        "it": _tr("Italian"),
        "ja": _tr("Japanese"),
        "ko": _tr("Korean"),
        "la": _tr("Latin"),
        "pl": _tr("Polish"),
        "pt": _tr("Portuguese"),
        "ru": _tr("Russian"),
        "es": _tr("Spanish"),
        "tr": _tr("Turkish"),
        "uk": _tr("Ukrainian"),
        "vi": _tr("Vietnamese"),
    }


def language_shares(languages: Mapping[str, float]) -> list[tuple[str, float]]:
    """The commonest languages by name; the others together."""
    known = language_names()
    named = [(known.get(code) or _language(code), share) for code, share in languages.items()]
    if len(named) <= _MOST_LANGUAGES:
        return named
    rest = sum(share for _, share in named[_MOST_LANGUAGES - 1 :])
    return [*named[: _MOST_LANGUAGES - 1], (_tr("Others"), rest)]


def copies_in_words(overview: Overview) -> str:
    """How many copies there are, and in how much of the text they were looked for."""
    share = format_short(100 * overview.copies / max(1, overview.units))
    near = format_short(100 * overview.near_copies / max(1, overview.near_units))
    count, units = format_count(overview.copies), format_count(overview.units)
    near_count, near_units = format_count(overview.near_copies), format_count(overview.near_units)
    if overview.lines:
        exact = _tr("{count} of {units} lines ({share} %) occurred before.")
        similar = _tr("{count} of {units} lines ({share} %) are nearly like an earlier one.")
    else:
        exact = _tr("{count} of {units} documents ({share} %) occurred before.")
        similar = _tr("{count} of {units} documents ({share} %) are nearly like an earlier one.")
    sentences = [
        exact.format(count=count, units=units, share=share),
        similar.format(count=near_count, units=near_units, share=near),
    ]
    if overview.every > 1:
        text = _tr("Looked at: one part in {every}, spread evenly over the text.")
        sentences.append(text.format(every=format_count(overview.every)))
    elif not overview.whole:
        text = _tr("Looked at: the first {count} characters.")
        sentences.append(text.format(count=format_count(overview.characters)))
    return " ".join(sentences)


def _language(code: str) -> str:
    language = QLocale.codeToLanguage(code)
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def _tr(text: str) -> str:
    return QCoreApplication.translate("workshop", text)
