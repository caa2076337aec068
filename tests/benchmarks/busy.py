"""How much of its speed does training keep while another program keeps one core busy?

    python -m tests.benchmarks.busy [--case small] [--rounds 3] [--text FILE]

The ways of `tests.benchmarks.engine`, each in a process of its own, in turns: with the machine to itself, and beside
a Python program that counts without end.
"""

from __future__ import annotations

import datetime
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.engine import in_a_process
from tests.benchmarks.setup import machine, parser
from tests.benchmarks.ways import CASES, WAYS

COMPARED = ("textbook", "fp32", "auto")


def main() -> None:
    """Measure in turns and print a table."""
    arguments = parser(__doc__ or "")
    arguments.add_argument("--case", choices=list(CASES), default="small")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    speeds: dict[tuple[str, bool], list[float]] = {(way, busy): [] for way in COMPARED for busy in (False, True)}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(given.rounds):
            for way, busy in speeds:
                with _competitor(busy):
                    measured = in_a_process(given.case, way, given.text, home)
                speeds[way, busy].append(measured["tokens_per_second"])
    print(
        f"{machine()}, {datetime.date.today()}, medians of {given.rounds} rounds in turns; {CASES[given.case].title}\n"
    )
    print("| | tokens/s alone | beside a busy program | kept |\n|---|---:|---:|---:|")
    for way in COMPARED:
        alone, beside = (statistics.median(speeds[way, busy]) for busy in (False, True))
        print(f"| {WAYS[way]} | {alone:,.0f} | {beside:,.0f} | {beside / alone:.0%} |")


@contextmanager
def _competitor(wanted: bool) -> Iterator[None]:
    if not wanted:
        yield
        return
    program = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        program.kill()
        program.wait()


if __name__ == "__main__":
    main()
