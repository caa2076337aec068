"""What macOS is given, as far as it can be read on another system."""

from __future__ import annotations

import plistlib
from pathlib import Path


def test_that_the_rights_asked_for_are_those_that_python_and_torch_need(scripts: Path) -> None:
    rights = plistlib.loads((scripts / "macos" / "entitlements.plist").read_bytes())
    assert set(rights) == {
        "com.apple.security.cs.allow-jit",
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }
