"""One update with a large vocabulary: scores in pieces against one matrix of scores. Memory and time, as ratios.

    python -m tests.benchmarks.large_vocabulary [--vocabulary 50257] [--width 256] [--repeats 5]

Peak memory is the system's own count (Linux) for a process that does nothing else but build the model
and take two updates; times are the best of several updates taken in turns in one process.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import subprocess
import sys
import time
from collections.abc import Callable

import torch

from tests.benchmarks.setup import highest_resident, machine, wait_as_the_program_does
from workbench.config.architectures.gpt import GPT
from workbench.config.optimizers import OPTIMIZERS
from workbench.models import build, logits
from workbench.training.optimizers import build_optimizer
from workbench.training.warm_up import warm_up

PIECES = logits.FLOATS_AT_ONCE
WAYS = {"one matrix": 1 << 62, "in pieces": PIECES}
"""How many scores may exist at once."""


def main() -> None:
    """Print a row for each precision."""
    wait_as_the_program_does()
    given = arguments().parse_args()
    if given.only:
        print(peak_bytes(given))
        return
    torch.set_num_threads(given.threads)
    print(f"{machine()}, {datetime.date.today()}, {given.threads} threads")
    model = f"GPT of {given.layers} layers, width {given.width}, vocabulary {given.vocabulary:,}"
    print(f"{model}, {given.batch} x {given.context} tokens\n")
    print("| precision | peak, one matrix | peak, in pieces | memory | time, one matrix | time, in pieces | speed |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for precision in ("fp32", "bf16"):
        given.precision = precision
        peaks = {way: measured_peak(given, way) for way in WAYS}
        times = best_times(given)
        (plain_bytes, bytes_), (plain_seconds, seconds) = peaks.values(), times.values()
        print(
            f"| {precision} | {plain_bytes / 1e6:,.0f} MB | {bytes_ / 1e6:,.0f} MB | {plain_bytes / bytes_:.1f}x less "
            f"| {plain_seconds:.2f} s | {seconds:.2f} s | {plain_seconds / seconds:.2f}x |",
            flush=True,
        )


def arguments() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in {"vocabulary": 50_257, "width": 256, "layers": 4, "batch": 12, "context": 256}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--precision", default="fp32")
    parser.add_argument("--only", default="", help="take two updates this way and print the peak of memory")
    return parser


def updater(given: argparse.Namespace) -> Callable[[], float]:
    """A function that takes one update and tells its seconds."""
    model = build(GPT(layers=given.layers, heads=4, width=given.width), given.vocabulary, given.context)
    optimizer = build_optimizer(OPTIMIZERS.get("adamw")(), model)
    tokens = torch.randint(given.vocabulary, (given.batch, given.context + 1))
    half = torch.autocast("cpu", torch.bfloat16) if given.precision == "bf16" else contextlib.nullcontext()

    def update() -> float:
        started = time.perf_counter()
        with half:
            loss = model.loss(tokens)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return time.perf_counter() - started

    return update


def peak_bytes(given: argparse.Namespace) -> int:
    """The process's peak of resident memory after two updates, less what it had before the model."""
    torch.set_num_threads(given.threads)
    warm_up()
    before = highest_resident()
    logits.FLOATS_AT_ONCE = WAYS[given.only]
    update = updater(given)
    update()
    update()
    return highest_resident() - before


def measured_peak(given: argparse.Namespace, way: str) -> int:
    """`peak_bytes` in a process of its own."""
    options = [f"--{name}={value}" for name, value in vars(given).items() if name != "only"]
    command = [sys.executable, "-m", "tests.benchmarks.large_vocabulary", *options, f"--only={way}"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def best_times(given: argparse.Namespace) -> dict[str, float]:
    """Seconds of the quickest update of each way, the ways taking turns."""
    update = updater(given)
    best = dict.fromkeys(WAYS, float("inf"))
    for _ in range(given.repeats):
        for way, floats in WAYS.items():
            logits.FLOATS_AT_ONCE = floats
            best[way] = min(best[way], update())
    return best


if __name__ == "__main__":
    main()
