"""What every test may use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.disk import Disk, mount
from workbench.config.check import check
from workbench.config.experiment import Experiment

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says how busy the machine is, and not whether a fact holds.
settings.register_profile("any day", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any day")

Tiny = Callable[..., Experiment]


@pytest.fixture
def tiny() -> Tiny:
    """Makes an experiment that trains in a second; sections given as keywords change it."""

    def make(**sections: dict[str, Any]) -> Experiment:
        raw: dict[str, dict[str, Any]] = {
            "data": {"sample_characters": 20_000},
            "model": {"architecture": "gpt", "layers": 1, "heads": 2, "width": 32},
            "schedule": {"warmup_steps": 2},
            "training": {
                "steps": 20,
                "batch_size": 4,
                "context_length": 16,
                "evaluate_every": 10,
                "evaluation_tokens": 512,
                "checkpoint_every": 5,
            },
            "runtime": {"device": "cpu", "threads": 1},
            "sampling": {"max_tokens": 8},
        }
        for name, given in sections.items():
            changed = given if "architecture" in given or "name" in given else {**raw.get(name, {}), **given}
            raw[name] = changed
        return check(raw)

    return make


@pytest.fixture
def room_for() -> Callable[[int], AbstractContextManager[None]]:
    """``with room_for(100):`` no file can grow beyond 100 bytes: what a full disk is to a writer, root or not."""
    resource = pytest.importorskip("resource")

    @contextmanager
    def limit(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limit


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of six megabytes."""
    path = tmp_path / "disk"
    path.mkdir()
    if sys.platform != "linux" or not mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", path):
        pytest.skip("a disk can only be mounted by root on Linux")
    yield Disk(path)
    subprocess.run(["umount", "--recursive", "--lazy", path], check=True)  # token files may still be mapped


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own, so that nothing touches the user's documents."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WORKBENCH_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def shakespeare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real text file of about a megabyte: tinyshakespeare where it is at hand, else generated stories."""
    real = Path(__file__).resolve().parents[2] / "shared" / "data" / "tinyshakespeare" / "input.txt"
    if real.is_file():
        return real
    from workbench.config.sections import Data
    from workbench.data.source import load_source

    file = tmp_path_factory.mktemp("text") / "input.txt"
    file.write_text(load_source(Data(sample_characters=1_000_000)).text, encoding="utf-8")
    return file
