"""Load in advance what torch loads only when it is first used."""

from __future__ import annotations

import torch


def warm_up() -> None:
    """Build an optimizer and throw it away: the first one imports eight hundred modules of torch.

    Called while the user looks around, so that the first Start does not wait for it.
    """
    torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
