"""A terminal for each test, and one finished run that tests may read but not change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A fresh folder with a fresh workspace."""
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal in which the tiny experiment was trained as the run ``trained``, to be read only."""
    terminal = Terminal(tmp_path_factory.mktemp("trained"))
    events = terminal.events("train", terminal.write(), "--run-dir", terminal.home / "runs" / "trained")
    (terminal.folder / "events").write_text("\n".join(event["type"] for event in events), encoding="utf-8")
    return terminal
