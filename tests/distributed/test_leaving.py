"""How a process of several ends: without a thread of its group in Python's last moments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.distributed.launch import torchrun
from workbench.config.experiment import Experiment
from workbench.config.yaml_io import save

Tiny = Callable[..., Experiment]

WITNESS = """
import os

class Witness:
    '''Writes which threads live when Python takes itself apart, into a file for each process.'''

    def __del__(self, os=os, open=open):
        names = [open(f'/proc/self/task/{thread}/comm').read() for thread in os.listdir('/proc/self/task')]
        with open(os.path.join(os.path.dirname(__file__), os.environ.get('RANK', 'launcher')), 'w') as file:
            file.write(''.join(names))

witness = Witness()
"""


@pytest.mark.parametrize("kind", ["ddp", "fsdp"])
def test_that_none_of_gloo_s_threads_lives_while_python_takes_itself_apart(
    tiny: Tiny, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One that lets go of a tensor then aborts a process whose run was finished and well.
    if not Path("/proc/self/task").is_dir():
        pytest.skip("only Linux tells the names of threads")
    seen = tmp_path / "seen"
    seen.mkdir()
    (seen / "sitecustomize.py").write_text(WITNESS)
    monkeypatch.setenv("PYTHONPATH", str(seen))
    file = tmp_path / "experiment.yaml"
    save(tiny(runtime={"precision": "fp32", "compile": "off", "distributed": kind}), file)
    done = torchrun("workbench", "train", file, "--run-dir", tmp_path / "run", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    told = {path.name: path.read_text() for path in seen.iterdir() if path.suffix != ".py"}
    assert told["launcher"]
    assert "gloo" not in "".join(told.values())
