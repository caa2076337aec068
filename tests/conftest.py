"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own, so that nothing touches the user's documents."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WORKBENCH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def shakespeare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real text file of about a megabyte: tinyshakespeare where it is at hand, else generated stories."""
    real = Path(__file__).resolve().parents[2] / "shared" / "data" / "tinyshakespeare" / "input.txt"
    if real.is_file():
        return real
    from workbench.data.source import load_source

    from workbench.config.sections import Data

    file = tmp_path_factory.mktemp("text") / "input.txt"
    file.write_text(load_source(Data(sample_characters=1_000_000)).text, encoding="utf-8")
    return file
