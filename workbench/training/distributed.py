"""Several processes at one job, started by PyTorch's launchers: who they are, and how they agree.

The launcher (torchrun, or anything that sets RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT) gives each
process a key-value store in common. The first process prepares the text and makes the run, however
long that takes, while the others look into the store now and then; only then do they form a process
group (nccl on GPUs, gloo on processors), whose operations all must join in the same order.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor
from torch.distributed.distributed_c10d import PrefixStore, Store
from torch.distributed.rendezvous import rendezvous

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.errors import InputError, TeamError
from workbench.failures import describe_failure
from workbench.machine import Launched
from workbench.messages import Message, say
from workbench.models.base import LanguageModel
from workbench.training.device import Hardware
from workbench.training.division import divide, from_json, kind_of, to_json
from workbench.training.memory import BatchTooLargeError
from workbench.training.team import FLUSH_SECONDS, Loss, Order, Team

logger = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=10)
"""How long one process waits for another in training: longer than writing a sample or a checkpoint takes."""
_POLL = 0.05
"""Seconds between two looks into the store while the first process prepares."""
_LAST_WORDS = 3.0
"""Seconds that one process waits for what another still has to say, or to hear, when a job ends early."""
_LONGEST_FLUSH = 1000
_REHEARSALS = 2
"""So many updates are rehearsed: from the second on the optimizer's memory is there too."""
_SPREAD = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio: seeds of neighbouring ranks differ in many bits
_BEGIN, _FAILED, _HEARD = "begin", "failed", "heard"


class _TeamControl(JobControl):
    """A stop that was asked of any process, or a pause of the first, known to this one since all agreed on it."""

    def __init__(self, own: JobControl) -> None:
        super().__init__()
        self.own = own

    def take_requests(self) -> list[Callable[[Any], None]]:
        return self.own.take_requests()


class Ranks(Team):
    """One of several processes."""

    can_try_again = False

    def __init__(self, place: Launched, store: Store) -> None:
        self.rank, self.size = place.rank, place.size
        self._place = place
        self._store = store
        self._begun = False
        self._device = torch.device("cpu")
        self._kind = "ddp"
        self._weight = 1.0
        self._fewest_rows = 1
        self._control: _TeamControl | None = None
        # Steps since losses were last exchanged, when that was, and after how many to do so next.
        self._waiting = 0
        self._exchanged_at = time.perf_counter()
        self._interval = 1
        self._rehearsals = 0
        self._rehearsing = False

    # -- before training -----------------------------------------------------------------------

    def settle(self, hardware: Hardware, experiment: Experiment, vocab_size: int) -> Hardware:
        """See the base. Raises DeviceError where processes cannot share, InputError for too small a batch."""
        self.rows(experiment.training.batch_size)
        return divide(hardware, experiment, vocab_size, self._place)

    def begin(self, order: Order) -> None:
        """See the base. Raises TeamError if another process has ended meanwhile."""
        if self.first:
            if self._store.check([_FAILED]):
                raise self._lost()
            self._store.set(_BEGIN, json.dumps(to_json(order)))
            self._begun = True
        self._connect(order.hardware, order.experiment.training.batch_size)

    def wait(self, control: JobControl) -> Order | None:
        """The first process's order; None if there is nothing to train, or we were told to stop.

        Raises DeviceError if this process finds no device for itself.
        """
        stop_by: float | None = None
        while not self._store.check([_BEGIN]):
            if control.stop_requested:
                stop_by = stop_by or time.monotonic() + _LAST_WORDS
                if time.monotonic() > stop_by:
                    self._fail(say("it was stopped"))
                    return None
            time.sleep(_POLL)
        raw: dict[str, Any] | None = json.loads(self._store.get(_BEGIN))
        if raw is None:
            self._note_heard()
            return None
        return from_json(raw, self._place)

    def control(self, control: JobControl) -> JobControl:
        self._control = _TeamControl(control)
        self._rehearsals = _REHEARSALS if self._kind == "ddp" else 0
        return self._control

    # -- the model and its data ----------------------------------------------------------------

    def place(self, model: LanguageModel, device: torch.device) -> LanguageModel:
        from workbench.training.sharding import Copies, Parts, Shared

        self._shared: Shared = Parts(model, device, self.size) if self._kind == "fsdp" else Copies(model, device)
        return model

    def adapt(self, optimizer: torch.optim.Optimizer) -> torch.optim.Optimizer:
        # torch's fused SGD, alone among the fused ones, knows nothing of weights held in parts.
        if self._kind == "fsdp" and isinstance(optimizer, torch.optim.SGD):
            for group in optimizer.param_groups:
                group.update(fused=False, foreach=True)
        return optimizer

    def train(self, loss: Loss, tokens_BT: Tensor) -> Tensor:
        return self._shared(loss, tokens_BT, self._weight)

    def measure(self, loss: Loss, tokens_BT: Tensor) -> Tensor:
        return self._shared.measure(loss, tokens_BT)

    def part(self, last: bool) -> Any:
        return self._shared.part(last and not self._rehearsing)

    def writing(self) -> Any:
        return self._shared.writing()

    def whole(self, tensor: Tensor) -> Tensor:
        from workbench.training.sharding import whole

        return whole(tensor)

    def own_part(self, tensor: Tensor, like: Tensor | None) -> Tensor:
        from workbench.training.sharding import own_part

        return own_part(tensor, like)

    def rows(self, batch_size: int) -> slice:
        """See the base: the rows as evenly as they go. Raises InputError when a process would get none."""
        if batch_size < self.size:
            raise InputError(
                say(
                    "{processes} processes cannot share batches of {batch} sequences (training.batch_size).",
                    processes=self.size,
                    batch=batch_size,
                ),
                say("Raise training.batch_size to {processes} or more, or start fewer processes.", processes=self.size),
            )
        return slice(self.rank * batch_size // self.size, (self.rank + 1) * batch_size // self.size)

    def parts(self, wanted: int, rows: int) -> int:
        return min(wanted, self._fewest_rows)

    def seed(self, seed: int) -> int:
        return (seed ^ self.rank * _SPREAD) & (2**63 - 1)

    # -- in step -------------------------------------------------------------------------------

    def flush_due(self, waited: float) -> bool:
        # No clock decides: the first process's pace gave a number of steps, the same for all.
        self._waiting += 1
        return self._waiting >= self._interval

    def mean(self, losses: Tensor) -> Tensor:
        """See the base. The same message says whether to stop, and when the next one is due."""
        asked = [self._stop_asked(), self._pause_asked(), self._next_interval()]
        more = torch.tensor(asked, dtype=torch.float32)
        message = torch.cat((losses.detach().float(), more.to(losses.device)))
        dist.all_reduce(message)
        stop, pause, interval = message[-3:].tolist()
        self._agree(stop > 0)
        if pause > 0 and self._control is not None:
            self._control.pause()
        self._waiting, self._exchanged_at, self._interval = 0, time.perf_counter(), int(interval)
        return message[:-3] / self.size

    def wait_out(self, control: JobControl, serve: Callable[[], None]) -> None:
        """See the base: all look together, a few times a second, whether the first process is still to wait."""
        assert self._control is not None
        while not self.asked_to_stop(control) and self.first_says(bool(self._pause_asked())):
            serve()
            self._control.own.wait_while_paused(_POLL)
        self._control.resume()

    def rehearse(self, attempt: Callable[[], None]) -> bool:
        """See the base: nothing is exchanged but whether there was room everywhere."""
        if not self._rehearsals:
            return True
        self._rehearsing, short = True, False
        try:
            attempt()
        except BatchTooLargeError:
            short = True
        finally:
            self._rehearsing = False
        votes = torch.tensor([float(short)], device=self._device)
        dist.all_reduce(votes)
        if votes.item() > 0:
            return False
        self._rehearsals -= 1
        return True

    def most_parts(self, batch_size: int) -> int:
        return self._fewest_rows

    def asked_to_stop(self, control: JobControl) -> bool:
        asked = torch.tensor([self._stop_asked()], device=self._device)
        dist.all_reduce(asked)
        self._agree(bool(asked.item() > 0))
        return control.stop_requested

    def first_says(self, answer: int) -> int:
        # A stop of the first process comes along: it may be waiting for room on a disk, without steps in between.
        message = torch.tensor([int(answer), int(self._stop_asked())], device=self._device)
        dist.broadcast(message, src=0)
        said, stop = message.tolist()
        self._agree(stop > 0)
        return int(said)

    def in_turn(self, values: Tensor) -> Tensor:
        gathered = [torch.empty_like(values) for _ in range(self.size)]
        dist.all_gather(gathered, values)
        return torch.stack(gathered, dim=1).flatten()

    @contextmanager
    def failures(self) -> Iterator[None]:
        """See the base: raises TeamError, with the first failure's reason where its process could still give one."""
        try:
            yield
        except (dist.DistError, RuntimeError) as error:
            if not isinstance(error, dist.DistError) and "gloo" not in str(error).lower():
                raise
            logger.info("The connection to the other processes was lost.", exc_info=error)
            raise self._lost() from error

    # -- the end -------------------------------------------------------------------------------

    def leave(self, error: BaseException | None) -> None:
        """Tell the others how this process ends, and let go of the group."""
        if error is not None and not isinstance(error, TeamError):
            self._fail(describe_failure(error).message)
            self._note_heard()
        if self.first and not self._begun:
            self._try(lambda: self._store.set(_BEGIN, "null"))
        # After an error a group of GPUs may hold operations that never end; the end of the process frees them.
        if dist.is_initialized() and (error is None or self._device.type == "cpu"):
            dist.destroy_process_group()
        if self.first and (error is not None or not self._begun):
            self._try(self._wait_until_heard)

    # -- helpers -------------------------------------------------------------------------------

    def _connect(self, hardware: Hardware, batch_size: int) -> None:
        """Form the process group; all must call it."""
        self._kind, self._device = kind_of(hardware), hardware.device
        rows = self.rows(batch_size)
        # The mean over processes of their weighted means over rows is the mean over all rows.
        self._fewest_rows = batch_size // self.size
        self._weight = (rows.stop - rows.start) * self.size / batch_size
        options: dict[str, Any] = {}
        if self._device.type == "cuda":
            torch.cuda.set_device(self._device)
            options["device_id"] = self._device
        backend = "nccl" if self._device.type == "cuda" else "gloo"
        store = PrefixStore("group", self._store)
        dist.init_process_group(backend, None, _PATIENCE, self.size, self.rank, store, **options)

    def _stop_asked(self) -> float:
        return float(self._control is not None and self._control.own.stop_requested)

    def _pause_asked(self) -> float:
        """Only the first process, which writes the run, may ask."""
        return float(self.first and self._control is not None and self._control.own.pause_requested)

    def _agree(self, stop: bool) -> None:
        if stop and self._control is not None:
            self._control.stop()

    def _next_interval(self) -> float:
        """Steps until the next exchange, for about FLUSH_SECONDS; only the first process has a say."""
        if not self.first:
            return 0.0
        seconds = max(time.perf_counter() - self._exchanged_at, 1e-6)
        steps = int(FLUSH_SECONDS * self._waiting / seconds) if self._waiting else self._interval
        return float(max(1, min(steps, 2 * self._interval, _LONGEST_FLUSH)))

    def _fail(self, reason: str) -> None:
        said = say("process {rank} of {size} failed: {reason}", rank=self.rank, size=self.size, reason=reason)
        self._try(lambda: self._store.set(_FAILED, str(said)))

    def _note_heard(self) -> None:
        if not self.first:
            self._try(lambda: self._store.add(_HEARD, 1))

    def _wait_until_heard(self) -> None:
        """Stay until the others know why the job ends, if the store lives and ends with this process."""
        if os.environ.get("TORCHELASTIC_USE_AGENT_STORE") == "True":  # torchrun holds the store
            return
        stop_by = time.monotonic() + _LAST_WORDS
        while self._store.add(_HEARD, 0) < self.size - 1 and time.monotonic() < stop_by:
            time.sleep(_POLL)

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except (dist.DistError, RuntimeError) as error:  # its host is gone, and with it whoever would have read it
            logger.info("The store of the job cannot be reached: %s", error)

    def _lost(self) -> TeamError:
        reason: Message | str = say("one of them ended without a word; it was killed, or its computer is gone")
        try:
            if self._store.check([_FAILED]):
                reason = self._store.get(_FAILED).decode()
        except (dist.DistError, RuntimeError) as error:
            logger.info("The store of the job cannot be reached: %s", error)
        self._note_heard()
        return TeamError(
            say("The processes of this job cannot go on together: {reason}", reason=reason),
            say("Once the cause is gone, continue the run from its last checkpoint with workbench resume."),
        )


@contextmanager
def join(place: Launched) -> Iterator[Ranks]:
    """Meet the other processes; on the way out they are told why. Raises TeamError when they cannot be met."""
    try:
        store, _, _ = next(rendezvous("env://", timeout=_PATIENCE))
    except (dist.DistError, RuntimeError, ValueError) as error:
        raise TeamError(
            say("The other processes of this job could not be reached: {reason}", reason=str(error).partition("\n")[0]),
            say("Check the launcher's options, and MASTER_ADDR and MASTER_PORT."),
        ) from error
    team = Ranks(place, store)
    try:
        with team.failures():
            yield team
    except BaseException as error:
        team.leave(error)
        raise
    team.leave(None)
