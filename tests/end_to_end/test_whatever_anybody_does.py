"""Random use of the real window: nothing fails that was not caught, and every run that came of it is exact."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.end_to_end.anybody import Anybody
from tests.windows import close_window, open_window
from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.errors import WorkbenchError
from workbench.events import Difference, Event
from workbench.jobs.verify import verify
from workbench.runs.folder import RunFolder
from workbench.runs.reading import read_history

Tiny = Callable[..., Experiment]
STORY = "Once there was a little cat. It wanted a red hat.\n" * 400


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    """Texts of several kinds, one of which is none."""
    folder = tmp_path / "texts"
    folder.mkdir()
    rows = [json.dumps({"text": line, "kind": number % 3}) for number, line in enumerate(STORY.splitlines())]
    contents = {
        "story.txt": STORY.encode(),
        "novel.txt": ("甲士隐梦幻识通灵，贾雨村风尘怀闺秀。\n" * 200).encode(),
        "rows.jsonl": "\n".join(rows).encode(),
        "page.html": b"<html><body><p>" + STORY.replace("\n", "<br>").encode() + b"</body></html>",
        "noise.txt": bytes(range(256)) * 20,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


@pytest.fixture
def experiments(tmp_path: Path, tiny: Tiny, texts: list[Path]) -> list[Path]:
    """Short ones, one of each architecture."""
    files = []
    for number, architecture in enumerate(("gpt", "lstm", "gru", "rnn", "mlp")):
        experiment = tiny(
            data={"source": str(texts[number % 4])},
            model={"architecture": architecture, "layers": 1 + number % 2, "dropout": 0.2 * (number % 2)},
            training={"steps": (10, 60, 300)[number % 3], "checkpoint_every": 7, "ema_decay": 0.9 * (number % 2)},
        )
        files.append(tmp_path / f"{architecture}.yaml")
        save(experiment, files[-1])
    return files


def use_a_window(qtbot: QtBot, seed: int, actions: int, texts: list[Path], experiments: list[Path]) -> None:
    window = open_window(qtbot)
    try:
        user = Anybody(window, seed, texts, experiments)
        user.begin()
        qtbot.waitUntil(lambda: len(user.done) >= actions, timeout=1_000 * actions)
        user.resting = True
    finally:
        close_window(window)


def not_in_words(records: list[logging.LogRecord]) -> list[str]:
    """What was logged as a warning or worse, but for jobs that said in words why they could not be done."""
    warnings = (record for record in records if record.levelno >= logging.WARNING)
    errors = ((record.getMessage(), record.exc_info and record.exc_info[1]) for record in warnings)
    return [f"{message} {error}" for message, error in errors if not isinstance(error, WorkbenchError)]


@pytest.mark.parametrize(
    ("seed", "actions"),
    [(1, 150), *(pytest.param(seed, 1_500, marks=pytest.mark.long) for seed in range(2, 12))],
)
def test_that_whatever_anybody_does_nothing_breaks_and_every_run_is_exact(
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    texts: list[Path],
    experiments: list[Path],
    seed: int,
    actions: int,
) -> None:
    caplog.set_level(logging.INFO, "tests")
    use_a_window(qtbot, seed, actions, texts, experiments)
    assert not_in_words(caplog.records) == []
    runs = [RunFolder(path) for path in sorted(paths.runs().iterdir())]
    trained = [run for run in runs if len(read_history(run.path).steps)]
    assert trained
    for run in trained:
        told: list[Event] = []
        found = verify(run.path, told.append, JobControl())
        assert (found.identical, [event for event in told if isinstance(event, Difference)]) == (True, [])
