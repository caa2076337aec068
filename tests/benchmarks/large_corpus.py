"""Train from a token file larger than the memory one would give it: what stays resident, and what batches cost.

    python -m tests.benchmarks.large_corpus [--gigabytes 2] [--steps 300]

Linux only: resident memory is the kernel's own count (VmRSS and its parts), read while training.
Anonymous memory is the program's own; file pages are of the mapped token file, which the system
takes back at no cost whenever something else needs the room.
"""

from __future__ import annotations

import argparse
import datetime
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from tests.benchmarks.setup import machine
from workbench.config.architectures.gpt import GPT
from workbench.config.optimizers import OPTIMIZERS
from workbench.config.sections import Runtime
from workbench.data.batches import Batches
from workbench.data.token_files import open_tokens, write_tokens
from workbench.models import build
from workbench.training.device import choose
from workbench.training.optimizers import build_optimizer
from workbench.training.updater import Updater

VOCAB, CONTEXT, BATCH = 4_096, 64, 12
_SLICE = 1 << 22


def main() -> None:
    """Make the file, train from it, print what was resident, and remove the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=2.0)
    parser.add_argument("--steps", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.tokens"
        write(path, int(given.gigabytes * 1e9) // 2)
        print(f"{machine()}, {datetime.date.today()}: a token file of {path.stat().st_size / 1e9:.1f} GB")
        train(path, given.steps)


def write(path: Path, count: int) -> None:
    """A file of ``count`` random ids: the engine's own header of a short file, then slice by slice."""
    generator = np.random.default_rng(1)
    write_tokens(path, np.zeros(1, dtype="<u2"), VOCAB)
    header = bytearray(path.read_bytes()[:32])
    header[16:24] = count.to_bytes(8, "little")
    with path.open("wb") as file:
        file.write(header)
        for start in range(0, count, _SLICE):
            file.write(generator.integers(0, VOCAB, min(_SLICE, count - start), dtype="<u2").data)


def train(path: Path, steps: int) -> None:
    """A small GPT; resident memory every hundred steps, and the cost of the batches."""
    started = time.perf_counter()
    batches = Batches(open_tokens(path), CONTEXT, BATCH, seed=1)
    batches.batch(0)
    milliseconds = (time.perf_counter() - started) * 1e3
    print(f"opened, with the first batch in a random order of {batches.windows:,} windows: {milliseconds:.1f} ms\n")
    model = build(GPT(layers=2, heads=2, width=64), VOCAB, CONTEXT)
    hardware = choose(Runtime(device="cpu", precision="fp32", compile="off"))
    updater = Updater(model, build_optimizer(OPTIMIZERS.get("adamw")(), model), hardware, 1.0, 1, print)
    print("| steps | resident | anonymous | file pages | time in batches |\n|---:|---:|---:|---:|---:|")
    begun, reading = time.perf_counter(), 0.0
    for index in range(steps):
        since = time.perf_counter()
        batch = batches.batch(index)
        reading += time.perf_counter() - since
        updater.update([torch.from_numpy(batch)], index, 1, 1e-3)
        if (index + 1) % 100 == 0:
            share = reading / (time.perf_counter() - begun)
            all_of_it, own, mapped = (resident(part) for part in ("VmRSS", "RssAnon", "RssFile"))
            print(f"| {index + 1} | {all_of_it:,.0f} MB | {own:,.0f} MB | {mapped:,.0f} MB | {share:.2%} |", flush=True)


def resident(part: str) -> float:
    """One line of the kernel's account of this process, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(part)) * 1024 / 1e6


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
