"""Pinned checkpoints: kept until they are unpinned, whoever trains the run meanwhile."""

from __future__ import annotations

import multiprocessing
from datetime import datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
import torch

from workbench.errors import CheckpointError
from workbench.runs.checkpoint_folder import CheckpointInfo, list_checkpoints, pin, summarise_checkpoints, unpin
from workbench.runs.checkpoints import save_checkpoint
from workbench.runs.folder import RunFolder


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path, "run")


def save(run: RunFolder, step: int, pinned: bool = False, best: bool = False, keep: int = 1) -> CheckpointInfo:
    tensors = {"a": torch.full((3, 5), float(step))}
    return save_checkpoint(run, step, tensors, tensors, {"step": step}, best, keep, pinned)


def steps(run: RunFolder) -> list[int]:
    return [info.step for info in list_checkpoints(run)]


def test_that_a_pinned_checkpoint_outlives_the_others_until_it_is_unpinned(run: RunFolder) -> None:
    save(run, 1)
    pin(run, 1)
    pin(run, 1)
    save(run, 2, pinned=True)
    for step in (3, 4):
        save(run, step)
    assert steps(run) == [1, 2, 4]
    unpin(run, 1)
    unpin(run, 1)
    save(run, 5)
    assert steps(run) == [2, 5]
    assert [info.pinned for info in list_checkpoints(run)] == [True, False]


def test_that_saving_the_same_step_again_can_pin_it_and_never_unpins_it(run: RunFolder) -> None:
    save(run, 1)
    assert save(run, 1, pinned=True).pinned
    assert save(run, 1).pinned
    (run.checkpoints / "step-000000001" / "state.json").unlink()
    assert save(run, 1).pinned  # a damaged one, replaced


def test_that_a_pin_on_what_is_not_there_is_refused_with_what_there_is(run: RunFolder) -> None:
    save(run, 1000, keep=2)
    save(run, 2000, keep=2)
    for change in (pin, unpin):
        with pytest.raises(CheckpointError, match="no checkpoint of step 3,000") as caught:
            change(run, 3000)
        assert "1,000, 2,000" in caught.value.advice
    assert steps(run) == [1000, 2000]


def test_that_a_list_tells_date_size_best_pinned_and_damage(run: RunFolder) -> None:
    save(run, 1, best=True, keep=9)
    save(run, 2, pinned=True, keep=9)
    path = save(run, 3, keep=9).path
    (path / "model.safetensors").write_bytes(b"")
    found = summarise_checkpoints(run)
    assert [(it.step, it.best, it.pinned, bool(it.problem)) for it in found] == [
        (1, True, False, False),
        (2, False, True, False),
        (3, False, False, True),
    ]
    assert "cut short" in found[2].problem
    assert found[0].bytes == sum(file.stat().st_size for file in found[0].path.iterdir())
    assert abs((datetime.now().astimezone() - datetime.fromisoformat(found[0].saved)).total_seconds()) < 60


def pin_each(path: Path, last: int, ready: Event) -> None:
    """Pin whatever checkpoint is there, again and again; name those of which it was said that they are pinned."""
    run, pinned = RunFolder(path), set[int]()
    ready.set()
    while not run.checkpoints.joinpath(f"step-{last:09d}").exists():
        for info in list_checkpoints(run):
            if info.step not in pinned and info.step % 3 == 0:
                try:
                    pin(run, info.step)
                except CheckpointError:
                    continue
                pinned.add(info.step)
    (path / "pinned.txt").write_text(" ".join(map(str, sorted(pinned))), encoding="utf-8")


def test_that_no_pin_of_another_process_is_lost_while_a_run_thins_out(run: RunFolder) -> None:
    last = 80
    spawning = multiprocessing.get_context("spawn")
    ready = spawning.Event()
    process = spawning.Process(target=pin_each, args=(run.path, last, ready))
    process.start()
    assert ready.wait(60)
    for step in range(1, last + 1):
        save(run, step)
    process.join(60)
    assert process.exitcode == 0
    pinned = {int(step) for step in (run.path / "pinned.txt").read_text(encoding="utf-8").split()}
    assert pinned
    assert pinned <= set(steps(run))
