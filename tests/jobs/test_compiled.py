from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch._dynamo.utils import counters

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.jobs.train import train
from workbench.training.device import compiler_obstacle

Tiny = Callable[..., Experiment]


def test_that_each_run_of_one_process_is_compiled_however_few_versions_torch_keeps(tiny: Tiny, tmp_path: Path) -> None:
    if compiler_obstacle(torch.device("cpu")):
        pytest.skip("nothing compiles here")
    dynamo: Any = torch._dynamo.config
    with dynamo.patch(recompile_limit=1):
        for width in (8, 16, 24):
            model = {"architecture": "mlp", "layers": 1, "width": width}
            runtime = {"device": "cpu", "threads": 1, "precision": "fp32", "compile": "on"}
            graphs = counters["stats"]["unique_graphs"]
            train(tiny(model=model, runtime=runtime), lambda event: None, JobControl(), tmp_path)
            assert counters["stats"]["unique_graphs"] > graphs
