"""Texts in the user's language, and numbers as they are written there.

Widgets say ``self.tr("...")``. Texts that are described outside the window pass through here: the
labels and helps of settings (context ``settings``) and the sentences of the engine (context
``engine``). ``packaging/update_translations.py`` collects both kinds for translators.
"""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from workbench import paths
from workbench.messages import translated

SETTINGS = "settings"
ENGINE = "engine"
_BYTE_UNITS = ("B", "kB", "MB", "GB", "TB")
_SCALES = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def languages() -> list[str]:
    """The languages there are: English, and one for each translation file."""
    found = (path.stem.removeprefix("workbench_") for path in _folder().glob("workbench_*.qm"))
    return ["en", *sorted(found)]


def install_translators(app: QApplication, language: str = "system") -> list[QTranslator]:
    """Speak this language ("de", "pt_BR"), or the system's; English where there is no translation.

    Returns the translators now in force: ours, and Qt's own for its dialogs.
    """
    locale = QLocale() if language == "system" else QLocale(language)
    if language != "system":
        QLocale.setDefault(locale)
    installed = []
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt_folder), ("workbench", str(_folder()))):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def tr_setting(text: str) -> str:
    """A label, help, unit, choice or summary of a setting."""
    return QCoreApplication.translate(SETTINGS, text) if text else ""


def translate_engine(message: str) -> str:
    """A sentence from the engine: of an event, an error or a problem."""
    return translated(message, lambda text: QCoreApplication.translate(ENGINE, text)) if message else ""


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
    for scale, letter in _SCALES:
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


def _folder() -> Path:
    return paths.resources() / "translations"
