"""How many steps does a checkpoint cost? The engine's against a mere copy, and against a save that training waits for.

    python -m tests.benchmarks.checkpoints [--rounds 5] [--layers 6] [--width 384] [--text FILE]

One real run. Every dozen steps it does, in turns, one of three things, and the time is taken:

* engine: `save_now`, as the run itself saves; the file is written while training goes on.
* copy: the weights and the optimizer's memory are copied to main memory, and forgotten.
* blocking: ``torch.save`` of the same tensors, flushed and synchronised to the disk.

Stall: until training goes on. In all: what the steps up to the next turn took longer than as many
steps of median length; for the engine, the writing behind training's back is in it. Both in steps.
"""

from __future__ import annotations

import argparse
import datetime
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from tests.benchmarks.setup import machine, parser, readme_experiment, wait_as_the_program_does
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.jobs.train import train
from workbench.runs.checkpoints import named_weights
from workbench.training.optimizer_state import collect
from workbench.training.trainer import Trainer

TURN = 12
"""Steps from one save to the next."""


def main() -> None:
    """Train, save in turns, and print a row for each way."""
    wait_as_the_program_does()
    arguments = parser(__doc__ or "")
    arguments.formatter_class = argparse.RawDescriptionHelpFormatter
    for name, default in {"rounds": 5, "layers": 6, "width": 384, "context": 64, "batch": 12}.items():
        arguments.add_argument(f"--{name}", type=int, default=default)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        turns = Turns(given.rounds, Path(folder) / "blocking.pt")
        control = JobControl()
        control.request(turns)
        train(experiment(given), lambda event: None, control, run_dir=Path(folder) / "run")
    report(given, turns)


def experiment(given: argparse.Namespace) -> Experiment:
    """A run that saves nothing by itself before it ends."""
    steps = TURN * (3 * given.rounds + 3)
    model = {"layers": given.layers, "width": given.width, "heads": 6 if given.width % 6 == 0 else 4}
    made = readme_experiment(given.text, steps=steps, **model)
    sizes = {"batch_size": given.batch, "context_length": given.context}
    rare = {"checkpoint_every": steps, "evaluate_every": steps, "evaluation_tokens": 4096}
    runtime = made.runtime.model_copy(update={"precision": "fp32", "compile": "off"})
    training = made.training.model_copy(update={**sizes, **rare})
    return made.model_copy(update={"training": training, "runtime": runtime})


class Turns:
    """Called between two steps: takes the time of the step, and in turns saves in one of the ways."""

    def __init__(self, rounds: int, file: Path) -> None:
        ways = {"engine": save_as_the_engine_does, "copy": copy_only, "blocking": lambda it: save_and_wait(it, file)}
        self._queue: list[tuple[str, Callable[[Trainer], None]]] = [*ways.items()] * rounds
        self._way = ""
        self._since = 0.0
        self.stalls: dict[str, list[float]] = {way: [] for way in ways}
        self.stretches: dict[str, list[float]] = {way: [] for way in ways}
        """Seconds from the beginning of each save to that of the next."""
        self.steps: list[float] = []
        self._last = 0.0
        self.bytes = 0

    def __call__(self, trainer: Trainer) -> None:
        now = time.perf_counter()
        if trainer.step > 1 and self._last:
            self.steps.append(now - self._last)
        if trainer.step and trainer.step % TURN == 0:
            self._take_turn(trainer, now)
        self._last = time.perf_counter()
        control = trainer._hooks.control
        control.request(self)
        if self._way == "" and not self._queue:
            control.stop()

    def _take_turn(self, trainer: Trainer, now: float) -> None:
        if self._way:
            self.stretches[self._way].append(now - self._since)
        self._way = ""
        if self._queue and trainer.step >= 2 * TURN:  # the first turn warms up
            self._way, save = self._queue.pop(0)
            self._since = time.perf_counter()
            save(trainer)
            self.stalls[self._way].append(time.perf_counter() - self._since)
            self.bytes = sum(tensor.nbytes for tensor in tensors(trainer).values())


def tensors(trainer: Trainer) -> dict[str, torch.Tensor]:
    """Everything large that a checkpoint holds, live."""
    return {**named_weights(trainer.model), **collect(trainer._updater.optimizer, trainer.model)}


def save_as_the_engine_does(trainer: Trainer) -> None:
    """What happens at every checkpoint of a run."""
    trainer.save_now()


def copy_only(trainer: Trainer) -> None:
    """The least that a save must do before training may change the tensors."""
    copies = {name: tensor.detach().to("cpu", copy=True) for name, tensor in tensors(trainer).items()}
    assert copies


def save_and_wait(trainer: Trainer, file: Path) -> None:
    """What most training scripts do, and the disk has it."""
    with file.open("wb") as opened:
        torch.save(tensors(trainer), opened)
        opened.flush()
        os.fsync(opened.fileno())


def report(given: argparse.Namespace, turns: Turns) -> None:
    """Medians, as steps and as ratios to the mere copy."""
    step = statistics.median(turns.steps)
    copy = statistics.median(turns.stalls["copy"])
    print(f"{machine()}, {datetime.date.today()}, {torch.get_num_threads()} threads, medians of {given.rounds} rounds")
    size = f"{given.layers} layers, width {given.width}, {given.batch} x {given.context} tokens"
    print(f"GPT of {size}: a step takes {step * 1e3:.0f} ms, a checkpoint has {turns.bytes / 1e6:,.0f} MB\n")
    print("| | stall | stall, steps | against the copy | in all, steps |")
    print("|---|---:|---:|---:|---:|")
    for way in turns.stalls:
        stall = statistics.median(turns.stalls[way])
        in_all = statistics.median(stretch - TURN * step for stretch in turns.stretches[way])
        row: list[Any] = [f"{stall * 1e3:.0f} ms", f"{stall / step:.2f}", f"{stall / copy:.2f}", f"{in_all / step:.2f}"]
        print(f"| {way} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
