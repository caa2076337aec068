"""How several processes divide a model among them, DDP or FSDP and why, and the order that they get."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import torch

from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.errors import DeviceError
from workbench.events import Choice
from workbench.machine import Launched, memory_bytes
from workbench.messages import say
from workbench.models.sizing import describe_size
from workbench.training.adjustments import from_json as adjustments_from
from workbench.training.device import Hardware
from workbench.training.team import Order


def divide(hardware: Hardware, experiment: Experiment, vocab_size: int, place: Launched) -> Hardware:
    """The hardware of one of several processes, with a last choice, "distributed": "ddp" or "fsdp".

    Raises DeviceError where there is no device for this process, or none that processes can share.
    """
    device = own_device(hardware.device.type, place)
    kind, reason = _choose_kind(experiment, vocab_size, device, place)
    choices = [Choice("processes", str(place.size), say("the launcher started so many for this job"))]
    choices.append(Choice("distributed", kind, reason))
    precision, compiled = hardware.precision, hardware.compile
    if hardware.shares > 1:
        choices.append(Choice("shares", "1", say("each process computes its part of a batch as a whole")))
    if kind == "fsdp" and compiled:
        compiled = False
        choices.append(
            Choice("compile", "off", say("a model in parts is gathered block by block, outside compiled code"))
        )
    if kind == "fsdp" and precision == "fp16":
        precision = "fp32"
        choices.append(Choice("precision", "fp32", say("the gradient scaler of 16-bit floats needs whole gradients")))
    return replace(
        hardware, device=device, precision=precision, compile=compiled, shares=1, choices=(*hardware.choices, *choices)
    )


def to_json(order: Order) -> dict[str, Any]:
    """An order as JSON-ready values; `from_json` reads them in another process."""
    hardware = {field.name: getattr(order.hardware, field.name) for field in fields(Hardware)}
    hardware["device"] = order.hardware.device.type
    hardware["choices"] = [asdict(choice) for choice in order.hardware.choices]
    adjustments = [asdict(adjustment) for adjustment in order.adjustments]
    experiment = order.experiment.model_dump(mode="json")
    return {
        "folder": str(order.folder.absolute()),
        "experiment": experiment,
        "hardware": hardware,
        "step": order.step,
        "adjustments": adjustments,
    }


def from_json(raw: dict[str, Any], place: Launched) -> Order:
    """What `to_json` gave, on this process's own device. Raises DeviceError if it has none."""
    hardware = dict(raw["hardware"])
    hardware["device"] = own_device(hardware["device"], place)
    hardware["choices"] = tuple(Choice(**choice) for choice in hardware["choices"])
    return Order(
        Path(raw["folder"]),
        check(raw["experiment"]),
        Hardware(**hardware),
        raw["step"],
        adjustments_from(raw["adjustments"]),
    )


def kind_of(hardware: Hardware) -> str:
    """What `divide` chose."""
    return next(choice.value for choice in hardware.choices if choice.what == "distributed")


def own_device(kind: str, place: Launched) -> torch.device:
    """The device of this process: one GPU for each on a computer, or the processor, which they share.

    Raises DeviceError.
    """
    if kind == "mps":
        raise DeviceError(
            say("Several processes cannot train on an Apple GPU together."),
            say("Set runtime.device to cpu, or start one process, without a launcher."),
        )
    if kind != "cuda":
        return torch.device(kind)
    if place.local_rank >= torch.cuda.device_count():
        raise DeviceError(
            say(
                "{processes} processes were started on a computer with {gpus} GPUs.",
                processes=place.local_size,
                gpus=torch.cuda.device_count(),
            ),
            say("Start one process for each GPU: torchrun --nproc-per-node {gpus}", gpus=torch.cuda.device_count()),
        )
    return torch.device("cuda", place.local_rank)


def _choose_kind(experiment: Experiment, vocab_size: int, device: torch.device, place: Launched) -> tuple[str, str]:
    wanted = experiment.runtime.distributed
    if wanted != "auto":
        return wanted, say("runtime.distributed asks for it")
    size = describe_size(experiment, vocab_size)
    needed = size.weight_bytes + size.gradient_bytes + size.optimizer_bytes
    memory = _memory(device, place)
    numbers = {"needed": needed / 1e9, "memory": (memory or 0) / 1e9}
    if memory is None or needed <= memory:
        return "ddp", say(
            "weights, gradients and optimizer ({needed:.2f} GB) fit into each process's device", **numbers
        )
    return "fsdp", say(
        "weights, gradients and optimizer need {needed:.2f} GB, and each process's device has {memory:.2f}", **numbers
    )


def _memory(device: torch.device, place: Launched) -> int:
    """Bytes that this process may fill; on a processor its share of main memory."""
    if device.type == "cuda":
        return int(torch.cuda.get_device_properties(device).total_memory)
    return memory_bytes() // place.local_size
