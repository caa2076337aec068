"""Load in advance what torch loads only when it is first used."""

from __future__ import annotations

import torch


def warm_up() -> None:
    """Take one step of a single linear layer and throw it away: the first optimizer imports eight hundred modules.

    Called while the user looks around, so that the first Start does not wait for it, and before memory is
    measured, so that what torch itself takes is not laid to a model's charge.
    """
    layer = torch.nn.Linear(64, 64)
    optimizer = torch.optim.SGD(layer.parameters(), lr=1.0)
    layer(torch.ones(64, 64)).sum().backward()
    optimizer.step()
