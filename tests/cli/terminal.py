"""Runs the real command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIMEOUT = 120
TINY = """
name: tiny
data: {source: sample:stories, sample_characters: 20000}
model: {architecture: gpt, layers: 1, heads: 2, width: 16}
schedule: {name: constant, warmup_steps: 0}
training:
  steps: 12
  batch_size: 4
  context_length: 16
  evaluate_every: 6
  evaluation_tokens: 256
  checkpoint_every: 6
sampling: {prompt: Once, max_tokens: 20}
runtime: {device: cpu, threads: 1, precision: fp32, products: default, attention: flash, compile: "off"}
"""


@dataclass(frozen=True)
class Terminal:
    """A folder to work in, and a workspace."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def environment(self) -> dict[str, str]:
        """As on a machine without a screen, whatever this one has."""
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        return {key: value for key, value in os.environ.items() if key not in hidden} | {
            "WORKBENCH_HOME": str(self.home),
            "PYTHONUTF8": "1",
        }

    def start(self, *arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
        """Start ``workbench`` with its output in pipes."""
        pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [sys.executable, "-m", "workbench", *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(),
            text=True,
            encoding="utf-8",
            **(pipes | options),
        )

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``workbench`` to its end."""
        process = self.start(*arguments)
        try:
            out, err = process.communicate(timeout=TIMEOUT)
        finally:
            process.kill()
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def events(self, *arguments: str | Path) -> list[dict[str, Any]]:
        """The events of a command that succeeds; anything else on stdout is an error."""
        result = self.run(*arguments, "--json")
        assert result.returncode == 0, result.stderr
        return parse(result.stdout)

    def write(self, text: str = TINY, name: str = "experiment.yaml") -> Path:
        """An experiment file."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file


def parse(output: str) -> list[dict[str, Any]]:
    """One JSON object a line, nothing else."""
    return [json.loads(line) for line in output.splitlines()]


def of_type(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["type"] == kind]
