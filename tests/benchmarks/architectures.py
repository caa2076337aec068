"""Every architecture at about 0.8 million parameters, trained alike: loss, time and speed, as a table.

    python -m tests.benchmarks.architectures [--text FILE] [--steps 2000]

The loss is measured over the whole validation split (the last 10 % of the text).
"""

from __future__ import annotations

import datetime
import math
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.setup import machine, parser, readme_experiment, wait_as_the_program_does
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Event, Progress, RunEnded, RunStarted
from workbench.jobs.train import train

SIZES: dict[str, dict[str, Any]] = {
    "gpt": {"layers": 4, "heads": 4, "width": 128},
    "lstm": {"layers": 2, "width": 216},
    "gru": {"layers": 2, "width": 248},
    "rnn": {"layers": 2, "width": 432},
    "mlp": {"layers": 3, "width": 512, "window": 16, "embedding_width": 32},
}


def main() -> None:
    """Train each in turn and print a row for it."""
    wait_as_the_program_does()
    arguments = parser(__doc__ or "")
    arguments.add_argument("--steps", type=int, default=2_000)
    arguments.add_argument("--only", nargs="*", default=list(SIZES))
    given = arguments.parse_args()
    print(f"{machine()}, {datetime.date.today()}, {given.steps:,} steps\n")
    print("| architecture | settings | parameters | validation loss | perplexity | time | tokens/s |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name in given.only:
        experiment = readme_experiment(given.text, name, given.steps, **SIZES[name])
        print(row(experiment), flush=True)


def row(experiment: Experiment) -> str:
    """Train, and describe the result as one row of a Markdown table."""
    events: list[Event] = []
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        train(experiment, events.append, JobControl(), root=Path(folder))
    seconds = time.perf_counter() - started
    begun = next(event for event in events if isinstance(event, RunStarted))
    ended = next(event for event in events if isinstance(event, RunEnded))
    speeds = sorted(event.tokens_per_second for event in events if isinstance(event, Progress))
    settings = ", ".join(f"{key} {value}" for key, value in SIZES[experiment.model.architecture].items())
    assert ended.val_loss is not None
    return (
        f"| {type(experiment.model).label} | {settings} | {begun.parameters:,} | {ended.val_loss:.3f} "
        f"| {math.exp(ended.val_loss):.2f} | {seconds:.0f} s | {speeds[len(speeds) // 2]:,.0f} |"
    )


if __name__ == "__main__":
    main()
