"""``workbench cache``: prepared texts, their limit, what trials found, and how each is removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.terminal import Terminal
from workbench.training.trial_answers import add_answer


def told(terminal: Terminal, *arguments: str) -> dict[str, Any]:
    result = terminal.run("cache", *arguments, "--json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def size_on_disk(folder: Path) -> int:
    return sum(file.stat().st_size for kind in ("texts", "tokens") for file in (folder / kind).rglob("*/*"))


def test_that_it_tells_the_room_that_prepared_texts_take_and_gives_it_back(terminal: Terminal) -> None:
    empty = told(terminal)
    assert (empty["bytes"], empty["limit"], empty["freed"]) == (0, 10_000_000_000, 0)
    assert terminal.run("prepare", terminal.write()).returncode == 0
    full = told(terminal)
    assert full["bytes"] == size_on_disk(Path(full["folder"])) > 20_000
    in_words = terminal.run("cache").stdout
    assert f"{full['bytes'] / 1e6:,.1f} MB of at most 10,000 MB." in in_words
    assert told(terminal, "--clear") == {**full, "bytes": 0, "freed": full["bytes"]}
    assert not size_on_disk(Path(full["folder"]))
    assert "Removed 0.0 MB." in terminal.run("cache", "--clear").stdout


def test_that_a_limit_is_kept_to_at_once_and_remembered(terminal: Terminal) -> None:
    assert terminal.run("prepare", terminal.write()).returncode == 0
    limited = told(terminal, "--limit", "0.00001")
    assert limited["limit"] == 10_000
    assert limited["bytes"] <= 10_000
    assert told(terminal)["limit"] == 10_000
    refused = terminal.run("cache", "--limit", "-1")
    assert refused.returncode == 2
    assert told(terminal)["limit"] == 10_000


def test_that_what_trials_found_is_counted_and_forgotten_on_request_alone(terminal: Terminal) -> None:
    assert told(terminal)["trials"] == 0
    file = terminal.home / "cache" / "tuning.json"
    for experiment in ("one", "two"):
        add_answer(file, experiment, "bf16", {"taken": True, "why": "speed", "gain": 1.5})
    assert told(terminal, "--clear")["trials"] == 2
    assert "What trials of settings found is remembered for 2 experiments." in terminal.run("cache").stdout
    forgotten = told(terminal, "--forget-trials")
    assert (forgotten["trials"], forgotten["trials_forgotten"]) == (0, 2)
    assert not file.exists()
    again = terminal.run("cache", "--forget-trials")
    assert again.returncode == 0
    assert "Forgot what trials of settings found for 0 experiments." in again.stdout
