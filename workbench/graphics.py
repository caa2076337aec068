"""Which graphics cards this computer has, asked of the system: also those that PyTorch cannot use. No torch."""

from __future__ import annotations

import sys
from pathlib import Path

_DEVICES = Path("/sys/bus/pci/devices")
_DISPLAY_CLASS = "0x03"
_MAKERS = {"0x10de": "NVIDIA", "0x1002": "AMD"}


def computing_cards(devices: Path = _DEVICES) -> tuple[str, ...]:
    """The makers ("NVIDIA", "AMD") of the cards found that other builds of PyTorch compute on."""
    if sys.platform == "win32":
        names = " ".join(_windows_adapters())
        found = {maker for maker in _MAKERS.values() if maker in names}
    elif sys.platform.startswith("linux"):
        found = set(_linux_makers(devices))
    else:
        found = set()
    return tuple(sorted(found, reverse=True))


def _linux_makers(devices: Path) -> list[str]:
    makers = []
    try:
        for device in devices.iterdir():
            kind = (device / "class").read_text(encoding="ascii")
            vendor = (device / "vendor").read_text(encoding="ascii").strip()
            if kind.startswith(_DISPLAY_CLASS) and vendor in _MAKERS:
                makers.append(_MAKERS[vendor])
    except OSError:  # a container without the bus: nothing to be found
        return makers
    return makers


def _windows_adapters() -> list[str]:
    """The names of the display adapters, as the system's settings show them."""
    import ctypes
    from ctypes import wintypes

    class Adapter(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("device", wintypes.WCHAR * 32),
            ("name", wintypes.WCHAR * 128),
            ("flags", wintypes.DWORD),
            ("id", wintypes.WCHAR * 128),
            ("key", wintypes.WCHAR * 128),
        )

    names, adapter, index = [], Adapter(), 0
    adapter.size = ctypes.sizeof(Adapter)
    while ctypes.windll.user32.EnumDisplayDevicesW(None, index, ctypes.byref(adapter), 0):  # type: ignore[attr-defined]
        names.append(adapter.name)
        index += 1
    return names
