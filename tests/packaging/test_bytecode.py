"""The modules of the bundle whose source is there: compiled when it is built, not when it is started."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from pathlib import Path

CODE = "import package.module as m; print(m.__spec__.has_location, m.answer, m.where.__code__.co_filename)"


def test_that_sources_are_not_compiled_at_the_start(tmp_path: Path) -> None:
    from bundle.bytecode import missing, move

    source = tmp_path / "package" / "module.py"
    source.parent.mkdir()
    source.write_text("answer = 42\ndef where(): pass\n")
    (source.parent / "__init__.py").write_text("")
    py_compile.compile(str(source), cfile=str(source.with_suffix(".pyc")))
    assert missing(tmp_path)

    move(tmp_path)

    assert missing(tmp_path) == []
    assert not source.with_suffix(".pyc").exists()
    os.utime(source, (1, 1))  # an installer gives files a date of its own
    told = subprocess.run([sys.executable, "-v", "-c", CODE], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.split()[:2] == ["True", "42"]
    assert "matches" in told.stderr.partition("module.cpython")[2]
    assert not any("code object from" in line and str(source) in line for line in told.stderr.splitlines())
