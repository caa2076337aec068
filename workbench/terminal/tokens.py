"""The tokens of a text as a table for a person and as objects for a program."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.config.experiment import Experiment
from workbench.terminal.output import printable, stdout

if TYPE_CHECKING:
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


def print_tokens(target: Path | Experiment, text: str, as_json: bool) -> None:
    """Print the tokens that a run's or an experiment's tokenizer makes of a text; ``-`` is standard input."""
    from workbench.jobs.tokenize import tokenize, tokenizer_of_experiment, tokenizer_of_run

    given = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    tokenizer = tokenizer_of_experiment(target) if isinstance(target, Experiment) else tokenizer_of_run(target)
    found = tokenize(tokenizer, given)
    stdout().line(json.dumps(tokens_object(found)) if as_json else tokens_table(found))
