"""One update of the weights, as fast as eager PyTorch does it, and never waiting for the device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

import torch
from torch import Tensor, nn

from workbench.messages import say
from workbench.models.base import LanguageModel
from workbench.models.memory import is_memory_error
from workbench.models.sound_thread import on_sound_thread
from workbench.training.computing import is_one_thread_faster, using_threads
from workbench.training.device import Hardware
from workbench.training.memory import BatchTooLargeError
from workbench.training.shares import Shares
from workbench.training.team import ALONE, Team

_DTYPES = {"bf16": torch.bfloat16, "fp16": torch.float16}


class Updater:
    """Forward, backward, clip, update. Losses and norms come back as tensors on the device.

    Random numbers (dropout) are seeded from the experiment's seed and the batch's index, so an
    update depends on weights, optimizer and step alone: nothing random has to be saved to resume
    exactly, and no other use of torch's generator in this process can disturb a run.
    """

    def __init__(
        self,
        model: LanguageModel,
        optimizer: torch.optim.Optimizer,
        hardware: Hardware,
        gradient_clip: float,
        seed: int,
        tell: Callable[[str], None],
        team: Team = ALONE,
    ) -> None:
        self.optimizer = optimizer
        self.device = hardware.device
        self.scaler = torch.amp.GradScaler("cuda", enabled=hardware.precision == "fp16")
        self._hardware = hardware
        self._parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
        alone = hardware.device.type == "cpu" and is_one_thread_faster(self._parameters)
        self._scaling = partial(using_threads, 1) if alone else nullcontext
        self._stepping = self._scaling if optimizer.defaults.get("fused") else nullcontext
        self._clip = gradient_clip
        self._seed = team.seed(seed << 32)
        self._team = team
        self._eager = model.loss
        self._loss: Callable[[Tensor], Tensor] = torch.compile(model.loss) if hardware.compile else model.loss
        self._tell = tell
        self._compiler_said: str | None = None
        """Why compiling failed, until that is told: the thread of a share must not speak."""
        self._shares = Shares(hardware.shares, hardware.threads, self._parameters) if hardware.shares > 1 else None

    def update(
        self, batches: Iterable[Tensor], first_index: int, count: int, rate: float, parts: int = 1
    ) -> tuple[Tensor, Tensor]:
        """One weight update from the mean loss over ``count`` batches, the first of which has ``first_index``.

        A batch is token ids on the CPU, of shape (B, T + 1), and is computed in ``parts``. Returns the loss (nats per
        token, before the update) and the length of the gradient before it was clipped, both as scalars on the device.
        Raises BatchTooLargeError, with weights and optimizer as they were.
        """
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        total = self._add_gradients(batches, first_index, count, parts, self.scaler.scale)
        norm = self._clip_gradients()
        with self._stepping():
            self.scaler.step(self.optimizer)
        self.scaler.update()
        self.optimizer.zero_grad(set_to_none=True)
        return total, norm

    def try_update(self, batch: Tensor, index: int, parts: int = 1) -> tuple[float, float]:
        """Loss and gradient length that the update to come begins with; changes nothing."""
        with self.gradient(batch, index, parts) as loss:
            gradients = [parameter.grad for parameter in self._parameters if parameter.grad is not None]
            norm = self._team.whole(nn.utils.get_total_norm(gradients, foreach=True))
            return float(self._team.mean(loss.reshape(1))), float(norm)

    @contextmanager
    def gradient(self, batch: Tensor, index: int, parts: int = 1) -> Iterator[Tensor]:
        """Inside, each weight holds its gradient of the loss (given) of this batch; afterwards none does."""
        loss = self._add_gradients([batch], index, 1, parts, lambda part: part)
        try:
            yield loss
        finally:
            self.optimizer.zero_grad(set_to_none=True)

    def autocast(self) -> AbstractContextManager[object]:
        """The chosen precision, for a forward pass."""
        return autocast(self._hardware)

    def _add_gradients(
        self,
        batches: Iterable[Tensor],
        first_index: int,
        count: int,
        parts: int,
        scale: Callable[[Tensor], Tensor],
    ) -> Tensor:
        """Add the gradient of the mean loss to the weights' own; the loss, on the device.

        A batch in parts is seeded once: its dropout differs from the whole batch's, and is as reproducible.
        """
        total: Tensor | None = None
        try:
            for offset, batch in enumerate(batches):
                self._seed_generator(first_index + offset)
                cut = batch.tensor_split(self._team.parts(parts, len(batch))) if parts > 1 else (batch,)
                for place, rows in enumerate(cut, start=1):
                    with self._team.part(last=offset == count - 1 and place == len(cut)):
                        loss = self._backward(self._to_device(rows), len(batch), count, scale)
                    total = loss if total is None else total + loss
        except (MemoryError, RuntimeError) as error:
            self.optimizer.zero_grad(set_to_none=True)
            if not is_memory_error(error):
                raise
            raise BatchTooLargeError from error
        if self._compiler_said is not None:
            text = say("Compiling did not work; training goes on without it ({reason}).", reason=self._compiler_said)
            self._compiler_said = None
            self._tell(text)
        assert total is not None
        return total

    def _backward(self, rows: Tensor, whole: int, count: int, scale: Callable[[Tensor], Tensor]) -> Tensor:
        """Add the gradient of these rows' part in the mean loss over ``count`` batches of ``whole`` rows; that part."""
        if self._shares is not None:
            return self._shares.add_gradients(rows, self._forward, len(rows) / (whole * count))

        def undivided() -> Tensor:
            loss = self._forward(rows)
            if len(rows) < whole:
                loss = loss * (len(rows) / (whole * count))
            elif count > 1:
                loss = loss / count
            scale(loss).backward()
            return loss.detach()

        return on_sound_thread(undivided)

    def _forward(self, tokens_BT: Tensor) -> Tensor:
        with self.autocast():
            if self._loss is self._eager:
                return self._team.train(self._eager, tokens_BT)
            try:
                return self._team.train(self._loss, tokens_BT)
            except Exception as error:
                if is_memory_error(error):
                    raise
                # A compiler half installed raises anything; a fault of the model itself shows again without it.
                self._loss = self._eager
                self._compiler_said = str(error).partition("\n")[0] or type(error).__name__
                return self._team.train(self._eager, tokens_BT)

    def _clip_gradients(self) -> Tensor:
        self.scaler.unscale_(self.optimizer)
        gradients = [parameter.grad for parameter in self._parameters if parameter.grad is not None]
        norm = self._team.whole(nn.utils.get_total_norm(gradients, foreach=True))
        # On the processor the norm can be looked at for free, and usually needs no scaling; on a GPU
        # looking would wait for it, so the (often idle) scaling is queued blindly.
        if self._clip and (self.device.type != "cpu" or float(norm) > self._clip):
            with self._scaling():
                nn.utils.clip_grads_with_norm_(self._parameters, self._clip, norm, foreach=True)
        return norm

    def _to_device(self, tokens: Tensor) -> Tensor:
        # From pinned memory a GPU copies by itself; nobody changes a batch meanwhile.
        return tokens.to(self.device, non_blocking=self.device.type == "cuda")

    def _seed_generator(self, index: int) -> None:
        seed = self._seed + index
        # The generator of the device alone: torch.manual_seed() looks at all of them, which costs more.
        if self.device.type == "cuda":
            torch.cuda.default_generators[self.device.index or 0].manual_seed(seed)
        elif self.device.type == "mps":
            torch.mps.manual_seed(seed)
        else:
            torch.default_generator.manual_seed(seed)


def autocast(hardware: Hardware) -> AbstractContextManager[object]:
    """The chosen precision as a context for forward passes; weights stay in 32 bits."""
    if hardware.precision == "fp32":
        return nullcontext()
    return torch.autocast(hardware.device.type, dtype=_DTYPES[hardware.precision])
