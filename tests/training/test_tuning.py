"""Automatic choices: measured where it pays, the same again for the same experiment, never at the cost of learning."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from workbench.config.experiment import Experiment
from workbench.config.sections import Runtime
from workbench.events import Event, Stage
from workbench.models.linear import has_onednn
from workbench.training.device import Before, Hardware, choose, compiler_obstacle
from workbench.training.laboratory import Laboratory
from workbench.training.trial import Comparison, Pace
from workbench.training.tuning import ALONE_GAIN, STEP_SECONDS, WORTH_MEASURING, Answer, Tuner, verdict
from workbench.training.tuning_store import TuningStore

Tiny = Callable[..., Experiment]
VOCABULARY = 30


def tuned(experiment: Experiment, file: Path, stop: bool = False, device: str = "cpu") -> tuple[Hardware, list[Event]]:
    tokens = np.random.default_rng(1).integers(0, VOCABULARY, 5_000).astype(np.uint16)
    events: list[Event] = []
    store = TuningStore(file, experiment, VOCABULARY)
    with Laboratory(experiment, VOCABULARY, tokens, lambda: stop) as laboratory:
        tuner = Tuner(experiment, VOCABULARY, laboratory, events.append, store)
        return tuner.tune(replace(choose(experiment.runtime), device=torch.device(device))), events


def remembered(experiment: Experiment, file: Path, answers: dict[str, float | Answer], threads: int = 1) -> Hardware:
    """What is chosen where all that is asked was answered before: by a gain in speed, taken from 1 on, or in full."""
    store = TuningStore(file, experiment, VOCABULARY)
    for question, answer in answers.items():
        full = {"taken": answer > 1, "why": "speed", "gain": answer} if isinstance(answer, float) else answer
        store.put(question, full)
    with Laboratory(experiment, VOCABULARY, np.zeros(5_000, np.uint16), lambda: False) as laboratory:
        tuner = Tuner(experiment, VOCABULARY, laboratory, lambda event: None, store)
        hardware = tuner.tune(replace(choose(experiment.runtime), threads=threads))
        assert not laboratory.asked
    return hardware


def reason(hardware: Hardware, what: str) -> str:
    return next(choice.reason for choice in hardware.choices if choice.what == what)


def measured(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Stage)]


def long_run(tiny: Tiny, **runtime: object) -> Experiment:
    settled = {"device": "cpu", "compile": "off", "threads": 1, "products": "default", "attention": "flash"}
    return tiny(training={"steps": 10_000_000}, runtime={**settled, **runtime})


def test_that_a_short_run_is_not_kept_waiting_by_a_measurement(tiny: Tiny, tmp_path: Path) -> None:
    hardware, events = tuned(tiny(runtime={"device": "cpu"}), tmp_path / "tuning.json")
    assert events == []
    assert (hardware.precision, hardware.compile) == ("fp32", False)
    assert "too short" in reason(hardware, "precision")


def test_that_a_long_run_is_measured_and_says_how_fast(tiny: Tiny, tmp_path: Path) -> None:
    hardware, events = tuned(long_run(tiny), tmp_path / "tuning.json")
    assert len(measured(events)) == 1
    assert "times as fast with bf16" in reason(hardware, "precision")
    assert reason(hardware, "compile") == "runtime.compile asks for it"


def test_that_trials_take_a_small_part_of_a_run_and_what_has_no_room_is_not_tried(tiny: Tiny, tmp_path: Path) -> None:
    settled = {"device": "cpu", "compile": "off", "threads": 1, "products": "default", "attention": "flash"}
    short = tiny(training={"steps": math.ceil(WORTH_MEASURING / STEP_SECONDS)}, runtime=settled)
    hardware, events = tuned(short, tmp_path / "tuning.json")
    assert len(measured(events)) == 1  # how long it takes is measured, and that alone takes all that trials may
    assert hardware.precision == "fp32"
    assert "too short" in reason(hardware, "precision")
    assert tuned(short, tmp_path / "tuning.json") == (hardware, [])  # and remembered


def test_that_the_same_experiment_is_not_measured_twice_and_gets_the_same_answer(tiny: Tiny, tmp_path: Path) -> None:
    first, _ = tuned(long_run(tiny), tmp_path / "tuning.json")
    second, events = tuned(long_run(tiny), tmp_path / "tuning.json")
    assert events == []
    assert second == first


def test_that_another_model_is_measured_anew(tiny: Tiny, tmp_path: Path) -> None:
    tuned(long_run(tiny), tmp_path / "tuning.json")
    wider = tiny(
        model={"architecture": "gpt", "layers": 1, "heads": 2, "width": 48},
        training={"steps": 10_000_000},
        runtime={"device": "cpu", "compile": "off", "threads": 1, "products": "default", "attention": "flash"},
    )
    _, events = tuned(wider, tmp_path / "tuning.json")
    assert len(measured(events)) == 1


def test_that_damaged_memories_are_found_again(tiny: Tiny, tmp_path: Path) -> None:
    file = tmp_path / "tuning.json"
    file.write_text("{", encoding="utf-8")
    _, events = tuned(long_run(tiny), file)
    assert len(measured(events)) == 1
    assert tuned(long_run(tiny), file)[1] == []


def test_that_what_is_asked_for_is_not_measured(tiny: Tiny, tmp_path: Path) -> None:
    hardware, events = tuned(long_run(tiny, precision="fp32"), tmp_path / "tuning.json")
    assert events == []
    assert reason(hardware, "precision") == "runtime.precision asks for it"


def test_that_a_stop_ends_a_measurement_and_leaves_nothing_behind(tiny: Tiny, tmp_path: Path) -> None:
    hardware, _ = tuned(long_run(tiny), tmp_path / "tuning.json", stop=True)
    assert hardware.precision == "fp32"
    assert not (tmp_path / "tuning.json").exists()


@pytest.mark.parametrize(
    ("seconds", "losses", "taken"),
    [
        (0.5, (3.0, 2.0), True),
        (0.99, (3.0, 2.0), False),
        (1.5, (3.0, 2.0), False),
        (0.5, (3.0, 2.1), False),
        (0.5, (3.0, math.nan), False),
    ],
)
def test_that_only_what_is_clearly_faster_and_learns_the_same_is_taken(
    seconds: float, losses: tuple[float, ...], taken: bool
) -> None:
    assert verdict(Comparison(Pace((1.0,), (3.0, 2.0)), Pace((seconds,), losses)))["taken"] is taken


def test_that_less_may_be_enough_for_one_thread_and_is_told_so(tiny: Tiny, tmp_path: Path) -> None:
    alike = Comparison(Pace((1.0,), (3.0,)), Pace((0.99,), (3.0,)))
    assert not verdict(alike)["taken"]
    answer = verdict(alike, ALONE_GAIN)
    assert answer["taken"]
    experiment = long_run(tiny, threads=0, precision="fp32")
    answers = {
        "2 shares of the batch: 2 1 default fp32 flash": 1.5,
        "1 thread: 2 2 default fp32 flash": answer,
        "2 shares of the batch: 1 1 default fp32 flash": {"taken": False, "why": "speed", "gain": 1.01},
    }
    hardware = remembered(experiment, tmp_path / "tuning.json", answers, threads=2)
    assert (hardware.threads, hardware.shares) == (1, 1)
    assert "as fast with 1 thread, which leaves the other cores to other programs" in reason(hardware, "threads")


def test_that_a_failed_compilation_is_never_taken() -> None:
    assert not verdict(Comparison(Pace((1.0,), (3.0,)), Pace((0.1,), (3.0,)), "no compiler"))["taken"]


def test_that_a_run_goes_on_compiled_as_it_began() -> None:
    facts = {"device": "cpu", "precision": "bf16", "threads": 1, "compile": True}
    assert choose(Runtime(device="cpu"), Before.of(facts)).compile
    assert not choose(Runtime(device="cpu", compile="off"), Before.of(facts)).compile


def test_that_checkpoints_of_earlier_releases_were_not_compiled() -> None:
    assert not Before.of({"device": "cpu", "precision": "fp32", "threads": 1}).compile


def test_that_a_run_goes_on_with_the_attention_kernel_it_had() -> None:
    facts = {"device": "cpu", "precision": "fp32", "threads": 1, "compile": False, "attention": "math"}
    assert choose(Runtime(device="cpu"), Before.of(facts)).attention == "math"
    assert choose(Runtime(device="cpu", attention="flash"), Before.of(facts)).attention == "flash"


def test_that_everything_left_open_is_tried_one_after_the_other(tiny: Tiny, tmp_path: Path) -> None:
    experiment = long_run(tiny, threads=0, products="auto", attention="auto")
    hardware, events = tuned(experiment, tmp_path / "tuning.json")
    words = " ".join(measured(events))
    assert all(what in words for what in ("oneDNN", "bf16", "plain attention"))
    for what in ("products", "precision", "attention"):
        assert "times as fast with" in reason(hardware, what)


def test_that_one_thread_alone_is_tried_against_shares_and_a_reason_stays_with_its_choice(
    tiny: Tiny, tmp_path: Path
) -> None:
    experiment = long_run(tiny, threads=0, precision="fp32")
    file, events = tmp_path / "tuning.json", list[Event]()
    store = TuningStore(file, experiment, VOCABULARY)
    store.put("2 shares of the batch: 2 1 default fp32 flash", {"taken": True, "why": "speed", "gain": 1.5})
    tokens = np.random.default_rng(1).integers(0, VOCABULARY, 5_000).astype(np.uint16)
    with Laboratory(experiment, VOCABULARY, tokens, lambda: False) as laboratory:
        tuner = Tuner(experiment, VOCABULARY, laboratory, events.append, store)
        hardware = tuner.tune(replace(choose(experiment.runtime), threads=2))
    assert ["1 thread" in message for message in measured(events)][:1] == [True]
    if hardware.shares == 2:
        assert "1.50 times as fast with 2 shares" in reason(hardware, "shares")
    else:
        assert (hardware.threads, hardware.shares) == (1, 1)
        assert reason(hardware, "threads") == reason(hardware, "shares")


ONE_THREAD = {
    "eager": {"1 thread: 2 2 default fp32 flash": 1.1, "torch.compile: 1 1 default fp32 flash": 0.9},
    "compiled later": {"1 thread: 2 2 default fp32 flash": 1.1, "torch.compile: 1 1 default fp32 flash": 1.3},
    "compiled at once": {
        "1 thread: 2 2 default fp32 flash": 0.9,
        "torch.compile: 2 2 default fp32 flash": 0.9,
        "1 thread and torch.compile: 2 2 default fp32 flash": 1.1,
    },
}
"""Ways in which one thread may win against two shares: gains in speed by question."""


@pytest.mark.parametrize("way", ONE_THREAD)
@pytest.mark.parametrize("several", [False, True])
def test_that_shares_get_a_second_chance_at_the_end_where_one_thread_was_quicker(
    tiny: Tiny, tmp_path: Path, way: str, several: bool
) -> None:
    if compiler_obstacle(torch.device("cpu")):
        pytest.skip("without a compiler nobody asks what it would gain")
    experiment = long_run(tiny, threads=0, precision="fp32", compile="auto")
    compiled = way != "eager"
    again = f"2 shares of the batch: 1 1 default fp32 flash{' compiled' * compiled}"
    gains = {"2 shares of the batch: 2 1 default fp32 flash": 1.5, **ONE_THREAD[way], again: 1.2 if several else 0.9}
    gains |= {"uncompiled code: 1 1 default fp32 flash compiled": 0.9} if compiled else {}
    hardware = remembered(experiment, tmp_path / "tuning.json", gains, threads=2)
    assert (hardware.threads, hardware.shares) == ((2, 2) if several else (1, 1))
    assert hardware.compile == (compiled and not several)
    told = "1.20 times as fast with 2 shares" if several else "1.10 times as fast with 1 thread"
    assert told in reason(hardware, "threads")
    assert told in reason(hardware, "shares")


@pytest.mark.parametrize("third", [0.95, 1.01, 1.05])
def test_that_a_third_trial_decides_where_one_thread_and_shares_each_won_one(
    tiny: Tiny, tmp_path: Path, third: float
) -> None:
    several = third >= 1.02
    again = "2 shares of the batch: 1 1 default fp32 flash"
    answers: dict[str, float | Answer] = {
        "2 shares of the batch: 2 1 default fp32 flash": 1.5,
        "1 thread: 2 2 default fp32 flash": 1.2,
        again: {"taken": False, "why": "speed", "gain": 1.1},  # faster, but less clearly than one thread had been
        f"{again} (2)": {"taken": several, "why": "speed", "gain": third},
    }
    experiment = long_run(tiny, threads=0, precision="fp32")
    hardware = remembered(experiment, tmp_path / "tuning.json", answers, threads=2)
    assert (hardware.threads, hardware.shares) == ((2, 2) if several else (1, 1))
    told = "1.05 times as fast with 2 shares" if several else "1.20 times as fast with 1 thread"
    assert told in reason(hardware, "threads")


@pytest.mark.parametrize(("gain", "later"), [(1.1, 0.95), (1.1, 1.05), (1.1, 1.2)])
def test_that_compiled_code_has_to_be_the_faster_one_twice(
    tiny: Tiny, tmp_path: Path, gain: float, later: float
) -> None:
    if compiler_obstacle(torch.device("cpu")):
        pytest.skip("without a compiler nobody asks what it would gain")
    experiment = long_run(tiny, precision="fp32", compile="auto")
    uncompiled = later > gain  # more clearly than it lost
    answer = {"taken": uncompiled, "why": "speed", "gain": later}
    answers = {
        "torch.compile: 1 1 default fp32 flash": gain,
        "uncompiled code: 1 1 default fp32 flash compiled": answer,
    }
    hardware = remembered(experiment, tmp_path / "tuning.json", answers)
    assert hardware.compile is not uncompiled
    told = f"{later:.2f} times as fast with uncompiled code" if uncompiled else "1.10 times as fast with torch.compile"
    assert told in reason(hardware, "compile")


@pytest.mark.skipif(not has_onednn(), reason="this PyTorch has no oneDNN")
@pytest.mark.parametrize(("alone", "other"), [(1.1, 1.3), (1.1, 0.9), (0.9, 1.3)])
def test_that_products_are_tried_once_more_where_one_thread_was_taken(
    tiny: Tiny, tmp_path: Path, alone: float, other: float
) -> None:
    experiment = long_run(tiny, threads=0, precision="fp32", products="auto")
    products = "default" if other > 1 else "onednn"
    gains = {
        "2 shares of the batch: 2 1 default fp32 flash": 1.5,
        "oneDNN: 2 2 default fp32 flash": 1.2,
        "1 thread: 2 2 onednn fp32 flash": alone,
        "PyTorch's choice: 1 1 onednn fp32 flash": other,
        f"2 shares of the batch: 1 1 {products} fp32 flash": 0.9,
    }
    hardware = remembered(experiment, tmp_path / "tuning.json", gains, threads=2)
    if alone < 1:
        assert (hardware.shares, hardware.products) == (2, "onednn")
        assert "1.20 times as fast with oneDNN" in reason(hardware, "products")
    else:
        assert (hardware.shares, hardware.products) == (1, products)
        assert f"{other:.2f} times as fast with PyTorch's choice" in reason(hardware, "products")


@pytest.mark.parametrize(("bf16", "together"), [(0.9, 1.3), (0.9, 0.9), (0.7, None), (1.1, None)])
def test_that_16_bits_have_a_second_chance_with_plain_attention_where_they_are_nearly_as_fast(
    tiny: Tiny, tmp_path: Path, bf16: float, together: float | None
) -> None:
    experiment = long_run(tiny, attention="auto")
    gains = {
        "bf16: 1 1 default fp32 auto": bf16,
        f"plain attention: 1 1 default {'bf16' if bf16 > 1 else 'fp32'} auto": 0.95,
    } | ({"bf16 and plain attention: 1 1 default fp32 auto": together} if together else {})
    hardware = remembered(experiment, tmp_path / "tuning.json", gains)
    if together and together > 1:
        assert (hardware.precision, hardware.attention) == ("bf16", "math")
        for what in ("precision", "attention"):
            assert "1.30 times as fast with bf16 and plain attention" in reason(hardware, what)
    else:
        assert (hardware.precision, hardware.attention) == ("bf16" if bf16 > 1 else "fp32", "auto")
        assert f"{bf16:.2f} times as fast with bf16" in reason(hardware, "precision")
        assert "0.95 times as fast with plain attention" in reason(hardware, "attention")


def test_that_a_model_without_attention_is_not_asked_for_its_kernel(tiny: Tiny, tmp_path: Path) -> None:
    experiment = tiny(
        model={"architecture": "lstm", "layers": 1, "width": 32},
        training={"steps": 10_000_000},
        runtime={"device": "cpu", "precision": "fp32", "products": "default", "compile": "off", "threads": 1},
    )
    assert tuned(experiment, tmp_path / "tuning.json")[1] == []


def test_that_a_run_goes_on_with_the_products_it_had() -> None:
    facts = {"device": "cpu", "precision": "fp32", "threads": 1, "products": "onednn"}
    assert choose(Runtime(device="cpu"), Before.of(facts)).products == "onednn"
    assert choose(Runtime(device="cpu", products="default"), Before.of(facts)).products == "default"
    del facts["products"]  # as earlier releases saved it
    assert choose(Runtime(device="cpu"), Before.of(facts)).products == "default"


def test_that_batches_are_tried_in_shares_where_there_are_threads_and_no_dropout(tiny: Tiny, tmp_path: Path) -> None:
    experiment = long_run(tiny, threads=2, precision="fp32")
    hardware, events = tuned(experiment, tmp_path / "tuning.json")
    assert [text for text in measured(events) if "2 shares of the batch" in text]
    assert "times as fast with 2 shares of the batch" in reason(hardware, "shares")
    model = experiment.model.model_copy(update={"dropout": 0.1})
    hardware, events = tuned(experiment.with_section("model", model), tmp_path / "tuning.json")
    assert measured(events) == []
    assert "with dropout a batch is not divided" in reason(hardware, "shares")


def test_that_on_a_gpu_nothing_but_compiling_is_tried_and_not_in_a_short_run(tiny: Tiny, tmp_path: Path) -> None:
    open_ones = {"compile": "auto", "threads": 0, "products": "auto", "attention": "auto"}
    short = tiny(training={"steps": 100}, runtime=open_ones)
    hardware, events = tuned(short, tmp_path / "tuning.json", device="cuda")
    assert (events, hardware.compile) == ([], False)
    told = {choice.what: choice.reason for choice in hardware.choices}
    assert [what for what, reason in told.items() if "too short for a measurement" in reason] == ["compile"]


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a computer without a GPU")
def test_that_what_cannot_be_compiled_for_a_gpu_is_told_and_a_trial_that_fails_costs_no_run(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = long_run(tiny, compile="auto")
    hardware, events = tuned(experiment, tmp_path / "tuning.json", device="cuda")
    assert (events, hardware.compile) == ([], False)
    assert "Triton" in reason(hardware, "compile")
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "triton.py").touch()
    monkeypatch.syspath_prepend(tmp_path / "path")
    hardware, events = tuned(experiment, tmp_path / "tuning.json", device="cuda")
    assert [message.partition(": ")[2] for message in measured(events)] == ["torch.compile"]
    assert not hardware.compile
    assert reason(hardware, "compile") == "torch.compile did not work in a trial"
