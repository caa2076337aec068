"""What "automatic" means: measured on this very model, with a reason for each choice.

No single setting is the fastest. bfloat16 on a processor with matrix units trains a GPT of ten
million weights more than twice as fast, and one of a million slower; compiled code helps a small GPT
and costs many seconds first; a tiny network loses more by sharing its work between threads than it
gains. So a run that is long enough for it begins with a short trial: two candidates take the same
steps in turns, and the quicker one is kept if it learns the same. On a GPU, whose precision and kernels
follow from what it is made for, compiling is the one question.

What was found is remembered for this machine and this experiment, so that the same experiment
gives the same numbers again, whoever starts it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.config.experiment import Experiment
from workbench.errors import DeviceError
from workbench.events import Choice, Emit, Stage
from workbench.machine import memory_bytes
from workbench.messages import Message, say
from workbench.models.linear import has_onednn
from workbench.models.sizing import describe_size
from workbench.training.device import Hardware, compiler_obstacle
from workbench.training.laboratory import Laboratory, LaboratoryError
from workbench.training.trial import Comparison, least_seconds
from workbench.training.tuning_store import TuningStore

logger = logging.getLogger(__name__)

STEP_SECONDS, CORE_SPEED = 0.003, 8e10
"""A guess before anything is measured: what a step takes at least, and floating-point operations a second and core.

Of thirteen models measured on an AMD EPYC the guess was between a third and all of the truth for small ones and within
a fifth of it for those of more than 10 billion operations a step.
"""
GPU_STEP_SECONDS, GPU_SPEED = 0.004, 1e14
"""The same for a GPU: what asking it for a step takes, and the operations a second of a fast one. Not measured yet."""
WORTH_MEASURING = 20.0
"""Seconds of training, as guessed, below which nothing is measured."""
SHARE = 0.07
"""Of the time that a run would take without trials, what they may take together: also a first run of a minute or two
shows its curve within seconds."""
BUILDING = 30.0
"""Seconds that it takes at least to build code for a model."""
COMPILING = 180.0
"""Seconds after which a compiler is given up."""
LONG_STEP, SHORT_STEP = 0.1, 0.03
"""Seconds of a step above which one thread alone is not tried: it would surely be slower; and not tried compiled."""
GAIN = 1.02
"""How much faster a candidate must be: less is within what a measurement of a second can tell."""
ALONE_GAIN = 1.0
"""The same for one thread alone: it leaves the other cores to the window and to other programs, which slow down threads
that wait for each other far more."""
MOST_SECONDS, PART = 8.0, 1 / 3
"""Seconds that a trial may take whose answer stays open, and the part of what trials may still take."""
NEAR = 0.8
"""How fast bfloat16 must be, beside 32-bit floats, to be tried together with another setting that suits it better."""
SAME_LOSS = 0.01
"""Nats by which the mean loss of a candidate's trial may differ."""

_SETTINGS = ("shares", "threads", "products", "precision", "attention", "compile")
QUESTIONS: dict[str, set[str]] = {
    "shares": {"shares"},
    "threads": {"threads"},
    "products": {"products"},
    "precision": {"precision"},
    "precision with plain attention": {"precision", "attention"},
    "shares of bf16": {"precision", "shares"},  # what was too little work to share may be worth it now
    "attention": {"attention"},
    "one thread": {"shares", "threads"},
    "compile": {"compile"},
    "compiled by one thread": {"shares", "threads", "compile"},
    "products again": {"products"},
    "uncompiled again": {"compile"},
    "several threads again": {"shares", "threads"},
    "several threads once more": {"shares", "threads"},
}
"""What is asked, in this order, and the settings that have to be open for it. Most of it is one setting after the
other; the rest asks for what only two together are good at, and again for what depends on a later answer."""
_REPEATED = ("shares", "shares of bf16", "threads")
"""Asked again and again, as long as the answer is yes."""

Answer = Mapping[str, float | bool | str]
"""What is remembered of a trial: ``taken``, ``why`` (a key of `_decided`), and the ``gain`` in speed."""


@dataclass(frozen=True, slots=True)
class Question:
    """One choice that is open: the setting (or several), what it could be instead, and how that is called."""

    what: str
    other: Hardware
    called: str
    together: tuple[str, ...] = ()
    """Other settings that change with it."""
    enough: float = GAIN
    """How much faster it must be to be taken."""
    again: int = 0
    """How often it was answered before, the other way about first: a no then tells nothing new."""


class Tuner:
    """Answers what an experiment leaves open, by trial or from what was found before."""

    def __init__(
        self, experiment: Experiment, vocab_size: int, laboratory: Laboratory, emit: Emit, store: TuningStore
    ) -> None:
        self._experiment = experiment
        self._vocab_size = vocab_size
        self._laboratory = laboratory
        self._emit = emit
        self._store = store
        self._seconds: float | None = None
        """How long the run takes as it would go without a trial, once that is known."""
        self._began: float | None = None
        """When the first question was asked."""
        self._pace: float | None = None
        """Seconds of a step with what is chosen so far, as it was last measured."""
        self._past: dict[str, tuple[Hardware, float]] = {}
        """What was chosen before a question was answered, and the gain in speed that the answer told."""

    def tune(self, hardware: Hardware) -> Hardware:
        """The hardware with every open question answered. A stop asked for leaves the rest as it is."""
        if hardware.device.type not in ("cpu", "cuda"):
            return hardware
        obstacle = self._obstacle(hardware)
        if obstacle:
            return _with_reasons(hardware, self._open(hardware), obstacle)
        open_ones = self._open(hardware)
        for what, needed in QUESTIONS.items():
            if self._laboratory.stopped:
                return hardware
            if needed <= open_ones:
                hardware = self._settle(what, hardware)
        return hardware

    def _open(self, hardware: Hardware) -> set[str]:
        """The settings left to us."""
        own = {"compile"} if hardware.device.type == "cuda" else set(_SETTINGS)
        return {what for what in own if getattr(self._experiment.runtime, what) in (0, "auto")}

    def _obstacle(self, hardware: Hardware) -> Message | None:
        size = describe_size(self._experiment, self._vocab_size)
        training = self._experiment.training
        tokens = training.batch_size * training.context_length * training.gradient_accumulation
        on_gpu = hardware.device.type == "cuda"
        least, speed = (GPU_STEP_SECONDS, GPU_SPEED) if on_gpu else (STEP_SECONDS, CORE_SPEED * hardware.threads)
        step = least + size.flops_per_token * tokens / speed
        if step * training.steps < (BUILDING / SHARE if on_gpu else WORTH_MEASURING):
            return say("the run is too short for a measurement to pay")
        if not on_gpu and 2 * size.training_bytes > 0.5 * memory_bytes():
            return say("the model is too large to try two settings side by side")
        return None

    def _settle(self, what: str, hardware: Hardware) -> Hardware:
        """One setting decided. More shares or fewer threads are tried again and again, as long as they are faster."""
        while True:
            question = self._question(what, hardware)
            if question is None:
                return hardware
            if isinstance(question, Message):
                return _with_reasons(hardware, [what], question)
            answer = self._answer(question, hardware)
            if answer is None:
                return hardware
            self._past[what] = hardware, float(answer.get("gain", 0.0))
            hardware = _decided(hardware, question, answer)
            if what not in _REPEATED or not answer["taken"]:
                return hardware

    def _question(self, what: str, hardware: Hardware) -> Question | Message | None:
        """What to try; a reason why nothing is; or None where there is nothing to choose."""
        ask: dict[str, Callable[[Hardware], Question | Message | None]] = {
            "shares": self._more_shares,
            "threads": self._fewer_threads,
            "products": self._other_products,
            "precision": lambda now: Question("precision", replace(now, precision="bf16"), "bf16"),
            "precision with plain attention": self._precision_with_plain_attention,
            "shares of bf16": lambda now: self._more_shares(now) if now.precision == "bf16" else None,
            "attention": self._plain_attention,
            "one thread": self._one_thread,
            "compile": self._compiled,
            "compiled by one thread": self._compiled_by_one_thread,
            "products again": self._products_again,
            "uncompiled again": self._uncompiled_again,
            "several threads again": self._several_again,
            "several threads once more": self._several_once_more,
        }
        return ask[what](hardware)

    def _fewer_threads(self, hardware: Hardware) -> Question | None:
        half = hardware.threads // 2 if hardware.threads >= 2 * hardware.shares else 0
        called = say("1 thread") if half == 1 else say("{count} threads", count=half)
        return Question("threads", replace(hardware, threads=half), called) if half else None

    def _plain_attention(self, hardware: Hardware) -> Question | None:
        other = replace(hardware, attention="math")
        return Question("attention", other, say("plain attention")) if self._has_another_kernel(hardware) else None

    def _precision_with_plain_attention(self, hardware: Hardware) -> Question | None:
        """Of 32-bit floats flash attention is the faster kernel, of 16 bits often the plain one."""
        if self._gain("precision") < NEAR or hardware.precision == "bf16" or not self._has_another_kernel(hardware):
            return None
        other = replace(hardware, precision="bf16", attention="math")
        return Question("precision", other, say("bf16 and plain attention"), ("attention",))

    def _one_thread(self, hardware: Hardware) -> Question | None:
        if hardware.shares == 1 or self._slower_than(LONG_STEP):
            return None
        alone = replace(hardware, threads=1, shares=1)
        return Question("threads", alone, say("1 thread"), ("shares",), ALONE_GAIN)

    def _compiled(self, hardware: Hardware) -> Question | Message:
        other = replace(hardware, compile=True)
        return compiler_obstacle(hardware.device) or Question("compile", other, "torch.compile")

    def _uncompiled_again(self, hardware: Hardware) -> Question | None:
        """Whether compiled code, a little later, is as much the faster one as it was."""
        if "compile" not in self._past or not hardware.compile:
            return None
        enough = max(GAIN, self._gain("compile"))
        return Question("compile", replace(hardware, compile=False), say("uncompiled code"), (), enough, again=1)

    def _products_again(self, hardware: Hardware) -> Question | None:
        """How many threads work on a product is what one library makes more of than the other."""
        before, _ = self._past.get("products", (hardware, 0.0))
        changed = hardware.threads != before.threads and hardware.precision == "fp32"
        return self._other_products(hardware) if changed else None

    def _gain(self, what: str) -> float:
        return self._past[what][1] if what in self._past else 0.0

    def _has_another_kernel(self, hardware: Hardware) -> bool:
        model = self._experiment.model.model_dump()
        return hardware.attention != "math" and "heads" in model and not model["dropout"]  # with dropout there is none

    def _other_products(self, hardware: Hardware) -> Question | None:
        if not has_onednn():
            return None
        if hardware.products == "onednn":
            return Question("products", replace(hardware, products="default"), say("PyTorch's choice"))
        return Question("products", replace(hardware, products="onednn"), "oneDNN")

    def _more_shares(self, hardware: Hardware) -> Question | Message | None:
        if self._experiment.model.model_dump().get("dropout"):
            return say("with dropout a batch is not divided, so that its random numbers come in order")
        shares = 2 * hardware.shares
        if shares > min(hardware.threads, self._experiment.training.batch_size):
            return None
        return Question("shares", replace(hardware, shares=shares), say("{count} shares of the batch", count=shares))

    def _compiled_by_one_thread(self, hardware: Hardware) -> Question | Message | None:
        """Steps that are short already may be so short, once compiled, that threads only wait for each other."""
        if hardware.shares == 1 or self._slower_than(SHORT_STEP):
            return None
        other = replace(hardware, threads=1, shares=1, compile=True)
        called = say("1 thread and torch.compile")
        return compiler_obstacle(hardware.device) or Question("threads", other, called, ("shares", "compile"))

    def _several_again(self, hardware: Hardware) -> Question | None:
        """Whether several threads, in a second trial, win more clearly than one thread did in the first.

        What they gain depends on what else the machine does, and may change within seconds.
        """
        first = self._past.get("one thread", (hardware, 0.0))
        several, lead = self._past.get("compiled by one thread", first)
        if hardware.threads >= several.threads:
            return None
        changed = [what for what in ("compile", "products") if getattr(several, what) != getattr(hardware, what)]
        called = say("{count} shares of the batch", count=several.shares)
        return Question("threads", several, called, ("shares", *changed), max(GAIN, lead), again=1)

    def _several_once_more(self, hardware: Hardware) -> Question | None:
        """Where either was the faster one in one of the two trials, a third decides."""
        second = self._several_again(hardware)
        if second is None or self._gain("several threads again") < GAIN:
            return None
        return replace(second, enough=GAIN, again=2)

    def _slower_than(self, seconds: float) -> bool:
        return self._pace is not None and self._pace > seconds

    def _answer(self, question: Question, hardware: Hardware) -> Answer | None:
        """What is known or found out; None when stopped meanwhile."""
        facts = (hardware.threads, hardware.shares, hardware.products, hardware.precision, hardware.attention)
        key = f"{question.called}: {' '.join(map(str, facts))}{' compiled' * hardware.compile}"
        key += f" ({question.again})" * (question.again > 1)
        answer: Answer | None = self._store.get(key)
        if answer is None:
            try:
                answer = self._find_out(question, hardware)
            except (LaboratoryError, DeviceError) as error:
                logger.warning("A trial of %s came to nothing: %s", question.called, error.message)
                answer = {"taken": False, "why": "failed", "gain": 0.0}
            if answer is not None:
                self._store.put(key, answer)
        return answer

    def _find_out(self, question: Question, hardware: Hardware) -> Answer | None:
        message = say("Measuring what is fastest here: {what}", what=question.called)
        self._emit(Stage(message))
        if self._began is None:
            self._began = time.monotonic()
        if self._seconds is None or self._pace is None:
            self._pace = self._laboratory.pace(hardware)
            if self._pace is None:
                return None
            self._seconds = self._pace * self._experiment.training.steps
        compiling = question.other.compile
        spent = time.monotonic() - self._began
        if spent + least_seconds(self._pace) + BUILDING * compiling > SHARE * self._seconds:
            return {"taken": False, "why": "compiling is long" if compiling else "short", "gain": 0.0}
        patience = {"patience": COMPILING} if compiling else {}
        left = PART * (SHARE * self._seconds - spent)
        comparison = self._laboratory.compare(
            hardware, question.other, question.enough, min(MOST_SECONDS, left), **patience
        )
        if comparison is None:
            return None
        answer = verdict(comparison, question.enough)
        self._pace = (comparison.other if answer["taken"] else comparison.base).seconds
        return answer


def verdict(comparison: Comparison, enough: float = GAIN) -> Answer:
    """Whether the second, if so much faster, is taken instead of the first, and why; plain values, to be remembered."""
    base, other, gain = comparison.base, comparison.other, comparison.gain
    both = range(min(len(base.losses), len(other.losses)))
    difference = abs(sum(base.losses[index] - other.losses[index] for index in both)) / len(both)
    text = "A trial: %.2f ms against %.2f ms a step, %.3f times as fast (%d rounds), losses %.5f apart %s"
    times = 1e3 * base.seconds, 1e3 * other.seconds, gain, len(base.times)
    logger.info(text, *times, difference, comparison.failure)
    if comparison.failure:
        return {"taken": False, "why": "failed", "gain": 0.0}
    if not difference <= SAME_LOSS:  # also when it is no number
        return {"taken": False, "why": "loss", "gain": gain}
    return {"taken": gain >= enough, "why": "speed", "gain": gain}


def _decided(hardware: Hardware, question: Question, answer: Answer) -> Hardware:
    gain, called = float(answer.get("gain", 0.0)), question.called
    reasons = {
        "short": say("the run is too short for a measurement to pay"),
        "compiling is long": say("the run is too short for compiling to pay"),
        "failed": say("{other} did not work in a trial", other=called),
        "loss": say("in a trial {other} learned differently", other=called),
        "speed": say("measured on this model: {ratio:.2f} times as fast with {other}", ratio=gain, other=called),
        "as fast": say(
            "measured on this model: as fast with {other}, which leaves the other cores to other programs", other=called
        ),
    }
    chosen = question.other if answer["taken"] else hardware
    # Of what changes together only a change is told: not taken, each setting keeps the reason that it has.
    told = answer["taken"] or not (question.together or question.again)
    names = [question.what, *question.together] if told else []
    why = "as fast" if answer["taken"] and gain < GAIN else str(answer["why"])
    return _with_reasons(replace(chosen, choices=hardware.choices), names, reasons[why])


def _with_reasons(hardware: Hardware, names: Iterable[str], reason: str) -> Hardware:
    """The hardware with its choices of these names told anew."""
    values: dict[str, Any] = {
        "threads": str(hardware.threads),
        "shares": str(hardware.shares),
        "products": hardware.products,
        "precision": hardware.precision,
        "attention": "math" if hardware.attention == "math" else "flash",
        "compile": "on" if hardware.compile else "off",
    }
    choices = tuple(
        Choice(choice.what, values[choice.what], reason) if choice.what in names else choice
        for choice in hardware.choices
    )
    return replace(hardware, choices=choices)
