"""On what a run trains: device, precision, threads and how they are used; each choice with its reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any, Literal

import torch

from workbench.config.sections import Runtime
from workbench.errors import DeviceError
from workbench.events import Choice
from workbench.frozen import is_frozen
from workbench.graphics import computing_cards
from workbench.machine import physical_cores
from workbench.messages import Message, say
from workbench.models.linear import has_onednn

Precision = Literal["fp32", "bf16", "fp16"]
Attention = Literal["auto", "flash", "math"]
Products = Literal["default", "onednn"]

_AS_BEFORE = say("as until now, so that the run goes on exactly")


@dataclass(frozen=True, slots=True)
class Hardware:
    """What was chosen. ``choices`` tell the user, in the order in which they were made."""

    device: torch.device
    precision: Precision
    threads: int
    compile: bool
    choices: tuple[Choice, ...]
    attention: Attention = "auto"
    shares: int = 1
    """How many parts of a batch are computed at the same time, each with its part of the threads."""
    products: Products = "default"
    """Who computes products of 32-bit floats."""
    deterministic: bool = False
    """Whether only kernels are used that give the same bits each time; on a processor all do."""

    @property
    def name(self) -> str:
        """The device as people call it: "CPU", "NVIDIA H100"."""
        if self.device.type == "cuda":
            return torch.cuda.get_device_name(self.device)
        return {"mps": "Apple GPU", "cpu": "CPU"}[self.device.type]


@dataclass(frozen=True, slots=True)
class Before:
    """On what a run was trained until now; going on the same way keeps it exact to the bit."""

    device: str
    precision: Precision
    threads: int
    compile: bool = False
    attention: Attention = "auto"
    shares: int = 1
    products: Products = "default"

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Before:
        """From what a checkpoint tells; what earlier releases could not choose, they did not do."""
        return cls(
            facts["device"],
            facts["precision"],
            facts["threads"],
            facts.get("compile", False),
            facts.get("attention", "auto"),
            facts.get("shares", 1),
            facts.get("products", "default"),
        )


def choose(runtime: Runtime, before: Before | None = None) -> Hardware:
    """Decide what is left open in ``runtime``; a run that goes on keeps what it had on the same device.

    Raises DeviceError when what it asks for is not there.
    """
    device, device_choice = _choose_device(runtime.device)
    precision, precision_choice = _choose_precision(runtime.precision, device)
    threads, threads_choice = _choose_threads(runtime.threads)
    if before is not None and before.device == device.type:
        precision, threads = before.precision, before.threads
        precision_choice = Choice("precision", precision, _AS_BEFORE)
        threads_choice = Choice("threads", str(threads), _AS_BEFORE)
    wanted = runtime.compile
    if before is not None and wanted == "auto" and before.compile:
        wanted = "on"
    compiled, compile_choice = _choose_compile(wanted, device)
    attention, attention_choice = runtime.attention, _choose_attention(runtime.attention, device)
    if before is not None and attention == "auto" and before.device == device.type and before.attention != "auto":
        attention, attention_choice = before.attention, Choice("attention", before.attention, _AS_BEFORE)
    shares, shares_choice = _choose_shares(runtime.shares, device, before)
    products, products_choice = _choose_products(runtime.products, device, before)
    first = (device_choice, precision_choice, threads_choice, shares_choice, products_choice)
    exact = runtime.deterministic
    choices = (*first, compile_choice, attention_choice, _choose_deterministic(exact, device))
    return Hardware(device, precision, threads, compiled, choices, attention, shares, products, exact)


def with_threads_of(other: Hardware, hardware: Hardware) -> Hardware:
    """``hardware`` with the number of threads that was chosen for ``other``, and its reason."""
    threads = next(choice for choice in other.choices if choice.what == "threads")
    choices = tuple(threads if choice.what == "threads" else choice for choice in hardware.choices)
    return replace(hardware, threads=other.threads, choices=choices)


def _choose_attention(wanted: Attention, device: torch.device) -> Choice:
    if wanted != "auto":
        return Choice("attention", wanted, say("runtime.attention asks for it"))
    if device.type == "cpu":
        return Choice(
            "attention", "flash", say("never stores the scores of all pairs; with dropout PyTorch takes math")
        )
    return Choice("attention", "auto", say("PyTorch takes the fastest kernel that this GPU has for the case"))


def _choose_device(wanted: str) -> tuple[torch.device, Choice]:
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted != "auto":
        if not available[wanted]:
            raise _missing(wanted)
        return torch.device(wanted), Choice("device", wanted, say("runtime.device asks for it"))
    name = next(name for name, there in available.items() if there)
    reasons = {
        "cuda": say("a GPU that PyTorch can use was found"),
        "mps": say("an Apple GPU was found"),
        "cpu": unused_gpu(computing_cards()) or say("no GPU that PyTorch can use was found"),
    }
    return torch.device(name), Choice("device", name, reasons[name])


def unused_gpu(makers: Sequence[str]) -> Message | None:
    """Why the cards that are there are not computed on; None where there are none."""
    if not makers:
        return None
    cards = ", ".join(makers)
    if is_frozen():
        return say(
            "the installed application computes on the processor; it cannot use the GPU found ({cards})", cards=cards
        )
    if torch.version.cuda is None and torch.version.hip is None:
        return say("this PyTorch was built without GPU support; it cannot use the GPU found ({cards})", cards=cards)
    return say(
        "PyTorch cannot use the GPU found ({cards}): its driver is missing, or too old or new for it", cards=cards
    )


def _missing(wanted: str) -> DeviceError:
    if wanted == "cuda" and torch.version.cuda is None and torch.version.hip is None:
        why = say("this installation of PyTorch was built without GPU support")
    else:
        why = say("PyTorch finds none on this computer")
    what = {"cuda": say("a CUDA GPU"), "mps": say("an Apple GPU (MPS)")}[wanted]
    return DeviceError(
        say("runtime.device asks for {what}, but {why}.", what=what, why=why), say("Set runtime.device to auto or cpu.")
    )


def _choose_precision(wanted: str, device: torch.device) -> tuple[Precision, Choice]:
    precision, reason = _automatic_precision(device)
    if wanted == "fp16" and device.type != "cuda":
        precision = "bf16" if device.type == "cpu" else "fp32"
        reason = say("16-bit floats need a CUDA GPU; this is the nearest that works here")
    elif wanted == "bf16" and device.type == "cuda" and not torch.cuda.is_bf16_supported():
        precision, reason = "fp16", say("this GPU has no bfloat16; this is the nearest that works here")
    elif wanted in ("fp32", "bf16", "fp16"):
        precision, reason = wanted, say("runtime.precision asks for it")  # type: ignore[assignment]
    return precision, Choice("precision", precision, reason)


def _automatic_precision(device: torch.device) -> tuple[Precision, str]:
    if device.type != "cuda":
        return "fp32", say("exact, and safe everywhere; long runs try out bf16")
    if torch.cuda.is_bf16_supported(including_emulation=False):
        return "bf16", say("this GPU computes in bfloat16, with the range of 32-bit floats")
    if torch.cuda.get_device_capability(device) >= (7, 0):
        return "fp16", say("this GPU is much faster in 16-bit floats and has no bfloat16")
    return "fp32", say("this GPU gains nothing from 16-bit floats")


def _choose_threads(wanted: int) -> tuple[int, Choice]:
    if wanted:
        return wanted, Choice("threads", str(wanted), say("runtime.threads asks for it"))
    cores = physical_cores()
    return cores, Choice("threads", str(cores), say("one for each physical core this program may use"))


def _choose_shares(wanted: int, device: torch.device, before: Before | None) -> tuple[int, Choice]:
    """In how many parts at once a batch is computed."""
    if device.type != "cpu":
        return 1, Choice("shares", "1", say("a GPU computes a batch as a whole"))
    if wanted:
        return wanted, Choice("shares", str(wanted), say("runtime.shares asks for it"))
    if before is not None and before.device == device.type:
        return before.shares, Choice("shares", str(before.shares), _AS_BEFORE)
    return 1, Choice("shares", "1", say("threads share each operation; long runs try sharing the batch out"))


def _choose_products(wanted: str, device: torch.device, before: Before | None) -> tuple[Products, Choice]:
    """Who computes products of 32-bit floats."""
    if device.type != "cpu":
        return "default", Choice("products", "default", say("a GPU has libraries of its own"))
    if wanted == "default" or (wanted == "onednn" and has_onednn()):
        return wanted, Choice("products", wanted, say("runtime.products asks for it"))  # type: ignore[return-value]
    if wanted == "onednn":
        return "default", Choice(
            "products", "default", say("runtime.products asks for oneDNN, but this PyTorch has none")
        )
    if before is not None and before.device == device.type and (before.products == "default" or has_onednn()):
        return before.products, Choice("products", before.products, _AS_BEFORE)
    return "default", Choice("products", "default", say("PyTorch's own choice; long runs try oneDNN"))


def _choose_deterministic(wanted: bool, device: torch.device) -> Choice:
    if wanted:
        return Choice("deterministic", "on", say("runtime.deterministic asks for it"))
    if device.type == "cpu":
        return Choice("deterministic", "off", say("a processor gives the same bits each time anyway"))
    return Choice("deterministic", "off", say("faster; the last bits may differ from one time to the next"))


def _choose_compile(wanted: str, device: torch.device) -> tuple[bool, Choice]:
    if wanted == "off":
        return False, Choice("compile", "off", say("runtime.compile asks for it"))
    if wanted == "auto":
        return False, Choice("compile", "off", say("compiling costs many seconds first; long runs try it out"))
    obstacle = compiler_obstacle(device)
    if obstacle:
        return False, Choice("compile", "off", say("runtime.compile asks for it, but {obstacle}", obstacle=obstacle))
    return True, Choice("compile", "on", say("runtime.compile asks for it"))


def compiler_obstacle(device: torch.device) -> Message | None:
    """Why torch.compile cannot work here, or None if nothing is known to be in its way."""
    if is_frozen():
        return say("the installed application brings no compiler")
    if device.type == "cuda" and find_spec("triton") is None:
        return say("no Triton was found, with which PyTorch compiles for a GPU")
    names = (os.environ.get("CXX", ""), "c++", "g++", "clang++", "cl")
    if not any(name and shutil.which(name) for name in names):
        return say("no C++ compiler was found on this computer")
    return None
