"""The tokens of a text as a table for a person and as objects for a program."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.tokenizers import TOKENIZERS
from workbench.config.tokenizers.file import File
from workbench.config.yaml_io import load
from workbench.terminal.output import printable, stdout

if TYPE_CHECKING:
    from workbench.tokenizer import Tokenizer
    from workbench.tokenizer.inspection import Inspection


def tokens_object(found: Inspection) -> dict[str, Any]:
    """For ``--json``: ``type`` first; bytes are in hexadecimal."""
    tokens = [
        {"id": token.id, "text": token.text, "bytes": token.data.hex(), "unknown": token.unknown}
        for token in found.tokens
    ]
    return {
        "type": "tokens",
        "count": len(tokens),
        "bytes_per_token": found.bytes_per_token,
        "unknown_share": found.unknown_share,
        "seconds": found.seconds,
        "round_trip": found.exact,
        "tokens": tokens,
    }


def tokens_table(found: Inspection) -> str:
    """One token a line, then what they come to."""
    lines = [f"{'ID':>7}  {'BYTES':<24}  TEXT"]
    lines += [
        f"{token.id:>7}  {token.data.hex(' '):<24}  {printable(token.text)}{'  (unknown)' if token.unknown else ''}"
        for token in found.tokens
    ]
    trip = "comes back exactly" if found.exact else "does not come back exactly"
    count = len(found.tokens)
    facts = f"{found.bytes_per_token:.2f} bytes per token, {found.unknown_share:.2%} unknown"
    return "\n".join([*lines, f"{count:,} tokens, {facts}; the text {trip}."])


def comparison_table(found: dict[str, Inspection]) -> str:
    """Texts with their tokens apart, then the numbers of each tokenizer side by side."""
    lines = [f"{name}: {printable('|'.join(token.text for token in each.tokens))}" for name, each in found.items()]
    rows = [
        ("", list(found)),
        ("tokens", [f"{each.count:,}" for each in found.values()]),
        ("bytes per token", [f"{each.bytes_per_token:.2f}" for each in found.values()]),
        ("unknown", [f"{each.unknown_share:.2%}" for each in found.values()]),
        ("round trip", ["exact" if each.exact else "not exact" for each in found.values()]),
        ("time", [f"{each.seconds * 1e3:.2f} ms" for each in found.values()]),
    ]
    widths = [max(len(cells[place]) for _, cells in rows) for place in range(len(found))]
    for label, cells in rows:
        aligned = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        lines.append(f"{label:<15}  {'  '.join(aligned)}".rstrip())
    return "\n".join(lines)


def print_tokens(target: Path | Experiment, text: str, as_json: bool, compare: str = "") -> None:
    """Print the tokens that a run's or an experiment's tokenizer makes of a text; ``-`` is standard input.

    ``compare`` is a second tokenizer for the same text: a kind, made from the same source, or a run, an
    experiment file, or the file or folder of a tokenizer.
    """
    from workbench.jobs.tokenize import tokenize, tokenizer_of_run

    given = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    tokenizer = _learned(target) if isinstance(target, Experiment) else tokenizer_of_run(target)
    found = {"first": tokenize(tokenizer, given)}
    if compare:
        name = target.tokenizer.kind if isinstance(target, Experiment) else target.name
        second = compare if compare != name else f"{compare} (2)"
        found = {name: found["first"], second: tokenize(_other(target, compare), given)}
    if as_json:
        for name, each in found.items():
            stdout().line(json.dumps(tokens_object(each) | ({"tokenizer": name} if compare else {})))
    else:
        stdout().line(comparison_table(found) if compare else tokens_table(found["first"]))


def _other(target: Path | Experiment, name: str) -> Tokenizer[Any]:
    """The tokenizer to compare with. Raises a WorkbenchError in words."""
    from workbench.jobs.tokenize import tokenizer_of_run
    from workbench.runs.experiment_file import read_experiment
    from workbench.runs.folder import RunFolder
    from workbench.tokenizer import train_tokenizer

    path = Path(name) if paths.exists(Path(name)) else paths.runs() / name
    if path.suffix in (".yaml", ".yml"):
        return _learned(load(path))
    if name in TOKENIZERS.names():
        experiment = target if isinstance(target, Experiment) else read_experiment(RunFolder.open(target))
        own = experiment.tokenizer
        choice = own if own.kind == name else TOKENIZERS.get(name).model_validate({})
        return _learned(experiment.with_section("tokenizer", choice))
    if paths.exists(path) and (path / "experiment.yaml").exists():
        return tokenizer_of_run(path)
    return train_tokenizer(File(path=name), "")


def _learned(experiment: Experiment) -> Tokenizer[Any]:
    """The tokenizer of an experiment. Raises a WorkbenchError in words."""
    from workbench.jobs.tokenize import tokenizer_of_experiment

    tokenizer = tokenizer_of_experiment(experiment)
    assert tokenizer is not None, "nobody asks it to stop"
    return tokenizer
