"""Two processes that want the same text at once. Nothing here imports torch: each of them starts quickly."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import workbench
from workbench.config.check import check
from workbench.control import JobControl
from workbench.data.cache import Cache
from workbench.events import Event, Stage
from workbench.jobs.prepare import prepare


def _ids_and_stages(file: str) -> tuple[list[int], list[int], set[str]]:
    raw = {"data": {"source": file}, "tokenizer": {"kind": "bpe"}, "training": {"context_length": 8, "batch_size": 2}}
    events: list[Event] = []
    found = prepare(check(raw), events.append, JobControl())
    assert found is not None
    stages = {str(event.message) for event in events if isinstance(event, Stage)}
    return found.train.tolist(), found.val.tolist(), stages


def _prepare_and_tell(file: str, begin: Any, tell: Any) -> None:
    """Body of one of the processes."""
    begin.wait()
    tell.put(_ids_and_stages(file))


def test_that_two_processes_prepare_a_text_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("To be, or not to be: that is the question.\n\n" * 2_000, encoding="utf-8")
    spawning = multiprocessing.get_context("spawn")
    begin, tell = spawning.Barrier(2), spawning.Queue()
    both = [spawning.Process(target=_prepare_and_tell, args=(str(file), begin, tell)) for _ in range(2)]
    for one in both:
        one.start()
    (*first, first_stages), (*second, second_stages) = (tell.get(timeout=60) for _ in both)
    for one in both:
        one.join()
    assert first == second
    assert sum("Making the tokenizer" in stages for stages in (first_stages, second_stages)) == 1
    assert not [entry for kind in ("texts", "tokens") for entry in (Cache().root / kind).glob("*.building")]
    *third, third_stages = _ids_and_stages(str(file))
    assert third == first
    assert third_stages == {"Reading the text"}


def test_that_a_script_without_a_guard_ends_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("To be, or not to be: that is the question.\n\n" * 60_000, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from workbench.config.check import check\n"
        "from workbench.control import JobControl\n"
        "from workbench.jobs.prepare import prepare\n"
        "experiment = check({'data': {'source': 'a.txt'}, 'tokenizer': {'kind': 'bpe'}})\n"
        "prepare(experiment, lambda event: None, JobControl())\n",
        encoding="utf-8",
    )
    places = {**os.environ, "PYTHONPATH": str(Path(workbench.__file__).parents[1])}
    command = [sys.executable, str(script)]
    ended = subprocess.run(command, cwd=tmp_path, env=places, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "The process that makes the tokenizer ended before it began (exit code 1)." in ended.stderr
    assert "A process that makes a tokenizer has begun the script again" in ended.stderr
    assert ended.stderr.rstrip().endswith('if __name__ == "__main__":')
