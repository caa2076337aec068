"""``new``, ``check``, ``--help`` and ``--version``: quick, and in words."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.cli.terminal import Terminal
from workbench import __version__
from workbench.config.presets import load_preset
from workbench.config.yaml_io import load


def test_that_help_names_every_command_and_needs_neither_torch_nor_qt(terminal: Terminal) -> None:
    result = terminal.run("--help")
    assert result.returncode == 0
    for command in ("new", "check", "train", "resume", "evaluate", "generate", "runs", "update-check", "self-test"):
        assert f"\n  {command} " in result.stdout


def test_that_the_version_is_told(terminal: Terminal) -> None:
    assert __version__ in terminal.run("--version").stdout


def test_that_new_writes_a_preset_that_check_finds_fine(terminal: Terminal) -> None:
    assert terminal.run("new", "nanogpt-cpu", "-o", "mine.yaml").returncode == 0
    assert load(terminal.folder / "mine.yaml") == load_preset("nanogpt-cpu")
    result = terminal.run("check", "mine.yaml")
    assert (result.returncode, result.stderr) == (0, "")
    assert "mine.yaml is fine" in result.stdout


def test_that_new_does_not_replace_a_file_unasked(terminal: Terminal) -> None:
    file = terminal.write("name: precious")
    result = terminal.run("new")
    assert result.returncode == 2
    assert "already exists" in result.stderr
    assert file.read_text(encoding="utf-8") == "name: precious"
    assert terminal.run("new", "--force").returncode == 0
    assert load(file).name == "first minute"


def test_that_new_can_write_to_a_pipe(terminal: Terminal) -> None:
    assert yaml.safe_load(terminal.run("new", "words-bpe", "-o", "-").stdout)["tokenizer"]["kind"] == "bpe"


def test_that_an_unknown_preset_is_answered_with_those_there_are(terminal: Terminal) -> None:
    result = terminal.run("new", "nanogtp")
    assert result.returncode == 2
    assert "nanogpt-cpu" in result.stderr
    assert list(terminal.folder.glob("*.yaml")) == []


def test_that_check_lists_all_problems_with_their_fields(terminal: Terminal) -> None:
    file = terminal.write(
        "modle: {}\n"
        "data: {source: nowhere.txt}\n"
        "model: {layers: many, heads: 3}\n"
        "schedule: {warmup_steps: 5000}\n"
        "training: {steps: 2000, batch_size: 0, evaluate_evry: 5}\n"
    )
    result = terminal.run("check", file)
    assert result.returncode == 2
    assert result.stdout == ""
    for field in ("modle", "data.source", "model.layers", "training.batch_size", "training.evaluate_evry"):
        assert f"\n{field}: " in result.stderr
    assert "did you mean evaluate_every?" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "nowhere.yaml"), "There is no file nowhere.yaml"),
        (("train", "nowhere.yaml"), "There is no file nowhere.yaml"),
        (("check", "."), "is a folder"),
        (("resume", "nowhere"), "not a run"),
        (("evaluate", "nowhere"), "not a run"),
        (("generate", "nowhere", "--prompt", "x"), "not a run"),
        (("nonsense",), "No such command"),
        (("train",), "Missing argument"),
    ],
)
def test_that_bad_input_is_said_in_words_with_exit_code_2(
    terminal: Terminal, arguments: tuple[str, ...], words: str
) -> None:
    result = terminal.run(*arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_that_a_tag_in_an_experiment_is_refused_and_runs_nothing(terminal: Terminal) -> None:
    file = terminal.write("name: !!python/object/apply:os.mkdir [trace]")
    result = terminal.run("train", file)
    assert result.returncode == 2
    assert "line 1, column 7" in result.stderr
    assert not (terminal.folder / "trace").exists()


def test_that_set_problems_name_their_fields(terminal: Terminal) -> None:
    options: list[Any] = ["--set", "training.batch_size=0", "--set", "model.architecture=lstmm"]
    result = terminal.run("train", terminal.write(), *options)
    assert result.returncode == 2
    assert "training.batch_size: must be at least 1" in result.stderr
    assert "model.architecture: 'lstmm' is unknown" in result.stderr
