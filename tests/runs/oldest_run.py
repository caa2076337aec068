"""A run exactly as the first release that trained left it (run format 1), written without any code of the product.

Tiny: a character GPT of width 8, 6 steps, checkpoints at 3 and 6. The weights are random numbers: what
is fixed here is how things are laid out and called, not what was learnt.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

CHARACTERS = '\n !",.:?ABCDFHIJLMNOPSTWYabcdefghiklmnoprstuvwxyz'
LOSSES = [3.9575, 3.9854, 4.0079, 4.0371, 3.9197, 4.0504]
VAL_LOSSES = {0: 4.109, 3: 4.1004, 6: 4.0959}
WHOLE_VAL_LOSS = 3.9912
TIME = "2026-11-22T02:05:43+00:00"

EXPERIMENT = """\
# An experiment of LM Workbench: what to train, on what, and how.
# Open it in the window, or run it in a terminal:  workbench train FILE
# A setting that is left out takes its default.

format: 1

# What runs of this experiment are called.
name: experiment

data:
  source: sample:stories
  encoding: auto
  validation_fraction: 0.1
  sample_characters: 2000
  sample_seed: 1
  markov_order: 2

tokenizer:
  kind: char

model:
  architecture: gpt
  layers: 1
  heads: 1
  width: 8
  dropout: 0.0

optimizer:
  name: adamw
  learning_rate: 0.001
  weight_decay: 0.1
  beta1: 0.9
  beta2: 0.99
  epsilon: 1.0e-08

schedule:
  name: cosine
  warmup_steps: 2
  final_learning_rate: 0.0001

training:
  steps: 6
  batch_size: 2
  context_length: 8
  gradient_accumulation: 1
  gradient_clip: 1.0
  evaluate_every: 3
  evaluation_tokens: 32
  checkpoint_every: 3
  keep_checkpoints: 2
  seed: 1337

runtime:
  device: cpu
  precision: auto
  compile: auto
  threads: 1

sampling:
  prompt: "\\n"
  max_tokens: 4
  temperature: 0.8
  top_k: 0
  top_p: 1.0
  seed: 1
"""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE steps (
    first_step INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    losses BLOB NOT NULL,
    learning_rates BLOB NOT NULL,
    gradient_norms BLOB NOT NULL
);
CREATE TABLE evaluations (
    step INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    best INTEGER NOT NULL,
    train_loss REAL,
    val_loss REAL,
    perplexity REAL,
    bits_per_byte REAL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (step, whole)
);
CREATE TABLE samples (id INTEGER PRIMARY KEY, step INTEGER NOT NULL, prompt TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    time TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL
);
"""

META = {
    "architecture": "gpt",
    "bytes_per_token": 1.0,
    "created": TIME,
    "device": "CPU",
    "floor": None,
    "format": 1,
    "name": "experiment",
    "parameters": 1256,
    "precision": "fp32",
    "state": "finished",
    "steps": 6,
    "vocab_size": 50,
}

EVENTS: list[tuple[int, str, dict[str, Any]]] = [
    (0, "choice", {"what": "device", "value": "cpu", "reason": "runtime.device asks for it"}),
    (0, "choice", {"what": "precision", "value": "fp32", "reason": "exact, and on this device the safe choice"}),
    (0, "choice", {"what": "threads", "value": "1", "reason": "runtime.threads asks for it"}),
    (0, "choice", {"what": "compile", "value": "off", "reason": "compiling costs some seconds first"}),
    (
        0,
        "data",
        {
            "name": "Small stories",
            "encoding": "UTF-8",
            "characters": 2000,
            "bytes": 2000,
            "vocab_size": 50,
            "train_tokens": 1800,
            "val_tokens": 200,
            "preview": "Once upon a time there was a stubborn boy named Jack.",
            "floor": None,
        },
    ),
    (
        0,
        "run",
        {
            "run_dir": "/home/someone/runs/oldest",
            "name": "experiment",
            "architecture": "gpt",
            "parameters": 1256,
            "device": "CPU",
            "precision": "fp32",
            "first_step": 0,
            "steps": 6,
            "floor": None,
        },
    ),
    (0, "state", {"state": "training", "step": 0}),
    (3, "checkpoint", {"step": 3, "path": "/home/someone/runs/oldest/checkpoints/step-000000003", "best": True}),
    (6, "checkpoint", {"step": 6, "path": "/home/someone/runs/oldest/checkpoints/step-000000006", "best": True}),
    (6, "state", {"state": "finished", "step": 6}),
    (
        6,
        "end",
        {
            "run_dir": "/home/someone/runs/oldest",
            "state": "finished",
            "step": 6,
            "val_loss": WHOLE_VAL_LOSS,
            "best_val_loss": VAL_LOSSES[6],
            "seconds": 0.0153,
        },
    ),
]

SHAPES = {
    "token_embedding.weight": (50, 8),
    "position_embedding.weight": (8, 8),
    "blocks.0.attention_norm.weight": (8,),
    "blocks.0.attention.qkv.weight": (24, 8),
    "blocks.0.attention.projection.weight": (8, 8),
    "blocks.0.feed_forward_norm.weight": (8,),
    "blocks.0.feed_forward.up.weight": (32, 8),
    "blocks.0.feed_forward.projection.weight": (8, 32),
    "norm.weight": (8,),
}


def write_oldest_run(path: Path) -> Path:
    """Write the run to the new folder ``path``, and return it."""
    (path / "data").mkdir(parents=True)
    (path / "experiment.yaml").write_text(EXPERIMENT, encoding="utf-8")
    tokenizer = {"format": 1, "kind": "char", "characters": CHARACTERS}
    (path / "tokenizer.json").write_text(json.dumps(tokenizer, indent=1), encoding="utf-8")
    (path / "writer.json").write_text('{"pid": 1234567}', encoding="utf-8")
    (path / "run.lock").touch()
    (path / "log.txt").write_text(f"{TIME} state: state='finished', step=6\n", encoding="utf-8")
    chance = np.random.default_rng(1)
    for name, count in {"train": 1800, "val": 200}.items():
        ids = chance.integers(0, 50, count).astype("<u2")
        header = struct.pack("<8sHHIQ8x", b"LMTOKENS", 1, 2, 50, count)
        (path / "data" / f"{name}.bin").write_bytes(header + ids.tobytes())
    _write_record(path / "run.db")
    for step in (3, 6):
        _write_checkpoint(path / "checkpoints" / f"step-{step:09d}", step, chance)
    return path


def _write_record(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(SCHEMA)
        with connection:
            many = connection.executemany
            many("INSERT INTO meta VALUES (?, ?)", [(key, json.dumps(value)) for key, value in META.items()])
            rows = [(first, 3, *(_blob(values[first - 1 : first + 2]) for values in _curves())) for first in (1, 4)]
            many("INSERT INTO steps VALUES (?, ?, ?, ?, ?)", rows)
            measured = [(step, 0, int(step > 0), 4.18, loss, 60.0, 5.9, 32) for step, loss in VAL_LOSSES.items()]
            measured.append((6, 1, 0, 4.18, WHOLE_VAL_LOSS, 54.1, 5.7, 199))
            many("INSERT INTO evaluations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", measured)
            samples = [(step, "\n", "\neFo") for step in VAL_LOSSES]
            many("INSERT INTO samples (step, prompt, text) VALUES (?, ?, ?)", samples)
            events = [(step, TIME, kind, json.dumps(body)) for step, kind, body in EVENTS]
            many("INSERT INTO events (step, time, type, body) VALUES (?, ?, ?, ?)", events)


def _curves() -> tuple[list[float], list[float], list[float]]:
    return LOSSES, [0.0005, 0.001, 0.0009, 0.0006, 0.0003, 0.0001], [1.5, 1.6, 1.4, 1.5, 1.3, 1.2]


def _blob(values: list[float]) -> bytes:
    return struct.pack(f"<{len(values)}d", *values)


def _write_checkpoint(folder: Path, step: int, chance: np.random.Generator) -> None:
    folder.mkdir(parents=True)
    weights = {name: chance.normal(0, 0.1, shape).astype("<f4") for name, shape in SHAPES.items()}
    memory = {}
    for name, weight in weights.items():
        memory[f"{name}/step"] = np.array(step, "<f4")
        memory[f"{name}/exp_avg"] = (weight * 0.01).astype("<f4")
        memory[f"{name}/exp_avg_sq"] = (weight**2 * 0.01).astype("<f4")
    save_file(weights, folder / "model.safetensors")
    save_file(memory, folder / "optimizer.safetensors")
    loss = VAL_LOSSES[step]
    course = {"step": step, "evaluated_step": step, "best_val_loss": loss, "val_loss": loss, "whole": False}
    state = {"course": {**course, "seconds": 0.015}, "scaler": {}, "threads": 1, "precision": "fp32", "device": "cpu"}
    (folder / "state.json").write_text(json.dumps(state, indent=1), encoding="utf-8")
    names = ("model.safetensors", "optimizer.safetensors", "state.json")
    manifest = {"format": 1, "step": step, "best": True, "files": {name: _digest(folder / name) for name in names}}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _digest(path: Path) -> Mapping[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
