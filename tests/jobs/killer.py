"""Trains an experiment in a child that is killed again and again, at random instants; says how many kills it took,
and how many of them came in the middle of a save.

usage: python -m tests.jobs.killer WHOLE_RUN RUN_DIR KILLS

WHOLE_RUN is the same experiment, trained in peace. After each kill the run must open, what it
recorded must be the beginning of what the whole run did, and its newest checkpoint must load and
be no further than the record. Every third kill waits for a checkpoint that is being written.
Children are forked, so that torch is imported once.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import torch._dynamo  # noqa: F401  (the first optimizer imports it, which each child would do again)

from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.events import Event
from workbench.jobs.train import resume, train
from workbench.runs.checkpoints import load_checkpoint
from workbench.runs.folder import RunFolder
from workbench.runs.reading import History, read_history
from workbench.runs.summary import summarise


def child(experiment_file: Path, run_dir: Path, pipe: int) -> None:
    """Train, or go on, writing a byte for each event."""

    def emit(event: Event) -> None:
        os.write(pipe, b".")

    if run_dir.exists():
        resume(run_dir, emit, JobControl())
    else:
        train(load(experiment_file), emit, JobControl(), run_dir=run_dir)


def run_and_kill(experiment_file: Path, run_dir: Path, chance: random.Random, in_a_save: bool) -> bool:
    """One child; True if it was killed, False if it was done before."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        child(experiment_file, run_dir, write)
        os._exit(0)
    os.close(write)
    for _ in range(chance.randrange(2, 24)):
        if not os.read(read, 1):
            break
    if in_a_save:
        wait_for_a_save(run_dir, pid)
    # Not only right after an event: also within a write, a rename, a commit.
    moment = time.perf_counter() + chance.random() * (0.002 if in_a_save else 0.02)
    while time.perf_counter() < moment:
        pass
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(read)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the child failed with {status}")
    return os.WIFSIGNALED(status)


def half_saves(run_dir: Path) -> list[Path]:
    """What is being written under a temporary name."""
    return list((run_dir / "checkpoints").glob(".tmp-*"))


def wait_for_a_save(run_dir: Path, pid: int) -> None:
    """Return once a checkpoint is being written, or the child is done; what the last kill left does not count."""
    before = set(half_saves(run_dir))
    while not set(half_saves(run_dir)) - before:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return


def check(run_dir: Path, truth: History) -> None:
    """Raise SystemExit unless what a killed process left is good."""
    history, summary = read_history(run_dir), summarise(run_dir)
    if summary.state not in ("interrupted", "finished"):
        raise SystemExit(f"a killed run is {summary.state}")
    for names in (
        ("steps", "losses", "learning_rates", "gradient_norms"),
        ("eval_steps", "train_losses", "val_losses"),
    ):
        for name in names:
            told, true = getattr(history, name).tolist(), getattr(truth, name).tolist()
            if told != true[: len(told)]:
                raise SystemExit(f"{name} are no beginning of the truth")
    checkpoint = load_checkpoint(RunFolder(run_dir), "latest", lambda message: sys.exit(message))
    if checkpoint is not None and checkpoint.info.step > len(history.steps):
        raise SystemExit("a checkpoint is further than the record")


def main() -> None:
    whole, run_dir, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    experiment_file, truth = RunFolder(whole).experiment_file, read_history(whole)
    chance = random.Random(1)
    kills = in_saves = 0
    while kills < wanted:
        if not run_and_kill(experiment_file, run_dir, chance, in_a_save=kills % 3 == 1 and run_dir.exists()):
            break
        kills += 1
        in_saves += bool(half_saves(run_dir))
        if run_dir.exists():
            check(run_dir, truth)
    sys.stdout.write(f"{kills} {in_saves}")


if __name__ == "__main__":
    main()
