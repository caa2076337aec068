"""The benchmarks measure under the conditions in which the program runs."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OWN_PROCESS = ("architectures", "checkpoints", "choices", "large_vocabulary")
"""Those that use torch in the process that they are started in."""


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's OpenMP tells how long its threads spin")
def test_that_threads_of_a_benchmark_wait_without_spinning_unless_asked_to() -> None:
    def spins(**chosen: str) -> str:
        environment = {key: value for key, value in os.environ.items() if key != "OMP_WAIT_POLICY"} | chosen
        code = "from tests.benchmarks.setup import wait_as_the_program_does as begin; begin(); import sys, torch"
        done = subprocess.run(
            [sys.executable, "-c", f"{code}; print(*sys.argv[1:])", "--rounds", "3"],
            env=environment | {"OMP_DISPLAY_ENV": "VERBOSE"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "--rounds 3\n"
        return re.findall(r"GOMP_SPINCOUNT = '(\w+)'", done.stderr)[-1]

    assert spins() == "0"
    assert spins(OMP_WAIT_POLICY="ACTIVE") != "0"


@pytest.mark.parametrize("name", OWN_PROCESS)
def test_that_a_benchmark_that_uses_torch_itself_begins_as_the_program_does(name: str) -> None:
    tree = ast.parse((ROOT / "tests" / "benchmarks" / f"{name}.py").read_text(encoding="utf-8"))
    main = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "main")
    assert ast.unparse(main.body[1]) == "wait_as_the_program_does()"
