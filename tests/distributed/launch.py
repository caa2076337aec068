"""Several real processes at one job, with PyTorch's launcher or started one by one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save
from workbench.control import JobControl
from workbench.jobs.train import train

LIMIT = 120
"""Seconds after which a job of this folder counts as hanging."""
_QUIET = {"OMP_NUM_THREADS": "1", "GLOO_SOCKET_IFNAME": "lo"}


def torchrun(*arguments: object, home: Path, processes: int = 2) -> subprocess.CompletedProcess[str]:
    """``torchrun --nproc-per-node 2 -m ARGUMENTS``, to its end."""
    launcher = ["torch.distributed.run", "--standalone", "--nproc-per-node", str(processes), "-m"]
    command = [sys.executable, "-m", *launcher, *map(str, arguments)]
    environment = {**os.environ, **_QUIET, "WORKBENCH_HOME": str(home)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)


def by_hand(*arguments: object, home: Path, processes: int = 2) -> list[subprocess.Popen[str]]:
    """The same without a launcher: each process gets its place by environment variables alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    shared = {"WORLD_SIZE": str(processes), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    places = [{"RANK": str(rank), "LOCAL_RANK": str(rank), "LOCAL_WORLD_SIZE": str(processes)} for rank in range(2)]
    return [
        subprocess.Popen(
            [sys.executable, "-m", *map(str, arguments)],
            env={**os.environ, **_QUIET, **shared, **place, "WORKBENCH_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for place in places
    ]


def alone(experiment: Experiment, folder: Path) -> Path:
    """The run that one process makes of it."""
    train(experiment, lambda event: None, JobControl(), run_dir=folder)
    return folder


def together(experiment: Experiment, folder: Path) -> Path:
    """The run that two processes make of it."""
    file = folder.with_suffix(".yaml")
    save(experiment, file)
    done = torchrun("workbench", "train", file, "--run-dir", folder, home=folder.with_suffix(".home"))
    assert done.returncode == 0, done.stderr
    return folder
