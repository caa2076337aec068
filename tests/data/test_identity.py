"""What a prepared text is known by."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.data import identity
from workbench.data.identity import FileHashes, identify_text

READERS = ("pypdf", "lxml", "pyarrow", "charset-normalizer")


@pytest.fixture
def forgetful() -> Iterator[None]:
    """The program's own part of the key is found anew, before and after."""
    identity._program.cache_clear()
    yield
    identity._program.cache_clear()


@pytest.mark.parametrize("package", [*READERS, "tokenizers", "opencc"])
@pytest.mark.usefixtures("forgetful")
def test_that_a_text_read_by_another_version_of_a_package_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    experiment = Experiment(data=Data(source=str(tmp_path / "a.txt")))

    def key() -> str:
        found = identify_text(experiment, FileHashes(tmp_path / "hashes.db"), lambda: False)
        assert found is not None
        return found.key

    before, version = key(), importlib.metadata.version
    assert key() == before
    identity._program.cache_clear()
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "9" if name == package else version(name))
    assert key() != before
