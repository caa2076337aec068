"""The hash behind every seeded choice."""

from __future__ import annotations

import numpy as np

from workbench.data.hashing import mix, random_words


def test_that_the_words_are_those_of_splitmix64() -> None:
    # The first outputs for this seed, as published with the reference implementation's ports.
    expected = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert random_words(1234567, 0, 5).tolist() == expected
    assert random_words(1234567, 3, 2).tolist() == expected[3:]


def test_that_a_mix_depends_on_every_number_and_on_their_order() -> None:
    mixes = [mix(*numbers) for numbers in ((), (0,), (0, 0), (1,), (1, 2), (2, 1), (1, 2, 0), (-1,), (2**64,))]
    assert len(set(mixes)) == len(mixes) - 1  # 2**64 is 0 again in 64 bits
    assert mix(0) == mix(2**64)


def test_that_neighbouring_seeds_share_nothing() -> None:
    words = np.concatenate([random_words(mix(seed, 1), 0, 1_000) for seed in range(50)])
    assert len(np.unique(words)) == len(words)
    assert abs(np.mean(words / 2.0**64) - 0.5) < 5 * (1 / 12 / len(words)) ** 0.5
