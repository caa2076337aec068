"""GRU: a recurrent network with two gates and one memory.

Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", arXiv:1406.1078, in
the form of cuDNN and torch (the reset gate acts after the recurrent product).
"""

from __future__ import annotations

from torch import nn

from workbench.models.recurrent import Recurrent


class GRU(Recurrent):
    """Gates in torch's order: reset, update, new."""

    cell = nn.GRU
