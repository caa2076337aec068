"""What "automatic" means on a processor: measured on this very model, with a reason for each choice.

No single setting is the fastest. bfloat16 on a processor with matrix units trains a GPT of ten
million weights more than twice as fast, and one of a million slower; compiled code helps a small GPT
and costs many seconds first. So a run that is long enough for it begins with a short trial: two
candidates take the same steps in turns, and the quicker one is kept if it learns the same.

What was found is remembered for this machine and this experiment, so that the same experiment
gives the same numbers again, whoever starts it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workbench.config.experiment import Experiment
from workbench.data.batches import Batches
from workbench.events import Choice, Emit, Stage
from workbench.machine import memory_bytes
from workbench.messages import Message, say
from workbench.models.sizing import describe_size
from workbench.training.device import Hardware, compiler_obstacle
from workbench.training.trial import Pace, Trial, compare
from workbench.training.tuning_store import TuningStore

logger = logging.getLogger(__name__)

WORTH_MEASURING = 3e12
"""Floating-point operations of a whole run below which it is over before a trial pays: about half a minute."""
WORTH_COMPILING = 300.0
"""Seconds of training below which compiling, which takes up to half a minute, does not pay."""
GAIN = 1.05
"""How much faster a candidate must be: less is within what a measurement of a second can tell."""
SAME_LOSS = 0.01
"""Nats by which the mean loss of a candidate's trial may differ."""


@dataclass(frozen=True, slots=True)
class Question:
    """One choice that is open: the setting, and what it could be instead."""

    what: str
    value: str
    other: Hardware


class Tuner:
    """Answers what an experiment leaves open, by trial or from what was found before."""

    def __init__(
        self,
        experiment: Experiment,
        vocab_size: int,
        batches: Batches,
        emit: Emit,
        should_stop: Callable[[], bool],
        store: TuningStore,
    ) -> None:
        self._experiment = experiment
        self._vocab_size = vocab_size
        self._batches = batches
        self._emit = emit
        self._should_stop = should_stop
        self._store = store

    def tune(self, hardware: Hardware) -> Hardware:
        """The hardware with every open question answered. A stop asked for leaves the rest as it is."""
        if hardware.device.type != "cpu":
            return hardware
        obstacle = self._obstacle()
        if obstacle:
            return _with_reasons(hardware, self._open(), obstacle)
        for what in self._open():
            hardware = self._answer(what, hardware)
        return hardware

    def _open(self) -> list[str]:
        """The settings left to us, in the order in which they are tried."""
        runtime = self._experiment.runtime
        return [what for what in ("precision", "compile") if getattr(runtime, what) == "auto"]

    def _obstacle(self) -> Message | None:
        size = describe_size(self._experiment, self._vocab_size)
        training = self._experiment.training
        tokens = training.batch_size * training.context_length * training.gradient_accumulation * training.steps
        if size.flops_per_token * tokens < WORTH_MEASURING:
            return say("the run is too short for a measurement to pay")
        memory = memory_bytes()
        if memory is not None and 2 * size.training_bytes > 0.5 * memory:
            return say("the model is too large to try two settings side by side")
        return None

    def _answer(self, what: str, hardware: Hardware) -> Hardware:
        key = f"{what} {hardware.precision} {hardware.threads}"
        known = self._store.get(key)
        if known is None:
            question = self._question(what, hardware)
            if isinstance(question, Message):
                return _with_reasons(hardware, [what], question)
            known = self._measure(question, hardware)
            if known is None:
                return hardware
            self._store.put(key, known)
        return _decided(hardware, what, known)

    def _question(self, what: str, hardware: Hardware) -> Question | Message:
        if what == "precision":
            return Question(what, "bf16", replace(hardware, precision="bf16"))
        obstacle = compiler_obstacle()
        if obstacle:
            return obstacle
        return Question(what, "on", replace(hardware, compile=True))

    def _measure(self, question: Question, hardware: Hardware) -> dict[str, float | bool | str] | None:
        self._emit(
            Stage(say("Measuring what is fastest here: {what} {value}", what=question.what, value=question.value))
        )
        base = Trial(self._experiment, self._vocab_size, self._batches, hardware)
        if question.what == "compile" and not self._long_enough(base):
            return {"taken": False, "why": "short"}
        other = Trial(self._experiment, self._vocab_size, self._batches, question.other)
        paces = compare((base, other), self._should_stop)
        if paces is None:
            return None
        return verdict(paces, other.failure)

    def _long_enough(self, base: Trial) -> bool:
        base.run(2)
        return base.run(3) * self._experiment.training.steps >= WORTH_COMPILING


def verdict(paces: Sequence[Pace], failure: str) -> dict[str, float | bool | str]:
    """Whether the second is taken instead of the first, and why; plain values, to be remembered."""
    base, other = paces
    both = range(min(len(base.losses), len(other.losses)))
    difference = abs(sum(base.losses[index] - other.losses[index] for index in both)) / len(both)
    gain = base.seconds / other.seconds
    logger.info(
        "A trial: %.2f ms against %.2f ms a step, losses %.5f apart",
        1e3 * base.seconds,
        1e3 * other.seconds,
        difference,
    )
    if failure:
        return {"taken": False, "why": "failed", "gain": 0.0}
    if not difference <= SAME_LOSS:  # also when it is no number
        return {"taken": False, "why": "loss", "gain": gain}
    return {"taken": gain >= GAIN, "why": "speed", "gain": gain}


def _decided(hardware: Hardware, what: str, known: dict[str, float | bool | str]) -> Hardware:
    gain = float(known.get("gain", 0.0))
    reasons = {
        "short": say("the run is too short for compiling to pay"),
        "failed": say("compiling did not work in a trial"),
        "loss": say("in a trial bfloat16 learned differently"),
        "speed": say("measured on this model: {ratio:.2f} times as fast with {other}", ratio=gain, other=_other(what)),
    }
    reason = reasons[str(known["why"])]
    if known["taken"]:
        hardware = replace(hardware, precision="bf16") if what == "precision" else replace(hardware, compile=True)
    return _with_reasons(hardware, [what], reason)


def _other(what: str) -> str:
    return {"precision": "bf16", "compile": "torch.compile"}[what]


def _with_reasons(hardware: Hardware, names: Sequence[str], reason: str) -> Hardware:
    """The hardware with its choices of these names told anew."""
    values = {"precision": hardware.precision, "compile": "on" if hardware.compile else "off"}
    choices = tuple(
        Choice(choice.what, values[choice.what], reason) if choice.what in names else choice
        for choice in hardware.choices
    )
    return replace(hardware, choices=choices)
