"""Texts in the user's language, and numbers as they are written there.

Widgets say ``self.tr("...")``. Texts that are described outside the window pass through here: the
labels and helps of settings (context ``settings``) and the sentences of the engine (context
``engine``). ``packaging/update_translations.py`` collects both kinds for translators.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from workbench import paths
from workbench.messages import translated

SETTINGS = "settings"
ENGINE = "engine"
_LANGUAGE = "language"
"""The application's property that tells the language in force."""
_MNEMONIC_BEHIND = re.compile(r"\s*\(&\w\)")
_BYTE_UNITS = ("B", "kB", "MB", "GB", "TB")
SCALES = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
"""Units of large numbers with their letters, the largest first."""


def languages() -> list[str]:
    """The languages there are: English, and one for each translation file."""
    found = (path.stem.removeprefix("workbench_") for path in _folder().glob("workbench_*.qm"))
    return ["en", *sorted(found)]


def best_language(wanted: list[str]) -> str:
    """The first of a user's languages that there is, if need be as another country speaks it.

    Qt alone would pass over English, which has no file, to the next language of the user's list.
    """
    known = languages()
    for name in wanted:
        similar = [code for code in known if _is_similar(QLocale(code), QLocale(name))]
        if similar:
            return QLocale(name).name() if QLocale(name).name() in similar else similar[0]
    return "en"


def language_name(language: str) -> str:
    """A language's name in that language: Deutsch, 简体中文."""
    if language == "en":
        return "English"  # Qt's name of it is that of one country
    name = QLocale(language).nativeLanguageName()
    return name[:1].upper() + name[1:]


def install_translators(app: QApplication, language: str = "system") -> list[QTranslator]:
    """Speak this language ("de", "pt_BR"), or the system's; English where there is no translation.

    Numbers are written as in a language that was chosen, else as the system is set. Returns the
    translators now in force: ours, and Qt's own for its dialogs.
    """
    if language != "system":
        QLocale.setDefault(QLocale(language))
    spoken = best_language(QLocale().uiLanguages())
    app.setProperty(_LANGUAGE, spoken)
    installed = []
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt_folder), ("workbench", str(_folder()))):
        translator = QTranslator(app)
        if translator.load(QLocale(spoken), name, "_", folder):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def language_in_force() -> str:
    """The language that the window speaks: one of `languages`."""
    app = QCoreApplication.instance()
    return str(app.property(_LANGUAGE) or "en") if app else "en"


def tr_setting(text: str) -> str:
    """A label, help, unit, choice or summary of a setting."""
    return QCoreApplication.translate(SETTINGS, text) if text else ""


def translate_engine(message: str) -> str:
    """A sentence from the engine: of an event, an error or a problem."""
    return translated(message, lambda text: QCoreApplication.translate(ENGINE, text)) if message else ""


def without_mnemonic(text: str) -> str:
    """A menu's text without the key to underline: of "&Open" or, as Chinese writes it, "打开(&O)"."""
    return _MNEMONIC_BEHIND.sub("", text).replace("&", "")


def number_locale() -> QLocale:
    """How numbers are written here; the bare "C" locale of a system without one counts as English."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale


def format_count(number: float) -> str:
    """A whole number with the language's thousands separators: 1,234,567."""
    return number_locale().toString(round(number))


def format_short(number: float) -> str:
    """A large number in three digits and a letter: 10.7 M."""
    for scale, letter in SCALES:
        if abs(number) >= 0.9995 * scale:
            return f"{_three_digits(number / scale)} {letter}"
    return format_count(number) if isinstance(number, int) else _three_digits(number)


def format_bytes(count: float) -> str:
    """An amount of memory or disk: 1.2 GB, in powers of 1000."""
    value, unit = float(count), 0
    while abs(value) >= 999.5 and unit < len(_BYTE_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    number = format_count(value) if unit == 0 else _three_digits(value)
    return f"{number} {_BYTE_UNITS[unit]}"


def format_duration(seconds: float) -> str:
    """A time span: 0:07, 12:34, 3:25:45, 2 d 03:25; a dash if it is not known."""
    if not math.isfinite(seconds) or seconds < 0:
        return "–:––"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return QCoreApplication.translate("i18n", "{days} d {hours}:{minutes}").format(
            days=format_count(days), hours=f"{hours:02}", minutes=f"{minutes:02}"
        )
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def format_loss(loss: float | None) -> str:
    """A loss or perplexity with four digits after the point, fewer as it grows; a dash for none."""
    if loss is None or math.isnan(loss):
        return "–"
    if math.isinf(loss):
        return "∞" if loss > 0 else "−∞"
    decimals = 4 if abs(loss) < 10 else 2 if abs(loss) < 1_000 else 0
    return number_locale().toString(float(loss), "f", decimals)


def format_number(number: float) -> str:
    """A setting's number as short as it can be read: 0.001, 3e-05 as 3e-5, 12,000."""
    if number == int(number) and abs(number) < 1e15:
        return format_count(number)
    mantissa, _, exponent = f"{number:.6g}".partition("e")
    mantissa = mantissa.replace(".", number_locale().decimalPoint())
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def _three_digits(value: float) -> str:
    decimals = 2 if abs(value) < 9.995 else 1 if abs(value) < 99.95 else 0
    return number_locale().toString(float(value), "f", decimals)


def _is_similar(one: QLocale, other: QLocale) -> bool:
    return one.language() == other.language() and one.script() == other.script()


def _folder() -> Path:
    return paths.resources() / "translations"
