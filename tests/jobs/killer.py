"""Trains an experiment in a child that is killed again and again, at random instants; says how many kills it took.

usage: killer.py EXPERIMENT_FILE RUN_DIR KILLS

After each kill the run must open, and its newest checkpoint must load. Children are forked, so that
torch is imported once.
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
from workbench.runs.reading import read_history
from workbench.runs.summary import summarise


def child(experiment_file: Path, run_dir: Path, pipe: int) -> None:
    """Train, or go on, writing a byte for each event."""

    def emit(event: Event) -> None:
        os.write(pipe, b".")

    if run_dir.exists():
        resume(run_dir, emit, JobControl())
    else:
        train(load(experiment_file), emit, JobControl(), run_dir=run_dir)


def run_and_kill(experiment_file: Path, run_dir: Path, chance: random.Random) -> bool:
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
    # Not only right after an event: also within a write, a rename, a commit.
    moment = time.perf_counter() + chance.random() * 0.02
    while time.perf_counter() < moment:
        pass
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(read)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the child failed with {status}")
    return os.WIFSIGNALED(status)


def main() -> None:
    experiment_file, run_dir, wanted = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(1)
    kills = 0
    while kills < wanted:
        if not run_and_kill(experiment_file, run_dir, chance):
            break
        kills += 1
        if run_dir.exists():
            history, summary = read_history(run_dir), summarise(run_dir)
            if summary.state not in ("interrupted", "finished"):
                raise SystemExit(f"a killed run is {summary.state}")
            if history.steps.tolist() != list(range(1, len(history.steps) + 1)):
                raise SystemExit("the steps have a gap")
            load_checkpoint(RunFolder(run_dir), "latest", lambda message: sys.exit(message))
    sys.stdout.write(str(kills))


if __name__ == "__main__":
    main()
