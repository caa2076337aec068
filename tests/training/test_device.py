from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch

from workbench.config.sections import Runtime
from workbench.errors import DeviceError
from workbench.training.device import Before, choose
from workbench.training.memory import memory_errors


def test_that_every_choice_has_a_value_and_a_reason() -> None:
    hardware = choose(Runtime())
    names = ["device", "precision", "threads", "shares", "products", "compile", "attention", "deterministic"]
    assert [choice.what for choice in hardware.choices] == names
    assert all(choice.value and choice.reason for choice in hardware.choices)


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a computer without a GPU")
def test_that_a_missing_gpu_is_said_in_words() -> None:
    with pytest.raises(DeviceError, match="CUDA") as caught:
        choose(Runtime(device="cuda"))
    assert "auto" in caught.value.advice
    assert choose(Runtime()).device.type in ("cpu", "mps")


def test_that_the_installed_application_compiles_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for hardware in (
        choose(Runtime(device="cpu", compile="on")),
        choose(Runtime(device="cpu"), Before("cpu", "fp32", 1, compile=True)),
    ):
        [choice] = [choice for choice in hardware.choices if choice.what == "compile"]
        assert (hardware.compile, choice.value) == (False, "off")
        assert "brings no compiler" in choice.reason


def test_that_what_is_asked_for_is_taken() -> None:
    hardware = choose(Runtime(device="cpu", precision="bf16", threads=3, compile="off"))
    assert (hardware.precision, hardware.threads, hardware.compile) == ("bf16", 3, False)


def test_that_half_precision_without_a_gpu_becomes_what_works() -> None:
    hardware = choose(Runtime(device="cpu", precision="fp16"))
    assert hardware.precision == "bf16"
    assert "CUDA" in hardware.choices[1].reason


def test_that_a_run_that_goes_on_keeps_threads_and_precision() -> None:
    hardware = choose(Runtime(device="cpu"), Before("cpu", "bf16", 7))
    assert (hardware.precision, hardware.threads) == ("bf16", 7)
    assert choose(Runtime(device="cpu", threads=2), Before("cuda", "bf16", 7)).threads == 2


def test_that_compiling_without_a_compiler_is_left_out_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CXX", raising=False)
    hardware = choose(Runtime(device="cpu", compile="on"))
    assert not hardware.compile
    assert "compiler" in next(choice.reason for choice in hardware.choices if choice.what == "compile")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not choose(Runtime(device="cpu", compile="on")).compile


def test_that_running_out_of_memory_is_said_in_words() -> None:
    with pytest.raises(DeviceError, match="12 sequences of 64 tokens") as caught, memory_errors(12, 64):
        torch.empty(2**52)
    assert "gradient_accumulation" in caught.value.advice
    with pytest.raises(RuntimeError, match="shape"), memory_errors(12, 64):
        torch.ones(2, 3) @ torch.ones(2, 3)
