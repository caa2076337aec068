"""Imports after Qt as quick as before it."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import PySide6.QtCore  # noqa: F401  (brings the part of PySide that is spoken to below)


def spare_sources() -> None:
    """Keep PySide from reading the source of whatever is imported from now on: of all of torch, for one.

    It does so to learn whether a module may ask for PySide's snake_case names; none here does. What it reads it
    also keeps (`linecache`): for torch and the engine 45 MB, and a tenth of the time that their import takes.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _asks_for_nothing


def _asks_for_nothing(module: ModuleType) -> bool:
    return False
