"""The token budget, and when it is called far from sensible."""

from __future__ import annotations

import pytest

from workbench.config.experiment import Experiment
from workbench.config.sections import Training
from workbench.models.budget import token_budget


def experiment(steps: int) -> Experiment:
    return Experiment(training=Training(steps=steps, batch_size=10, context_length=100, gradient_accumulation=2))


def test_that_epochs_and_tokens_per_parameter_are_counted_with_accumulation() -> None:
    found = token_budget(experiment(500), parameters=50_000, train_tokens=400_000)
    assert found.tokens == 500 * 2 * 10 * 100
    assert (found.epochs, found.tokens_per_parameter) == (2.5, 20.0)
    assert found.sensible


@pytest.mark.parametrize(
    ("parameters", "train_tokens", "words"),
    [
        (50_000, 100_000, "Muennighoff"),  # 10 epochs
        (50_000, 10_000, "next to nothing"),  # 100 epochs
        (50_000, 10_000_000, "of the text is seen"),  # a tenth
        (1_000_000, 500_000, "A smaller model"),  # 1 token for each parameter
        (1_000, 500_000, "A larger model"),  # 1,000
    ],
)
def test_that_a_comment_names_what_is_far_off(parameters: int, train_tokens: int, words: str) -> None:
    found = token_budget(experiment(500), parameters, train_tokens)
    assert not found.sensible
    [comment] = found.comments
    assert words in comment


def test_that_an_optimal_run_of_the_paper_is_sensible() -> None:
    # Hoffmann et al. 2022, table 3: 400 M parameters, 8.0 B tokens.
    run = Experiment(training=Training(steps=3907, batch_size=1000, context_length=2048))
    found = token_budget(run, 400_000_000, 8_000_000_000)
    assert found.sensible
    assert found.tokens_per_parameter == pytest.approx(20, rel=0.01)
