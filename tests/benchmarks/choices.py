"""The automatic choice of threads, shares, products, precision and compilation, against the best of all by hand.

    python -m tests.benchmarks.choices [--only NAME ...] [--rounds 7] [--text FILE]

For each of twelve models the program first chooses as it would at Start (in a process of its own, with
a fresh memory of earlier choices). Then every setting is measured here, in turns: 32-bit floats with products
of either library and bfloat16, on all cores, on half of them, and on all with batches in two shares, and the
chosen one; those within a third of the best eager one are measured compiled, too. Whoever chose by hand would take
the one whose median is the least. As the least of many medians it is flattered by what noise there is, so it
and the program's choice are then measured once more, those two alone and in turns, for twice as many rounds:
``of the best`` is the median of those rounds' ratios, the speed of the chosen setting as a part of the other's.
"""

from __future__ import annotations

import datetime
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from tests.benchmarks.setup import machine, parser, wait_as_the_program_does
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.batches import Batches
from workbench.training.allocator import steady_memory
from workbench.training.device import Hardware, choose
from workbench.training.laboratory import Laboratory
from workbench.training.trial import Trial
from workbench.training.tuning import Tuner
from workbench.training.tuning_store import TuningStore

SECONDS_A_ROUND = 0.3
_WORTH_COMPILING = 4 / 3
STEPS = 10_000_000
"""Planned, so that every choice pays."""


@dataclass(frozen=True)
class Model:
    """One of the twelve."""

    model: dict[str, Any]
    batch: int
    context: int


MODELS = {
    "GPT 3 x 64": Model({"architecture": "gpt", "layers": 3, "heads": 4, "width": 64}, 16, 32),
    "GPT 4 x 128": Model({"architecture": "gpt", "layers": 4, "heads": 4, "width": 128}, 12, 64),
    "GPT 2 x 256": Model({"architecture": "gpt", "layers": 2, "heads": 4, "width": 256}, 16, 128),
    "GPT 6 x 192": Model({"architecture": "gpt", "layers": 6, "heads": 6, "width": 192}, 8, 128),
    "GPT 4 x 384": Model({"architecture": "gpt", "layers": 4, "heads": 6, "width": 384}, 8, 128),
    "LSTM 1 x 128": Model({"architecture": "lstm", "layers": 1, "width": 128}, 16, 64),
    "LSTM 2 x 512": Model({"architecture": "lstm", "layers": 2, "width": 512}, 12, 64),
    "GRU 1 x 256": Model({"architecture": "gru", "layers": 1, "width": 256}, 16, 64),
    "GRU 2 x 384": Model({"architecture": "gru", "layers": 2, "width": 384}, 12, 64),
    "RNN 2 x 256": Model({"architecture": "rnn", "layers": 2, "width": 256}, 16, 64),
    "MLP 1 x 256": Model({"architecture": "mlp", "layers": 1, "width": 256}, 16, 64),
    "MLP 3 x 1024": Model({"architecture": "mlp", "layers": 3, "width": 1024}, 16, 64),
}


def main() -> None:
    """Choose, measure everything, and print a line for each model."""
    wait_as_the_program_does()
    arguments = parser(__doc__ or "")
    arguments.add_argument("--only", nargs="+", choices=list(MODELS), default=list(MODELS))
    arguments.add_argument("--rounds", type=int, default=7)
    given = arguments.parse_args()
    torch._dynamo.config.recompile_limit = 64  # many models meet in this process, each compiled anew
    print(f"{machine()}, {datetime.date.today()}, medians of {given.rounds} rounds in turns\n")
    print("| | chosen | in | best by hand | of the best |\n|---|---|---:|---|---:|")
    for name in given.only:
        print(_line(name, MODELS[name], given.text, given.rounds), flush=True)


def _line(name: str, model: Model, text: Path, rounds: int) -> str:
    experiment = _experiment(model, text)
    vocabulary, tokens = _tokens(experiment)
    started = time.perf_counter()
    chosen = _choose(experiment, vocabulary, tokens)
    seconds = time.perf_counter() - started
    settings = experiment.training
    batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed)

    def measure(settings: Iterable[Hardware], rounds: int) -> dict[Key, list[float]]:
        once = {_key(each): each for each in settings}.values()
        return _measure([Trial(experiment, vocabulary, batches, each) for each in once], rounds)

    def medians(times: dict[Key, list[float]]) -> dict[Key, float]:
        return {key: statistics.median(measured) for key, measured in times.items()}

    torch._dynamo.reset()
    with steady_memory():
        eager = _settings(chosen)
        times = medians(measure(eager, 3))
        good = [each for each in eager if times[_key(each)] <= _WORTH_COMPILING * min(times.values())]
        settings = [*good, *(replace(each, compile=True) for each in good), chosen]
        times = medians(measure(settings, rounds))
        best = min(settings, key=lambda each: times[_key(each)])
        torch._dynamo.reset()
        again = measure([best, chosen], 2 * rounds)
    shares = [fast / own for fast, own in zip(again[_key(best)], again[_key(chosen)], strict=True)]
    words = f"{_words(_key(chosen))} | {seconds:.0f} s | {_words(_key(best))}"
    return f"| {name} | {words} | {statistics.median(shares):.2f} |"


def _experiment(model: Model, text: Path) -> Experiment:
    return check(
        {
            "data": {"source": str(text)},
            "model": model.model,
            "training": {"steps": STEPS, "batch_size": model.batch, "context_length": model.context},
            "runtime": {"device": "cpu"},
        }
    )


def _tokens(experiment: Experiment) -> tuple[int, Any]:
    from workbench.jobs.prepare import prepare

    prepared = prepare(experiment, lambda event: None, JobControl())
    assert prepared is not None
    return prepared.tokenizer.vocab_size, prepared.train


def _choose(experiment: Experiment, vocabulary: int, tokens: Any) -> Hardware:
    with tempfile.TemporaryDirectory() as folder, Laboratory(experiment, vocabulary, tokens, lambda: False) as place:
        store = TuningStore(Path(folder) / "tuning.json", experiment, vocabulary)
        return Tuner(experiment, vocabulary, place, lambda event: None, store).tune(choose(experiment.runtime))


Key = tuple[int, int, str, str, str, bool]


def _key(hardware: Hardware) -> Key:
    """What was chosen; with bfloat16 it does not matter who computes products of 32-bit floats."""
    products = hardware.products if hardware.precision == "fp32" else "default"
    return hardware.threads, hardware.shares, products, hardware.precision, hardware.attention, hardware.compile


def _words(key: Key) -> str:
    threads, shares, products, precision, attention, compiled = key
    words = [f"{threads} threads", precision, "compiled" if compiled else "eager"]
    words += ["2 shares"] * (shares > 1) + ["oneDNN"] * (products == "onednn")
    return ", ".join(words + ["plain attention"] * (attention == "math"))


def _settings(chosen: Hardware) -> list[Hardware]:
    """All that are tried eager; with the chosen one's attention."""
    whole = replace(choose(check({"runtime": {"device": "cpu"}}).runtime), attention=chosen.attention)
    threads = {(whole.threads, 1), (max(1, whole.threads // 2), 1), (whole.threads, min(2, whole.threads))}
    numbers = (("fp32", "default"), ("fp32", "onednn"), ("bf16", "default"))
    return [
        replace(whole, threads=count, shares=shares, precision=precision, products=products)
        for (count, shares), (precision, products) in itertools.product(sorted(threads), numbers)
    ]


def _measure(trials: list[Trial], rounds: int) -> dict[Key, list[float]]:
    """Seconds of a step under each setting, round by round; every other round the other way about."""
    for trial in trials:
        trial.warm_up()
    steps = {id(trial): max(1, int(SECONDS_A_ROUND / trial.warm_up())) for trial in trials}
    times: dict[Key, list[float]] = {_key(trial.hardware): [] for trial in trials}
    for index in range(rounds):
        for trial in trials if index % 2 == 0 else reversed(trials):
            times[_key(trial.hardware)].append(trial.run(steps[id(trial)]))
    return times


if __name__ == "__main__":
    main()
