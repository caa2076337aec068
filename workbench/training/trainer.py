"""The loop: update, and now and then speak, listen, measure, save."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

import torch
from torch import Tensor

from workbench.config.experiment import Experiment
from workbench.data.batches import Batches
from workbench.errors import DivergedError
from workbench.events import Notice, Progress, RunState, StateChanged, Steps
from workbench.messages import Message, say
from workbench.models.base import LanguageModel
from workbench.models.copying import copy_to_cpu
from workbench.runs.checkpoints import Checkpoint
from workbench.training.adjustments import Adjustments, rate_factor
from workbench.training.allocator import steady_memory
from workbench.training.computing import computing, forget_compiled
from workbench.training.course import Course
from workbench.training.device import Hardware
from workbench.training.diverged import diverged, is_finite, tensors_not_finite
from workbench.training.feed import Feed
from workbench.training.hooks import Hooks
from workbench.training.keeper import Keeper
from workbench.training.memory import memory_errors
from workbench.training.meter import Meter
from workbench.training.optimizers import build_optimizer
from workbench.training.patience import unrecorded, wait_for_room
from workbench.training.pause import wait_out
from workbench.training.recovery import measured, rehearse, roll_back, within_memory
from workbench.training.saver import StateKeeper
from workbench.training.state import TrainingState
from workbench.training.team import ALONE, Team
from workbench.training.updater import Updater

T = TypeVar("T")

_LARGEST_LOSS = math.log(sys.float_info.max)
"""Nats above which the perplexity, exp(loss), is no finite number: of what was learned nothing is left."""
_PROGRESS_SECONDS = 0.25


class Trainer:
    """Trains one model from where it stands to the experiment's last step.

    Bit-exact on the processor: an update depends on weights, optimizer state, step and thread
    count alone, so stopping and resuming anywhere changes nothing.
    """

    _parked = False
    """Whether a pause has taken the state off its device."""

    def __init__(
        self,
        model: LanguageModel,
        batches: Batches,
        experiment: Experiment,
        hardware: Hardware,
        hooks: Hooks,
        saver: StateKeeper,
        checkpoint: Checkpoint | None = None,
        adjustments: Adjustments = (),
        team: Team = ALONE,
    ) -> None:
        settings = experiment.training
        self.experiment = experiment
        self.model = team.place(model, hardware.device).train()
        self.model.set_up(settings.gradient_checkpointing, hardware.products == "onednn", hardware.attention == "math")
        self._team = team
        self._feed = Feed(batches, hardware.device)
        self._hardware = hardware
        self._hooks = hooks
        self._keeper = Keeper(saver, hooks)
        self._meter = Meter()
        forget_compiled(hardware)
        optimizer = team.adapt(build_optimizer(experiment.optimizer, self.model))
        self._updater = Updater(
            self.model, optimizer, hardware, settings.gradient_clip, settings.seed, self._warn, team
        )
        self._state = TrainingState(self.model, self._updater, hardware, team, settings.ema_decay)
        if checkpoint is not None:
            self._state.restore(checkpoint)
            self._keeper.saved_step = checkpoint.info.step
        # What the record knows beyond the checkpoint was decided after that was saved.
        self.course.adjustments = max(self.course.adjustments, adjustments, key=len)
        # What the steps since the last flush left on the device, and on this side.
        self._losses: list[Tensor] = []
        self._norms: list[Tensor] = []
        self._rates: list[float] = []
        self._flushed_at = 0.0
        self._unreported: list[float] = []
        self._reported_at = 0.0

    @property
    def course(self) -> Course:
        """Where the run stands."""
        return self._state.course

    @property
    def step(self) -> int:
        """Updates done so far."""
        return self.course.step

    @property
    def seconds(self) -> float:
        """Time spent in updates so far, over every session of the run."""
        return self.course.seconds + self._meter.seconds

    def snapshot(self) -> LanguageModel:
        """A copy of the model as it is now, on the CPU and ready to write text.

        To be asked for through ``control.request``, which calls it between two steps.
        """
        with self._state.judged() as model:
            return copy_to_cpu(model)

    def save_now(self, pinned: bool = False) -> None:
        """Save a checkpoint of this very step, a pinned one outliving the others.

        To be asked for through ``control.request``, as a snapshot is.
        """
        self._save(best=False, pinned=pinned)
        if self._parked:
            self._meter.stop()

    def run(self, until: int | None = None) -> RunState:
        """Train to the end, until stopped, or to step ``until``; returns "finished" or "stopped".

        The state at the end of the stretch is saved. Raises DivergedError, DeviceError (out of
        memory), and StorageError when the last checkpoint cannot be saved.
        """
        settings = self.experiment.training
        memory = memory_errors(settings.batch_size, settings.context_length)
        with closing(self._keeper), computing(self._hardware), steady_memory(), self._team.failures(), memory:
            return self._run(settings.steps, settings.steps if until is None else until)

    # -- the loop ------------------------------------------------------------------------------

    def _run(self, steps: int, until: int) -> RunState:
        while True:
            try:
                return self._train(steps, until)
            except DivergedError as error:
                self._meter.forget()
                self._unreported.clear()
                self._keeper.discard()
                saved = self._keeper.saved_step
                self._keeper.saved_step = roll_back(error, self._state, self._hooks, self.experiment, saved)

    def _train(self, steps: int, until: int) -> RunState:
        self._set_state("training")
        if self._evaluate_if_due():
            self._save(best=True)
        self._meter.start()
        self._meter.mark(self.step)
        while self.step < until and self._may_go_on():
            self._update()
            if self._team.flush_due(time.perf_counter() - self._flushed_at):
                self._flush()
            best = self._evaluate_if_due()
            if best or self.step % self.experiment.training.checkpoint_every == 0:
                self._save(best)
        self._meter.stop()
        self._flush(last=True)
        self._save_last()
        self._serve()
        return "finished" if self.step >= steps and self._evaluate_whole() else "stopped"

    def _may_go_on(self) -> bool:
        """Listen: requests, pause, stop. A pause ends here."""
        control = self._hooks.control
        self._keeper.poll()
        self._serve()
        if control.pause_requested and not control.stop_requested:
            self._pause()
        return not control.stop_requested

    def _pause(self) -> None:
        """Wait with the device's memory free, so that others can use it."""
        control = self._hooks.control
        self._meter.stop()
        self._flush(last=True)
        self._prove()
        if self._team is not ALONE:  # which holds its device: nothing is to be moved about between them
            self._set_state("paused")
            self._team.wait_out(control, self._serve_while_paused)
        else:
            self._wait_parked()
        if not control.stop_requested:
            self._set_state("training")
        self._meter.start()

    def _wait_parked(self) -> None:
        self._state.park()
        self._parked = True
        self._set_state("paused")
        wait_out(self._state, self._hooks.control, self._serve_while_paused, self._warn)
        self._parked = False

    def _serve_while_paused(self) -> None:
        self._serve()
        self._keeper.poll()

    def _serve(self) -> None:
        for request in self._hooks.control.take_requests():
            request(self)

    def _rate(self, step: int) -> float:
        """The learning rate of a step: the schedule's, lower in a run that went back."""
        steps, peak = self.experiment.training.steps, self.experiment.optimizer.learning_rate
        return self.experiment.schedule.rate(step, steps, peak) * rate_factor(self.course.adjustments, step)

    def _update(self) -> None:
        rate, count = self._rate(self.step + 1), self.experiment.training.gradient_accumulation
        first = self.step * count

        def update(parts: int) -> tuple[Tensor, Tensor]:
            return self._updater.update(self._feed.take(first, count), first, count, rate, parts)

        settings = self.experiment.training
        rehearse(self._team, self._updater, self._feed, first, self.course, settings, self._hooks.emit)
        loss, norm = self._within_memory(update)
        self._state.advance()
        self._losses.append(loss)
        self._norms.append(norm)
        self._rates.append(rate)

    def _within_memory(self, compute: Callable[[int], T]) -> T:
        """What ``compute(parts)`` gives, with each batch in as many parts as memory asks for, here and from now on."""
        settings, device, again = self.experiment.training, self._hardware.device, self._team.can_try_again
        return within_memory(compute, self.course, settings, device, self._hooks.emit, again)

    # -- speaking ------------------------------------------------------------------------------

    def _flush(self, last: bool = False) -> None:
        """Fetch and emit what the steps since the last flush gave: the one place that waits for the device.

        Raises DivergedError for the first step whose loss or gradient is not finite; the steps
        before it are emitted.
        """
        self._flushed_at = time.perf_counter()
        if self._losses:
            self._emit_steps()
            self._meter.mark(self.step)
        if self._unreported and (last or self._flushed_at - self._reported_at >= _PROGRESS_SECONDS):
            self._report_progress()

    def _emit_steps(self) -> None:
        losses: list[float] = self._team.mean(torch.stack(self._losses)).tolist()
        norms: list[float] = torch.stack(self._norms).tolist()
        rates = self._rates
        self._losses, self._norms, self._rates = [], [], []
        first = self.step - len(losses) + 1
        good = self._count_good(losses, norms)
        if good and self._keeper.waiting and losses[0] > _LARGEST_LOSS:
            raise self._diverged(say("the perplexity"), first)
        if good:
            self._keeper.write()
            self._hooks.emit(Steps(first, tuple(losses[:good]), tuple(rates[:good]), tuple(norms[:good])))
            self._unreported += losses[:good]
        if good < len(losses):
            what = say("the gradient") if math.isfinite(losses[good]) else say("the loss")
            raise self._diverged(what, first + good)

    def _count_good(self, losses: list[float], norms: list[float]) -> int:
        # With a gradient scaler an infinite gradient is part of its search: that update is skipped.
        scaled = self._updater.scaler.is_enabled()
        for index, (loss, norm) in enumerate(zip(losses, norms, strict=True)):
            if not math.isfinite(loss) or not (scaled or math.isfinite(norm)):
                return index
        return len(losses)

    def _report_progress(self) -> None:
        self._reported_at = self._flushed_at
        settings = self.experiment.training
        pace = self._meter.steps_per_second()
        loss = sum(self._unreported) / len(self._unreported)
        self._unreported.clear()
        left = (settings.steps - self.step) / pace if pace else math.inf
        tokens = settings.batch_size * settings.context_length * settings.gradient_accumulation
        self._hooks.emit(Progress(self.step, settings.steps, loss, self._rate(self.step), pace * tokens, left))

    def _set_state(self, state: RunState) -> None:
        self._hooks.emit(StateChanged(state, self.step))

    def _warn(self, message: str) -> None:
        self._hooks.emit(Notice(message, "warning"))

    # -- measuring -----------------------------------------------------------------------------

    def _evaluate_if_due(self) -> bool:
        """Measure at the start, at every interval and at the end; whether this is the best so far."""
        every, steps = self.experiment.training.evaluate_every, self.experiment.training.steps
        due = self.step % every == 0 or self.step == steps
        if not due or self.course.evaluated_step == self.step:
            return False
        return self._evaluate(whole=False)

    def _evaluate_whole(self) -> bool:
        """The last word on a finished run: every validation token; False when stopped before it was known."""
        if not (self.course.whole and self.course.evaluated_step == self.step):
            self._evaluate(whole=True)
            self._meter.stop()
        return self.course.whole and self.course.evaluated_step == self.step

    def _evaluate(self, whole: bool) -> bool:
        self._meter.stop()
        self._flush()
        with self._state.judged() as model:
            found = measured(self._hooks, model, whole, self.course)
        if found is None:
            return False
        if not math.isfinite(found.val_loss):
            raise self._diverged(say("the validation loss"), self.step)
        if found.val_loss > _LARGEST_LOSS:
            raise self._diverged(say("the perplexity"), self.step)
        self.course.evaluated_step = self.step
        best = self.course.note(found, among_others=not whole)
        self._hooks.emit(found.event(self.step, best))
        if not whole and not self._hooks.control.stop_requested:
            with self._state.judged() as model, self._team.writing():
                self._hooks.sample(model, self.step)
        self.model.train()
        self._meter.start()
        return best

    # -- saving --------------------------------------------------------------------------------

    def _save(self, best: bool, pinned: bool = False) -> None:
        """Copy the state to memory; it is written once the next step was taken, while training goes on.

        A disk that refuses costs a warning only: the next checkpoint tries again.
        """
        self._meter.stop()
        self._flush()  # which settles whatever waited for a step
        if not self._keeper.mark(best, pinned):
            self._copy(best, pinned)
        self._meter.start()

    def _copy(self, best: bool, pinned: bool) -> None:
        self._keeper.make_room()
        refusals = unrecorded(self._hooks)
        if self._team.first_says(bool(refusals)):
            self._keeper.report(refusals)
            return
        weights = self._state.weights()
        if not self._team.first_says(all(map(is_finite, weights.values()))):
            raise self._diverged(say("a weight"), self.step)
        self._keeper.take(self._state.save(weights, self.seconds), best, pinned)
        if self._parked:  # where nothing but copies can be made
            self._keeper.write()

    def _prove(self) -> None:
        """Have the copy that waits written, if any, though its next step is not taken now.

        Raises DivergedError unless that can be taken: it is computed, and forgotten.
        """
        if not self._keeper.waiting:
            return
        index = self.step * self.experiment.training.gradient_accumulation
        batch = self._feed.batch(index)
        loss, norm = self._within_memory(lambda parts: self._updater.try_update(batch, index, parts))
        if self._count_good([loss], [norm]) == 0:
            raise self._diverged(say("the gradient") if math.isfinite(loss) else say("the loss"), self.step + 1)
        if loss > _LARGEST_LOSS:
            raise self._diverged(say("the perplexity"), self.step + 1)
        self._keeper.write()

    def _save_last(self) -> None:
        """Save where the run ends; while the disk refuses, wait for room. Raises StorageError when told to stop."""
        self._prove()
        self._keeper.wait()
        first = True
        while self._team.first_says(self._keeper.saved_step != self.step):
            self._save(best=False)
            self._meter.stop()
            self._prove()
            self._keeper.wait()
            if self._keeper.refusal is not None:
                wait_for_room(self._hooks, self._serve, self._keeper.refusal, self.step, first)
                first = False

    def _diverged(self, what: str, step: int) -> DivergedError:
        self._keeper.wait()
        index = max(0, step - 1) * self.experiment.training.gradient_accumulation
        batch = self._feed.batch(index)

        def find(parts: int) -> list[Message]:
            with self._updater.gradient(batch, index, parts):
                return tensors_not_finite(self.model)

        tensors = self._within_memory(find)
        return diverged(what, step, self.experiment, self._hardware.precision, self._keeper.saved_step, tensors)
