"""What `workbench cache` shows and removes: prepared texts, and what trials of settings found."""

from __future__ import annotations

import json

from workbench.data.cache import Cache
from workbench.terminal.output import printable, stdout
from workbench.training.trial_answers import answers_file, count_answered, forget_answers


def print_cache(clear: bool, limit: float | None, forget_trials: bool, as_json: bool) -> None:
    """Do what is asked for, then print what is kept; ``limit`` in gigabytes. Raises StorageError."""
    kept = Cache()
    if limit is not None:
        kept.set_limit(round(limit * 1e9))
    freed = kept.clear() if clear else 0
    forgotten = forget_answers(answers_file()) if forget_trials else 0
    size, most, trials = kept.size(), kept.limit(), count_answered(answers_file())
    if as_json:
        found = {"folder": str(kept.root), "bytes": size, "limit": most, "freed": freed}
        stdout().line(json.dumps(found | {"trials": trials, "trials_forgotten": forgotten}))
        return
    if clear:
        stdout().line(f"Removed {freed / 1e6:,.1f} MB.")
    if forget_trials:
        stdout().line(f"Forgot what trials of settings found for {_experiments(forgotten)}.")
    stdout().line(printable(f"{kept.root}: {size / 1e6:,.1f} MB of at most {most / 1e6:,.0f} MB."))
    stdout().line(f"What trials of settings found is remembered for {_experiments(trials)}.")


def _experiments(count: int) -> str:
    return "1 experiment" if count == 1 else f"{count:,} experiments"
