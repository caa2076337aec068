"""This engine against the loop of a good tutorial and against the Trainer of Hugging Face.

    python -m tests.benchmarks.engine [--cases small large lstm gru rnn mlp] [--rounds 3] [--text FILE] [--device cuda]

Each measurement is a process of its own; the ways take turns, round by round, and medians are
compared. Every way trains the same network size on the same text with the same AdamW, clipping and
constant rate, for the same number of steps:

* textbook: samples cut and stacked one by one, 32-bit floats, the optimizer as it comes,
  ``loss.item()`` at every step; the network is ours.
* huggingface: ``Trainer`` with ``GPT2LMHeadModel`` (GPT sizes only), as it comes.
* engine fp32: this program, 32-bit floats, not compiled.
* engine auto: this program as it chooses by itself, in a run long enough for it to choose. What it
  chooses is measured once and remembered, so its trial is in the first round's time to first step only.

Tokens/s: all steps after the first eighth, checkpoints and all that belongs to a run included. Memory: the
highest resident memory of the process, on a GPU what it reserved there. First step: since the start of the
process. Loss: over the first 65,536 validation tokens, after the last step, the median of the rounds. On a
GPU each way takes ten times as many steps.
"""

from __future__ import annotations

import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.setup import machine, parser
from tests.benchmarks.ways import CASES, WAYS, Case, measure


def main() -> None:
    """Measure every way in turns and print the tables, or (with --role) do one measurement."""
    arguments = parser(__doc__ or "")
    arguments.add_argument("--cases", nargs="+", choices=list(CASES), default=list(CASES))
    arguments.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    arguments.add_argument("--role", nargs=2, metavar=("CASE", "WAY"))
    given = arguments.parse_args()
    if given.role:
        print(json.dumps(measure(*given.role, given.text, given.device)))
        return
    where = f"{machine()}, {_gpu()}" if given.device == "cuda" else machine()
    print(f"{where}, {datetime.date.today()}, medians of {given.rounds} rounds in turns\n")
    with tempfile.TemporaryDirectory() as home:
        for case in given.cases:
            ways = [way for way in given.ways if way != "huggingface" or CASES[case].model["architecture"] == "gpt"]
            results: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
            for _ in range(given.rounds):
                for way in ways:
                    results[way].append(in_a_process(case, way, given.text, home, given.device))
            _report(CASES[case].on(given.device), results)


def _gpu() -> str:
    import torch

    return torch.cuda.get_device_name()


def in_a_process(case: str, way: str, text: Path, home: str, device: str = "cpu") -> dict[str, Any]:
    """One measurement, as `tests.benchmarks.ways.measure` gives it."""
    command = [sys.executable, "-m", "tests.benchmarks.engine", "--role", case, way, "--text", str(text)]
    command += ["--device", device]
    environment = {"OMP_WAIT_POLICY": "PASSIVE", "HF_HUB_OFFLINE": "1", **os.environ, "WORKBENCH_HOME": home}
    if way in ("textbook", "huggingface"):  # as they come: nobody sets this for them
        environment.pop("OMP_WAIT_POLICY")
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def _report(case: Case, results: dict[str, list[dict[str, Any]]]) -> None:
    print(f"{case.title}, {case.steps} steps\n")
    print("| | tokens/s | ratio | peak memory | first step | validation loss | chosen |")
    print("|---|---:|---:|---:|---:|---:|---|")
    base = _median(next(iter(results.values())), "tokens_per_second")
    for way, rounds in results.items():
        speed = _median(rounds, "tokens_per_second")
        print(
            f"| {WAYS[way]} | {speed:,.0f} | {speed / base:.2f} | {_median(rounds, 'memory') / 2**20:,.0f} MiB "
            f"| {_median(rounds, 'first_step'):.1f} s | {_median(rounds, 'loss'):.4f} | {rounds[-1]['chosen']} |",
            flush=True,
        )
    print()


def _median(rounds: list[dict[str, Any]], what: str) -> float:
    return float(statistics.median(item[what] for item in rounds))


if __name__ == "__main__":
    main()
