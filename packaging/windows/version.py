"""The version resource that Explorer shows of the programs, in the form that PyInstaller reads."""

from __future__ import annotations

import re

from product import Product


def version_resource(about: Product) -> str:
    """The text of a VSVersionInfo."""
    numbers = [int(part) for part in re.findall(r"\d+", about.version)][:4]
    four = tuple(numbers + [0] * (4 - len(numbers)))
    texts = {
        "CompanyName": about.name,
        "FileDescription": about.summary,
        "FileVersion": about.version,
        "InternalName": about.id,
        "OriginalFilename": f"{about.id}.exe",
        "ProductName": about.name,
        "ProductVersion": about.version,
    }
    lines = ",\n".join(f"        StringStruct({name!r}, {text!r})" for name, text in texts.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004,\n"
        "    fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        "    StringFileInfo([StringTable('040904B0', [\n"
        f"{lines}\n"
        "    ])]),\n"
        "    VarFileInfo([VarStruct('Translation', [1033, 1200])])\n"
        "  ]\n"
        ")\n"
    )
