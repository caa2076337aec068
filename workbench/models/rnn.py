"""Simple RNN: the hidden state is a tanh layer over the token and the hidden state before it.

Elman 1990, "Finding Structure in Time"; as a language model: Mikolov et al. 2010.
"""

from __future__ import annotations

from torch import nn

from workbench.models.recurrent import Recurrent


class RNN(Recurrent):
    """One tanh layer of memory per layer of the stack."""

    cell = nn.RNN
