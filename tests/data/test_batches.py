"""Batches: pure functions of seed and index, epochs without replacement."""

from __future__ import annotations

import sys
import tracemalloc
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from workbench.data import batches as batches_module
from workbench.data.batches import Batches, evaluation_batches, windows_per_epoch
from workbench.data.permutation import Permutation
from workbench.data.token_files import open_tokens, write_tokens
from workbench.errors import DataError


def starts_of_epoch(batches: Batches, epoch: int) -> list[int]:
    """Where the windows of one epoch begin, gathered from the batches that hold them."""
    first, last = epoch * batches.windows, (epoch + 1) * batches.windows
    size = batches.batch_size
    every = np.concatenate([batches.starts(i) for i in range(first // size, -(-last // size))])
    begin = first - first // size * size
    return every[begin : begin + batches.windows].tolist()


@pytest.mark.parametrize(
    ("tokens", "context", "size"), [(1_000, 7, 12), (777, 16, 5), (65, 64, 1), (130, 64, 1), (33, 2, 15)]
)
def test_that_an_epoch_holds_each_window_of_a_lattice_once(tokens: int, context: int, size: int) -> None:
    batches = Batches(np.arange(tokens), context, size, seed=3)
    for epoch in range(5):
        starts = sorted(starts_of_epoch(batches, epoch))
        lattice = range(starts[0], starts[0] + batches.windows * context, context)
        assert starts == list(lattice)
        assert starts[-1] + context < tokens


def test_that_each_token_is_predicted_once_in_an_epoch_and_none_is_left_out_in_the_long_run() -> None:
    tokens, context = 500, 8
    batches = Batches(np.arange(tokens), context, 4, seed=0)
    seen: set[int] = set()
    for epoch in range(60):
        targets = Counter(start + i for start in starts_of_epoch(batches, epoch) for i in range(1, context + 1))
        assert set(targets.values()) == {1}
        assert len(targets) > tokens - 2 * context
        seen |= set(targets)
    assert seen == set(range(1, tokens))


def test_that_a_window_is_the_text_as_it_stands() -> None:
    text = np.random.default_rng(0).integers(0, 60_000, 5_000).astype(np.uint16)
    batches = Batches(text, 31, 6, seed=1)
    for index in (0, 7, 100, 12_345):
        batch = batches.batch(index)
        assert batch.shape == (6, 32)
        assert batch.dtype == np.int64
        for row, start in zip(batch, batches.starts(index), strict=True):
            assert row.tolist() == text[start : start + 32].tolist()


def test_that_a_batch_depends_on_seed_and_index_alone() -> None:
    text = np.arange(10_000)
    first = Batches(text, 16, 12, seed=5)
    in_order = [first.batch(i) for i in range(200)]
    for index in (199, 0, 57, 51, 52, 120):
        assert np.array_equal(Batches(text, 16, 12, seed=5).batch(index), in_order[index])
        assert np.array_equal(first.batch(index), in_order[index])
    assert not np.array_equal(Batches(text, 16, 12, seed=6).batch(0), in_order[0])


def test_that_epochs_differ_in_order_and_offset() -> None:
    batches = Batches(np.arange(10_000), 16, 12, seed=5)
    epochs = [starts_of_epoch(batches, epoch) for epoch in range(20)]
    assert len({tuple(epoch) for epoch in epochs}) == 20
    assert len({min(epoch) for epoch in epochs}) > 8


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 97, 100, 101, 1_000, 65_537])
def test_that_a_permutation_is_one(n: int) -> None:
    for key in range(20):
        assert np.array_equal(np.sort(Permutation(n, key)(np.arange(n))), np.arange(n))


def test_that_an_order_looks_random() -> None:
    # References: a uniformly random permutation of n has one fixed point on average (variance 1),
    # and Spearman's rank correlation with the identity has mean 0 and variance 1 / (n - 1).
    n, keys = 1_000, 400
    orders = [Permutation(n, key)(np.arange(n)) for key in range(keys)]
    fixed = np.mean([(order == np.arange(n)).sum() for order in orders])
    assert abs(fixed - 1.0) < 5 / keys**0.5
    correlations = [np.corrcoef(order, np.arange(n))[0, 1] for order in orders]
    assert abs(np.mean(correlations)) < 5 / (n * keys) ** 0.5
    assert np.std(correlations) == pytest.approx((n - 1) ** -0.5, rel=0.2)
    neighbours = np.mean([np.mean(np.abs(np.diff(order)) == 1) for order in orders])
    assert neighbours == pytest.approx(2 / n, rel=0.2)


def test_that_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "tokens.bin"
    write_tokens(file, np.arange(6_000_000, dtype=np.uint16), 65_536)
    tokens = open_tokens(file)
    tracemalloc.start()
    try:
        batches = Batches(tokens, 64, 12, seed=1)
        for index in (0, 10**6, 10**9, 10**12):
            assert batches.batch(index).shape == (12, 65)
        assert sum(len(batch) for batch in evaluation_batches(tokens, 64, 100, max_tokens=10_000)) == 156
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 300_000  # the file has 12 MB


def test_that_too_short_a_text_and_too_large_a_batch_are_refused_with_numbers() -> None:
    with pytest.raises(DataError, match="64 tokens, and one sequence needs 65"):
        Batches(np.arange(64), 64, 1, seed=0)
    with pytest.raises(DataError, match=r"batch_size is 12, but 700 tokens .* only 9 sequences of 64") as caught:
        Batches(np.arange(700), 64, 12, seed=0)
    assert "to 9 or" in caught.value.advice
    assert Batches(np.arange(700), 64, 9, seed=0).batch(0).shape == (9, 65)
    assert Batches(np.arange(65), 64, 1, seed=0).batch(3).tolist() == [list(range(65))]


def test_that_the_windows_of_an_epoch_fit_at_every_offset() -> None:
    for tokens in range(2, 200):
        for context in range(2, 20):
            count = windows_per_epoch(tokens, context)
            assert (count > 0) == (tokens > context)
            assert count * context + 1 <= tokens or count == 0


@pytest.mark.parametrize("tokens", [2, 5, 8, 9, 10, 64, 65, 66, 1_000])
@pytest.mark.parametrize("size", [1, 3, 64])
def test_that_evaluation_predicts_every_token_but_the_first_exactly_once(tokens: int, size: int) -> None:
    batches = list(evaluation_batches(np.arange(tokens, dtype=np.uint16), 8, size))
    assert np.concatenate([batch[:, 1:].ravel() for batch in batches]).tolist() == list(range(1, tokens))
    for batch in batches:
        assert batch.dtype == np.int64
        assert len(batch) <= size
        assert (np.diff(batch, axis=1) == 1).all()


def test_that_a_part_for_evaluation_is_spread_evenly_and_always_the_same() -> None:
    tokens = np.arange(10_001)
    starts = np.concatenate([batch[:, 0] for batch in evaluation_batches(tokens, 10, 7, max_tokens=500)])
    assert len(starts) == 50
    assert set(np.diff(starts)) == {200}
    again = np.concatenate([batch[:, 0] for batch in evaluation_batches(tokens, 10, 7, max_tokens=500)])
    assert np.array_equal(starts, again)
    assert len(list(evaluation_batches(tokens, 10, 7, max_tokens=3))) == 1
    everything = sum(batch[:, 1:].size for batch in evaluation_batches(tokens, 10, 7, max_tokens=10_000))
    assert everything == 10_000


def test_that_a_single_token_cannot_be_evaluated() -> None:
    with pytest.raises(DataError, match="1 tokens"):
        next(evaluation_batches(np.arange(1), 8, 1))


@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's count of mapped pages")
def test_that_a_large_file_does_not_stay_resident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches_module, "_SMALL", 0)
    ids = np.random.default_rng(1).integers(0, 300, 32_000_000, dtype=np.uint16)
    write_tokens(tmp_path / "t", ids, 300)
    tokens = open_tokens(tmp_path / "t")
    made = Batches(tokens, 64, 64, seed=1)
    before = mapped_bytes()
    for index in range(44):
        assert (made.batch(index)[:, 0] == ids[made.starts(index)]).all()
    assert mapped_bytes() - before < tokens.nbytes / 2


def mapped_bytes() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssFile")) * 1024
