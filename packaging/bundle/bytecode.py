"""The bytecode of modules whose source is in the bundle, where Python looks for it.

PyInstaller puts ``module.pyc`` beside ``module.py``, and Python then takes the source: it would compile two thousand
modules at every start, since an installed program must not write into its own folder.

Run in the environment of the build: ``python packaging/bundle/bytecode.py BUNDLE``.
"""

from __future__ import annotations

import compileall
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path
from py_compile import PycInvalidationMode


def move(bundle: Path) -> None:
    """Compile every source for good (its date is not looked at), and remove what lies beside it."""
    sources = list(bundle.rglob("*.py"))
    for source in sources:
        source.with_suffix(".pyc").unlink(missing_ok=True)
    unchecked = PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(bundle, quiet=2, stripdir=bundle, invalidation_mode=unchecked, workers=os.cpu_count() or 1)
    print(f"bytecode: of {len(sources)} modules with source, {len(missing(bundle))} cannot be compiled")


def missing(bundle: Path) -> list[Path]:
    """The sources that are compiled whenever they are imported."""
    return [source for source in bundle.rglob("*.py") if not Path(cache_from_source(str(source))).is_file()]


if __name__ == "__main__":
    move(Path(sys.argv[1]))
