from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from workbench.errors import CheckpointError, StorageError
from workbench.runs.checkpoints import (
    CheckpointInfo,
    drop_after,
    list_checkpoints,
    load_checkpoint,
    load_weights,
    named_weights,
    save_checkpoint,
)
from workbench.runs.folder import RunFolder

FILES = ("model.safetensors", "optimizer.safetensors", "state.json", "manifest.json")


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path, "run")


def weights(step: int) -> dict[str, torch.Tensor]:
    return {"a": torch.full((3, 5), float(step)), "b": torch.arange(4.0)}


def save(run: RunFolder, step: int, best: bool = False, keep: int = 10) -> CheckpointInfo:
    memory = {"a/step": torch.tensor(float(step)), "a/exp_avg": torch.randn(3, 5)}
    return save_checkpoint(run, step, weights(step), memory, {"step": step}, best, keep)


def steps(run: RunFolder) -> list[int]:
    return [info.step for info in list_checkpoints(run)]


def test_that_what_is_loaded_is_what_was_saved(run: RunFolder) -> None:
    kinds = (torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.uint8)
    model = {str(kind): (torch.randn(2, 3) * 50).abs().to(kind) for kind in kinds}
    model |= {"flags": torch.tensor([True, False]), "turned": torch.randn(4, 6).t(), "number": torch.tensor(7.5)}
    model |= {"empty": torch.empty(0, 3)}
    save_checkpoint(run, 5, model, {}, {"x": [1.5, None]}, True, 1)
    loaded = load_checkpoint(run)
    assert loaded is not None
    assert loaded.state == {"x": [1.5, None]}
    assert loaded.model.keys() == model.keys()
    for name, tensor in model.items():
        assert loaded.model[name].dtype == tensor.dtype
        assert torch.equal(loaded.model[name], tensor)


def test_that_a_run_without_checkpoints_has_none(run: RunFolder) -> None:
    assert load_checkpoint(run) is None


def test_that_the_newest_and_the_best_are_kept(run: RunFolder) -> None:
    for step in range(1, 9):
        save(run, step, best=step in (2, 4), keep=2)
    assert steps(run) == [4, 7, 8]
    latest, best = load_checkpoint(run, "latest"), load_checkpoint(run, "best")
    assert latest is not None
    assert best is not None
    assert (latest.info.step, best.info.step) == (8, 4)


def test_that_a_checkpoint_can_turn_out_the_best_later(run: RunFolder) -> None:
    save(run, 3)
    assert save(run, 3, best=True).best
    loaded = load_checkpoint(run, "best")
    assert loaded is not None
    assert loaded.info.best


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("harm", ["cut", "flip", "remove"])
def test_that_a_damaged_checkpoint_is_passed_over_for_the_one_before(run: RunFolder, file: str, harm: str) -> None:
    save(run, 1)
    path = save(run, 2).path / file
    content = path.read_bytes()
    if harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "flip":
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 0x55]) + content[middle + 1 :])
    else:
        path.unlink()
    said: list[str] = []
    loaded = load_checkpoint(run, "latest", said.append)
    assert loaded is not None
    assert loaded.info.step == 1
    assert len(said) == 1
    assert "step-000000002 is damaged" in said[0]


def test_that_only_damaged_checkpoints_are_an_error_in_words(run: RunFolder) -> None:
    for step in (1, 2):
        (save(run, step).path / "model.safetensors").write_bytes(b"")
    with pytest.raises(CheckpointError, match="All 2 checkpoints"):
        load_checkpoint(run, "latest", lambda message: None)


def test_that_a_damaged_checkpoint_of_the_same_step_is_replaced(run: RunFolder) -> None:
    (save(run, 1).path / "state.json").unlink()
    save(run, 1)
    loaded = load_checkpoint(run)
    assert loaded is not None
    assert loaded.state == {"step": 1}


def test_that_what_a_killed_save_left_is_swept_and_never_seen(run: RunFolder) -> None:
    save(run, 1)
    half = run.checkpoints / ".tmp-0123"
    half.mkdir()
    (half / "model.safetensors").write_bytes(b"half")
    assert steps(run) == [1]
    save(run, 2)
    assert not half.exists()


def test_that_a_full_disk_costs_no_earlier_checkpoint(
    run: RunFolder, room_for: Callable[[int], AbstractContextManager[None]]
) -> None:
    save(run, 1, keep=1)
    with room_for(100), pytest.raises(StorageError, match="disk is full"):
        save(run, 2, keep=1)
    assert [path.name for path in run.checkpoints.iterdir()] == ["step-000000001"]
    save(run, 2, keep=1)
    assert steps(run) == [2]


def test_that_checkpoints_after_a_step_can_be_dropped(run: RunFolder) -> None:
    for step in (1, 2, 3):
        save(run, step)
    drop_after(run, 2)
    assert steps(run) == [1, 2]


def test_that_the_files_are_ordinary_safetensors_and_json(run: RunFolder) -> None:
    path = save(run, 1).path
    assert sorted(file.name for file in path.iterdir()) == sorted(FILES)
    assert torch.equal(load_file(path / "model.safetensors")["a"], weights(1)["a"])
    assert json.loads((path / "manifest.json").read_text())["step"] == 1


def test_that_a_tied_weight_is_stored_once_and_comes_back_tied() -> None:
    class Tied(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(4, 3)
            self.head = nn.Linear(3, 4, bias=False)
            self.head.weight = self.embedding.weight

    first, second = Tied(), Tied()
    saved = named_weights(first)
    assert list(saved) == ["embedding.weight"]
    load_weights(second, saved)
    assert torch.equal(second.head.weight, first.embedding.weight)


def test_that_weights_of_another_model_are_refused_in_words() -> None:
    with pytest.raises(CheckpointError, match="does not fit"):
        load_weights(nn.Linear(2, 3), named_weights(nn.Linear(2, 4)))
    with pytest.raises(CheckpointError, match="bias"):
        load_weights(nn.Linear(2, 3), named_weights(nn.Linear(2, 3, bias=False)))


def test_that_a_checkpoint_of_a_newer_release_is_neither_used_nor_passed_over(run: RunFolder) -> None:
    save(run, 1)
    newer = save(run, 2).path / "manifest.json"
    newer.write_text(json.dumps(json.loads(newer.read_text()) | {"format": 99}))
    with pytest.raises(CheckpointError, match="written by a newer release") as caught:
        load_checkpoint(run)  # the one before would be gone on from, and this one removed
    assert "Update LM Workbench" in caught.value.advice
    assert newer.exists()


@pytest.mark.parametrize(
    ("state", "words"), [({"course": 3}, "“course” cannot be 3"), ({"threads": "two"}, "“threads” cannot be")]
)
def test_that_a_state_of_another_release_is_refused_in_words(
    run: RunFolder, state: dict[str, object], words: str
) -> None:
    save_checkpoint(run, 1, weights(1), {}, state, False, 1)
    with pytest.raises(CheckpointError, match=words):
        load_checkpoint(run)


def test_that_a_value_which_a_state_lacks_is_named(run: RunFolder) -> None:
    save_checkpoint(run, 1, weights(1), {}, {"threads": 1}, False, 1)
    loaded = load_checkpoint(run)
    assert loaded is not None
    with pytest.raises(CheckpointError, match="“precision” is missing"):
        loaded.state["precision"]
