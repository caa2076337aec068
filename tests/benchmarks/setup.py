"""What the benchmarks share: the text, the experiment of the README, and the machine's name."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path
from typing import Any

from workbench.config.check import check
from workbench.config.experiment import Experiment

DEFAULT_TEXT = Path(__file__).resolve().parents[3] / "shared" / "data" / "tinyshakespeare" / "input.txt"


def wait_as_the_program_does() -> None:
    """Begin this process anew with the waiting that `workbench.__main__` sets, unless it was chosen already.

    OpenMP reads the variable when torch is imported, and children inherit it: call this first.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def parser(description: str) -> argparse.ArgumentParser:
    """Arguments that every benchmark takes."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--text", type=Path, default=DEFAULT_TEXT, help="the text to learn (tinyshakespeare)")
    return made


def readme_experiment(text: Path, architecture: str = "gpt", steps: int = 2_000, **model: Any) -> Experiment:
    """The set-up of the README: about 0.8 million parameters, context 64, batch 12, AdamW with a cosine."""
    return check(
        {
            "name": architecture,
            "data": {"source": str(text)},
            "model": {"architecture": architecture, **model},
            "optimizer": {"name": "adamw", "learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.99},
            "schedule": {"name": "cosine", "warmup_steps": min(100, steps // 2), "final_learning_rate": 1e-4},
            "training": {"steps": steps, "batch_size": 12, "context_length": 64},
        }
    )


def highest_resident() -> int:
    """The most bytes of memory that the program of this process ever had resident (Linux).

    What getrusage tells will not do: a program inherits the highest size of the one that started it.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


def machine() -> str:
    """The processor and the number of cores, as the tables name them."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{name}, {os.cpu_count()} cores"
