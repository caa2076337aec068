"""Graphics cards are found by what the system lists, whether or not PyTorch can use them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workbench.graphics import computing_cards
from workbench.training.device import unused_gpu

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux lists")


def device(bus: Path, name: str, kind: str, vendor: str) -> None:
    (bus / name).mkdir()
    (bus / name / "class").write_text(f"{kind}\n")
    (bus / name / "vendor").write_text(f"{vendor}\n")


def test_that_cards_of_both_makers_are_found_once(tmp_path: Path) -> None:
    device(tmp_path, "0000:00:02.0", "0x030000", "0x8086")
    device(tmp_path, "0000:01:00.0", "0x030000", "0x10de")
    device(tmp_path, "0000:02:00.0", "0x030200", "0x10de")
    device(tmp_path, "0000:03:00.0", "0x038000", "0x1002")
    device(tmp_path, "0000:01:00.1", "0x040300", "0x10de")
    assert computing_cards(tmp_path) == ("NVIDIA", "AMD")


def test_that_the_sound_of_a_card_and_the_processors_own_graphics_do_not_count(tmp_path: Path) -> None:
    device(tmp_path, "0000:00:02.0", "0x030000", "0x8086")
    device(tmp_path, "0000:01:00.1", "0x040300", "0x10de")
    assert computing_cards(tmp_path) == ()
    assert computing_cards(tmp_path / "nothing") == ()


def test_that_a_card_that_cannot_be_used_is_named_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unused_gpu(()) is None
    assert "(NVIDIA)" in str(unused_gpu(("NVIDIA",)))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "installed application" in str(unused_gpu(("NVIDIA", "AMD")))
