"""The numbers behind a curve: smoothing, growing, thinning, ticks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from workbench.gui.plots.axes import format_tick, log_ticks, round_step, short_ticks
from workbench.gui.plots.plot_toolbar import position_of, weight_at
from workbench.gui.plots.series import Series, nearest, thin
from workbench.gui.plots.smoothing import Average


def _one_by_one(values: np.ndarray, weight: float) -> list[float]:
    """The definition, in plain Python: Kingma and Ba 2015, algorithm 1, first moment with bias correction."""
    biased, count, shown = 0.0, 0, []
    for value in values:
        if math.isfinite(value):
            biased = weight * biased + (1.0 - weight) * value
            count += 1
            shown.append(biased / (1.0 - weight**count) if weight else value)
        else:
            shown.append(math.nan)
    return shown


@pytest.mark.parametrize("weight", [0.0, 0.05, 0.5, 0.95, 0.999])
def test_that_smoothing_is_the_bias_corrected_average(weight: float) -> None:
    values = np.random.default_rng(1).normal(3.0, 1.0, 5_000)
    values[[0, 7, 4_000]] = math.nan, math.inf, -math.inf
    np.testing.assert_allclose(Average(weight).push(values), _one_by_one(values, weight), rtol=1e-10)


@pytest.mark.parametrize("weight", [0.5, 0.95])
def test_that_smoothing_piece_by_piece_equals_smoothing_at_once(weight: float) -> None:
    values = np.random.default_rng(2).normal(3.0, 1.0, 3_000)
    average = Average(weight)
    pieces = [average.push(piece) for piece in np.split(values, [1, 2, 40, 2_999])]
    np.testing.assert_allclose(np.concatenate(pieces), Average(weight).push(values), rtol=1e-12)


def test_that_a_series_keeps_what_is_appended_in_many_pieces() -> None:
    series = Series(0.9)
    for start in range(0, 10_000, 70):
        steps = np.arange(start, min(start + 70, 10_000))
        series.append(steps, steps * 0.5)
    np.testing.assert_array_equal(series.x, np.arange(10_000))
    np.testing.assert_array_equal(series.y, np.arange(10_000) * 0.5)
    np.testing.assert_allclose(series.smooth, Average(0.9).push(np.arange(10_000) * 0.5))


def test_that_steps_taken_again_replace_the_old_ones() -> None:
    series = Series(0.5)
    series.append([1, 2, 3, 4], [4.0, 4.0, 4.0, 4.0])
    series.append([3, 4, 5], [2.0, 1.0, 0.5])
    np.testing.assert_array_equal(series.x, [1, 2, 3, 4, 5])
    np.testing.assert_array_equal(series.y, [4.0, 4.0, 2.0, 1.0, 0.5])
    np.testing.assert_allclose(series.smooth, _one_by_one(series.y, 0.5))


def test_that_infinities_become_gaps() -> None:
    series = Series()
    series.append([1, 2, 3], [math.inf, 1.0, -math.inf])
    np.testing.assert_array_equal(np.isnan(series.y), [True, False, True])


def test_that_thinning_keeps_every_spike_and_the_last_point() -> None:
    xs = np.arange(1.0, 1_000_001.0)
    ys = np.zeros(1_000_000)
    ys[[5, 123_456, 999_998]] = 9.0, -7.0, 8.0
    ys[-1] = 0.25
    thin_x, thin_y = thin(xs, ys, 1, 1_000_000, 500)
    assert len(thin_x) <= 4 * 500 + 10
    assert {9.0, -7.0, 8.0} <= set(thin_y)
    assert (thin_x[-1], thin_y[-1]) == (1_000_000, 0.25)
    assert (np.diff(thin_x) >= 0).all()


def test_that_few_points_are_left_as_they_are() -> None:
    xs, ys = np.arange(100.0), np.arange(100.0)
    thin_x, thin_y = thin(xs, ys, 0, 99, 500)
    np.testing.assert_array_equal(thin_x, xs)
    np.testing.assert_array_equal(thin_y, ys)


def test_that_only_the_part_in_view_is_thinned_with_its_neighbours() -> None:
    xs = np.arange(1_000_000.0)
    thin_x, _ = thin(xs, xs, 500.5, 600.5, 500)
    assert (thin_x[0], thin_x[-1]) == (500, 601)


def test_that_a_stretch_without_values_stays_a_gap() -> None:
    ys = np.ones(100_000)
    ys[20_000:40_000] = math.nan
    thin_x, thin_y = thin(np.arange(100_000.0), ys, 0, 1e5, 100)
    assert np.isnan(thin_y[(thin_x > 21_000) & (thin_x < 39_000)]).all()
    assert np.isfinite(thin_y[thin_x > 41_000]).all()


@pytest.mark.parametrize(("where", "index"), [(-5, 0), (10, 0), (14, 0), (16, 1), (20, 1), (29, 2), (1e9, 2)])
def test_that_the_nearest_point_is_found(where: float, index: int) -> None:
    assert nearest(np.array([10.0, 20.0, 30.0]), where) == index


@pytest.mark.parametrize(
    ("least", "whole", "step"),
    [(0.3, False, 0.5), (0.3, True, 1.0), (1.0, False, 1.0), (6.0, False, 10.0), (130.0, True, 200.0)],
)
def test_that_ticks_are_at_round_steps(least: float, whole: bool, step: float) -> None:
    assert round_step(least, whole) == pytest.approx(step)


@pytest.mark.parametrize(("low", "high"), [(1.4, 4.5), (3.0, 100.0), (1.0, 22_000.0), (1e-6, 1e6), (5.0, 5.01)])
def test_that_a_logarithmic_axis_has_a_handful_of_ticks(low: float, high: float) -> None:
    ticks = log_ticks(low, high, 6)
    assert 2 <= len(ticks) <= 14
    assert all(low <= tick <= high * (1 + 1e-9) for tick in ticks)
    assert ticks == sorted(ticks)


@pytest.mark.parametrize(
    ("value", "spacing", "text"),
    [
        (0.0, 0.5, "0"),
        (1.5, 0.5, "1.5"),
        (2.0, 0.5, "2.0"),
        (2e-4, 1e-4, "2e-4"),
        (0.05, 0.05, "0.05"),
        (5.0, 0, "5"),
        (2e4, 5e3, "20,000"),
    ],
)
def test_that_ticks_are_written_short(value: float, spacing: float, text: str) -> None:
    assert format_tick(value, spacing) == text


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ((0, 20_000, 40_000), 20_000, ["0", "20,000", "40,000"]),
        ((0, 50_000, 100_000, 150_000), 50_000, ["0", "50 k", "100 k", "150 k"]),
        ((0, 5e5, 1e6, 1.5e6), 5e5, ["0", "0.5 M", "1.0 M", "1.5 M"]),
        ((1, 100, 1e4, 1e6, 1e8), 0, ["1", "100", "10 k", "1 M", "100 M"]),
        ((0, 1e20, 2e20), 1e20, ["0", "1e20", "2e20"]),
        ((150_000, 150_001), 1, ["150,000", "150,001"]),
        ((-2e5, -1e5, 0), 1e5, ["-200 k", "-100 k", "0"]),
        ((), 1, []),
    ],
)
def test_that_ticks_at_the_side_have_room(values: tuple[float, ...], spacing: float, texts: list[str]) -> None:
    assert short_ticks([float(value) for value in values], spacing) == texts


@pytest.mark.parametrize("position", [0, 1, 43, 99, 100])
def test_that_the_slider_and_the_weight_agree(position: int) -> None:
    assert 0.0 <= weight_at(position) <= 0.999
    assert abs(position_of(weight_at(position)) - position) <= 1
