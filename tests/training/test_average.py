"""The running average of weights against its definition, summed up in 64 bits."""

from __future__ import annotations

import pytest
import torch

from workbench.config.architectures.gpt import GPT
from workbench.models import build
from workbench.models.base import LanguageModel
from workbench.training.average import Average


def flat(model: LanguageModel) -> torch.Tensor:
    return torch.cat([part.detach().flatten() for part in model.parameters()]).double()


def averaged(average: Average) -> torch.Tensor:
    with average.model() as model:
        return flat(model)


def wander(model: LanguageModel, average: Average, updates: int) -> list[torch.Tensor]:
    """Change the weights at random; the weights after each change."""
    path = []
    for _ in range(updates):
        with torch.no_grad():
            for part in model.parameters():
                part += torch.randn_like(part)
        average.update()
        path.append(flat(model))
    return path


@pytest.mark.parametrize("decay", [0.5, 0.9, 0.999])
def test_that_recent_weights_count_most_and_the_untrained_ones_not_at_all(decay: float) -> None:
    model = build(GPT(width=16, layers=1, heads=2), 11, 8)
    average = Average(model, decay)
    path = wander(model, average, 30)
    shares = torch.tensor([decay ** (29 - i) for i in range(30)], dtype=torch.float64)
    expected = (shares / shares.sum()) @ torch.stack(path)
    torch.testing.assert_close(averaged(average), expected, rtol=1e-4, atol=1e-5)


def test_that_it_begins_with_the_weights_as_they_are_and_leaves_them_alone() -> None:
    model = build(GPT(width=16, layers=1, heads=2), 11, 8)
    average = Average(model, 0.9)
    assert torch.equal(averaged(average), flat(model))
    path = wander(model, average, 3)
    assert torch.equal(flat(model), path[-1])
    assert not torch.equal(averaged(average), flat(model))
    average.restart()
    assert torch.equal(averaged(average), flat(model))
    assert average.updates == 0
