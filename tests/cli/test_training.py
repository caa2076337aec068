"""``train``, ``resume``, ``evaluate``, ``generate`` and ``runs`` as a person or a script uses them."""

from __future__ import annotations

import json
import math
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.cli.terminal import TIMEOUT, Terminal, of_type, parse
from workbench.runs.summary import summarise

ENDLESS = ("--set", "training.steps=100000", "--set", "training.evaluate_every=100000")


def wait_for_steps(process: subprocess.Popen[str]) -> None:
    """Read events until training is under way."""
    assert process.stdout is not None
    assert any(json.loads(line)["type"] == "steps" for line in process.stdout)


def test_that_json_tells_the_whole_story_in_order(trained: Terminal) -> None:
    kinds = (trained.folder / "events").read_text(encoding="utf-8").split()
    for earlier, later in [("data", "run"), ("run", "steps"), ("steps", "checkpoint"), ("checkpoint", "end")]:
        assert kinds.index(earlier) < kinds.index(later)
    assert kinds[-1] == "done"


def test_that_evaluations_and_progress_carry_what_scripts_read(terminal: Terminal) -> None:
    events = terminal.events("train", terminal.write(), "--set", "model.architecture=lstm", "--set", "name=changed")
    last = of_type(events, "evaluation")[-1]
    assert {"step", "train_loss", "val_loss", "perplexity"} <= last.keys()
    assert last["step"] == 12
    assert last["perplexity"] == pytest.approx(math.exp(last["val_loss"]))
    assert {"step", "loss", "learning_rate", "tokens_per_second"} <= of_type(events, "progress")[-1].keys()
    steps = of_type(events, "steps")
    assert sum(len(event["losses"]) for event in steps) == 12
    run = of_type(events, "run")[0]
    assert (run["name"], run["architecture"]) == ("changed", "lstm")
    assert run["run_dir"].startswith(str(terminal.home))


def test_that_evaluate_measures_the_whole_validation_text(trained: Terminal) -> None:
    found = of_type(trained.events("evaluate", "trained"), "evaluation")[-1]
    assert found["whole"]
    assert found["perplexity"] == pytest.approx(math.exp(found["val_loss"]))


def test_that_evaluate_takes_another_text_and_says_its_measures(trained: Terminal) -> None:
    (trained.folder / "other.txt").write_text("Once there was a little cat. " * 40, encoding="utf-8")
    result = trained.run("evaluate", "trained", "--data", "other.txt")
    assert (result.returncode, result.stderr) == (0, "")
    for word in ("val loss", "perplexity", "bits/byte", f"{29 * 40 - 1:,} tokens"):
        assert word in result.stdout


def test_that_generate_writes_the_prompt_and_the_same_text_for_the_same_seed(trained: Terminal) -> None:
    options = ("generate", "trained", "--prompt", "Once", "--max-tokens", "30", "--temperature", "1.5")
    first, again = trained.run(*options, "--seed", "3"), trained.run(*options, "--seed", "3")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Once")
    assert len(first.stdout) == len("Once") + 30 + 1
    assert first.stdout == again.stdout


def test_that_verify_says_identical_with_exit_code_0(trained: Terminal) -> None:
    result = trained.run("verify", "trained")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("Identical, bit for bit: 12 steps, 4 evaluations and ")
    found = of_type(trained.events("verify", "trained", "--from", "7", "--steps", "3"), "verified")[0]
    assert (found["identical"], found["first_step"], found["last_step"]) == (True, 6, 10)


def test_that_verify_names_what_differs_with_exit_code_1(trained: Terminal, terminal: Terminal) -> None:
    run = shutil.copytree(trained.home / "runs" / "trained", terminal.folder / "changed")
    with closing(sqlite3.connect(run / "run.db")) as connection, connection:
        connection.execute("UPDATE evaluations SET train_loss = 1.5 WHERE step = 6")
    result = terminal.run("verify", "changed")
    assert (result.returncode, result.stderr) == (1, "")
    assert "Different at step 6: train loss of the evaluation, recorded 1.5, replayed " in result.stdout
    told = parse(terminal.run("verify", "changed", "--json").stdout)
    assert of_type(told, "difference")[0]["name"] == "train_loss"
    assert not of_type(told, "verified")[0]["identical"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("nowhere",), "not a run"),
        (("trained", "--from", "12"), "none comes after"),
        (("trained", "--steps", "0"), "--steps"),
    ],
)
def test_that_verify_refuses_what_cannot_be_replayed(trained: Terminal, options: tuple[str, ...], words: str) -> None:
    result = trained.run("verify", *options)
    assert result.returncode == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--temperature", "-1"), "sampling.temperature"),
        (("--top-p", "3", "--max-tokens", "0"), "sampling.top_p"),
        (("--prompt", "日本"), "日"),
        (("--checkpoint", "first"), "best, latest"),
        (("--max-tokens", "many"), "--max-tokens"),
    ],
)
def test_that_generate_refuses_what_cannot_be_sampled(trained: Terminal, options: tuple[str, ...], words: str) -> None:
    result = trained.run("generate", "trained", *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_that_runs_lists_the_workspace(trained: Terminal, terminal: Terminal) -> None:
    listed = parse(trained.run("runs", "--json").stdout)
    assert [(run["name"], run["state"], run["step"]) for run in listed] == [("tiny", "finished", 12)]
    assert "finished" in trained.run("runs").stdout
    assert terminal.run("runs", "--json").stdout == ""
    assert "no runs" in terminal.run("runs").stdout


def test_that_plain_output_is_calm_and_says_where_the_run_is(terminal: Terminal) -> None:
    result = terminal.run("train", terminal.write())
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert len(set(lines)) > len(lines) - 3
    assert any(line.startswith("Finished at step 12") for line in lines)
    assert lines[-1].startswith(f"The run is in {terminal.home}")


def test_that_a_finished_run_is_only_continued_with_more_steps(trained: Terminal) -> None:
    refused = trained.run("resume", "trained")
    assert refused.returncode == 1
    assert "larger number of steps" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals between processes")
def test_that_ctrl_c_stops_cleanly_and_resume_goes_on_from_there(terminal: Terminal) -> None:
    process = terminal.start("train", terminal.write(), "--run-dir", "run", "--json", *ENDLESS)
    wait_for_steps(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, err
    events = parse(out)
    end = of_type(events, "end")[0]
    assert end["state"] == "stopped"
    assert of_type(events, "checkpoint")[-1]["step"] == end["step"]
    assert summarise(terminal.folder / "run").state == "stopped"
    more = terminal.events("resume", "run", "--steps", str(end["step"] + 3))
    assert of_type(more, "steps")[0]["first_step"] == end["step"] + 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows reports a closed pipe otherwise")
def test_that_training_stops_cleanly_when_nobody_reads_any_more(terminal: Terminal) -> None:
    process = terminal.start("train", terminal.write(), "--run-dir", "run", "--json", *ENDLESS)
    assert process.stdout is not None
    assert process.stderr is not None
    wait_for_steps(process)
    process.stdout.close()
    assert process.wait(timeout=TIMEOUT) == 0
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    assert summarise(terminal.folder / "run").state == "stopped"


def test_that_without_a_display_the_main_job_is_done_in_the_terminal(terminal: Terminal) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a display here")
    result = terminal.run(terminal.write())
    assert result.returncode == 0, result.stderr
    assert "There is no display here" in result.stdout
    assert "Finished at step 12" in result.stdout
    assert "What the model writes after training" in result.stdout


def test_that_bad_data_fails_with_exit_code_2_and_leaves_no_run(terminal: Terminal) -> None:
    (terminal.folder / "empty.txt").write_bytes(b"")
    result = terminal.run("train", terminal.write(), "--set", "data.source=empty.txt", "--json")
    failed = parse(result.stdout)[-1]
    assert (result.returncode, failed["type"], failed["exit_code"]) == (2, "failed", 2)
    assert "empty" in failed["message"]
    assert failed["message"] in result.stderr
    assert terminal.run("runs", "--json").stdout == ""


def test_that_a_run_folder_that_is_taken_is_not_touched(terminal: Terminal) -> None:
    (terminal.folder / "full").mkdir()
    (terminal.folder / "full" / "precious").write_text("kept", encoding="utf-8")
    result = terminal.run("train", terminal.write(), "--run-dir", "full")
    assert result.returncode == 1
    assert "not empty" in result.stderr
    assert [file.name for file in (terminal.folder / "full").iterdir()] == ["precious"]
