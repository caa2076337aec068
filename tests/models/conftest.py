"""Small networks of every architecture."""

from __future__ import annotations

import pytest

from workbench.config.architecture import Architecture
from workbench.config.architectures import ARCHITECTURES

SMALL = {"gpt": {"layers": 2, "heads": 2, "width": 16}, "mlp": {"layers": 2, "width": 16, "window": 4}}
"""Settings that make a family small; one that is not named here is only made narrow."""


def small(architecture: str, **settings: object) -> Architecture:
    """A small network's settings; those given win."""
    chosen: dict[str, object] = {"width": 16, **SMALL.get(architecture, {}), **settings}
    return ARCHITECTURES.get(architecture).model_validate(chosen)


@pytest.fixture(params=ARCHITECTURES.names())
def config(request: pytest.FixtureRequest) -> Architecture:
    """Each architecture in turn."""
    return small(request.param)
