"""Steps tried out in a process of their own: what fails, hangs or fills the memory there costs no run.

A compiler at work holds Python's lock for long stretches and cannot be interrupted; in another
process it leaves the window alone, and a stop ends it at once. What torch.compile builds there it
finds again, in its cache on the disk, when the run compiles the same model.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any

from numpy.typing import NDArray

from workbench.config.experiment import Experiment
from workbench.data.batches import Batches
from workbench.errors import DeviceError, WorkbenchError
from workbench.messages import say
from workbench.training.allocator import steady_memory
from workbench.training.device import Hardware
from workbench.training.memory import memory_errors
from workbench.training.peak import peak_memory
from workbench.training.trial import Comparison, Trial, compare
from workbench.training.warm_up import warm_up

_POLL_SECONDS = 0.02
_FAREWELL_SECONDS = 5.0
_MOST_TOKENS, _MOST_BATCHES = 1_000_000, 64
"""So much of the text is sent over: more than a trial reads."""

_KILLED = 9
"""SIGKILL, under which Linux ends a process when memory is short."""

_spawning = multiprocessing.get_context("spawn")


class LaboratoryError(WorkbenchError):
    """A trial that came to no result; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a few real steps showed: seconds of one update and of one batch's loss, peak bytes of training alone."""

    seconds: float
    forward_seconds: float
    memory: int


class Laboratory:
    """Answers questions about one experiment by trying; every answer is None when a stop is asked for meanwhile.

    The process starts with the first question, and ends with the ``with`` block or with ours. All
    questions raise LaboratoryError when it came to nothing, and DeviceError when memory is short.
    """

    def __init__(
        self, experiment: Experiment, vocab_size: int, tokens: NDArray[Any], should_stop: Callable[[], bool]
    ) -> None:
        """``tokens`` is the training text as 1-D ids, long enough for a batch."""
        settings = experiment.training
        enough = max(_MOST_TOKENS, _MOST_BATCHES * settings.batch_size * settings.context_length)
        self._facts = (experiment, vocab_size, tokens[:enough].copy())
        self._should_stop = should_stop
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._asking = self._built = False
        self.asked = False
        """Whether anything was asked."""

    def __enter__(self) -> Laboratory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def stopped(self) -> bool:
        """Whether a stop was asked for: nothing is answered any more."""
        return self._should_stop()

    def pace(self, hardware: Hardware) -> float | None:
        """Seconds that one update takes, roughly: the first one that is warm."""
        seconds: float | None = self._ask("pace", hardware)
        return seconds

    def compare(
        self, base: Hardware, other: Hardware, enough: float = 1.0, seconds: float = 0.0, patience: float = math.inf
    ) -> Comparison | None:
        """Two settings side by side (`trial.compare`), given up after ``patience`` seconds."""
        how = {"enough": enough, "seconds": seconds}
        comparison: Comparison | None = self._ask("compare", base, other, how=how, patience=patience)
        return comparison

    def measure(self, hardware: Hardware) -> Measurement | None:
        """Time and memory; the memory is right only as the first question that is asked."""
        measurement: Measurement | None = self._ask("measure", hardware)
        return measurement

    def close(self) -> None:
        """End the process: at once, unless it has built code and is idle, when it clears up what that left behind."""
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if process is not None:
            process.join(_FAREWELL_SECONDS if self._built and not self._asking else 0.0)
            process.kill()
            process.join()
            process.close()

    def _ask(self, what: str, *about: Hardware, how: dict[str, float] | None = None, patience: float = math.inf) -> Any:
        if self.stopped:
            return None
        deadline = time.monotonic() + patience
        self._asking = self.asked = True
        self._built = self._built or any(hardware.compile for hardware in about)
        try:
            connection = self._connection or self._start()
            connection.send((what, about, how or {}))
            while not connection.poll(_POLL_SECONDS):
                if self.stopped:
                    self.close()
                    return None
                if time.monotonic() > deadline:
                    self.close()
                    raise LaboratoryError(say("a trial took more than {seconds:.0f} s", seconds=patience))
            answer = connection.recv()
            self._asking = False
        except (EOFError, OSError) as error:
            raise self._ended() from error
        if isinstance(answer, WorkbenchError):
            raise answer
        return answer

    def _start(self) -> Connection:
        ours, theirs = _spawning.Pipe()
        process = _spawning.Process(target=_work, args=(theirs, *self._facts), daemon=True, name="laboratory")
        try:
            process.start()
        except (OSError, RuntimeError) as error:  # no memory, or a script that does not guard its main part
            ours.close()
            raise LaboratoryError(say("No process could be started for a trial.")) from error
        finally:
            theirs.close()
        self._process, self._connection = process, ours
        return ours

    def _ended(self) -> LaboratoryError:
        """Why the process is gone."""
        code = None
        if self._process is not None:
            self._process.join(1.0)
            code = self._process.exitcode
        self.close()
        if code == -_KILLED:
            return LaboratoryError(
                say("The system ended the trial, as it does when memory is short."),
                say("Lower model.width, model.layers, training.batch_size or training.context_length."),
            )
        return LaboratoryError(say("The trial ended without a result (exit code {code}).", code=code))


def _work(connection: Connection, experiment: Experiment, vocab_size: int, tokens: NDArray[Any]) -> None:
    """The body of the process: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that asks
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _leave_nothing_behind()
    bench = _Bench(experiment, vocab_size, tokens)
    with steady_memory():
        while True:
            try:
                what, about, how = connection.recv()
            except EOFError:
                return
            connection.send(bench.answer(what, about, how))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)  # also in the middle of a compilation


def _leave_nothing_behind() -> None:
    """The compiler's progress bar would take a semaphore of the system, which outlives a process that is killed."""
    with contextlib.suppress(ImportError):  # torch uses the bar where it is installed
        importlib.import_module("tqdm").tqdm.set_lock(threading.RLock())


def _settings_of(hardware: Hardware) -> tuple[object, ...]:
    """What was chosen, without the reasons."""
    facts = (hardware.device, hardware.precision, hardware.threads, hardware.shares)
    return *facts, hardware.products, hardware.attention, hardware.compile, hardware.deterministic


class _Bench:
    """The trials at hand; those of the last question are kept, since the next one often begins with them."""

    def __init__(self, experiment: Experiment, vocab_size: int, tokens: NDArray[Any]) -> None:
        settings = experiment.training
        self._experiment = experiment
        self._vocab_size = vocab_size
        self._batches = Batches(tokens, settings.context_length, settings.batch_size, settings.seed)
        self._trials: dict[tuple[object, ...], Trial] = {}

    def answer(self, what: str, about: tuple[Hardware, ...], how: dict[str, float]) -> object:
        """The answer, or the WorkbenchError that it came to."""
        settings = self._experiment.training
        try:
            with memory_errors(settings.batch_size, settings.context_length):
                if what == "measure":
                    return self._measure(about[0])
                trials = self._take(about)
                return compare(trials[0], trials[1], **how) if what == "compare" else trials[0].warm_up()
        except DeviceError as error:
            return error
        except Exception as error:  # noqa: BLE001  (told to whoever asked)
            reason = str(error).partition("\n")[0]
            return LaboratoryError(say("The trial failed: {reason}", reason=f"{type(error).__name__}: {reason}"))

    def _measure(self, hardware: Hardware) -> Measurement:
        warm_up()
        memory = peak_memory(hardware.device.type)
        trial = self._take((hardware,))[0]
        seconds = trial.measure()
        needed = memory()
        return Measurement(seconds, trial.forward_seconds(), needed)

    def _take(self, wanted: tuple[Hardware, ...]) -> list[Trial]:
        keys = [_settings_of(each) for each in wanted]
        self._trials = {key: trial for key, trial in self._trials.items() if key in keys}
        for key, hardware in zip(keys, wanted, strict=True):
            if key not in self._trials:
                self._trials[key] = Trial(self._experiment, self._vocab_size, self._batches, hardware)
        return [self._trials[key] for key in keys]
