"""Throughput of every tokenizer beside `tokenizers.encode_batch_fast` on the same text in memory.

    python -m tests.benchmarks.tokenizers [--megabytes 20] [--line 20] [--rounds 3]

Both sides run in turns. The library gets the text in lines, all at once, on all its cores; ours gets it as one text, as
a run does. Then a single long line against the same text in lines, and characters against a Python loop.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.prepare import on_all_cores
from tests.benchmarks.turns import in_turns
from workbench.config.sections import Data
from workbench.config.tokenizers import TOKENIZERS
from workbench.data.source import load_source
from workbench.tokenizer import train_tokenizer

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "tinyshakespeare" / "input.txt"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--line", type=float, default=20, help="megabytes of the single line")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    text = REAL.read_text(encoding="utf-8") if REAL.is_file() else load_source(Data(sample_characters=1_000_000)).text
    whole = repeated(text, given.megabytes)
    for kind in ("bpe", "character_bpe", "unigram", "wordpiece", "word"):
        beside_the_library(kind, text, whole, given.rounds)
    long_line(text, given.line, given.rounds)
    characters(text, whole, given.rounds)


def repeated(text: str, megabytes: float) -> str:
    """At least so much of the text."""
    return text * max(1, round(megabytes * 1e6 / len(text)))


def beside_the_library(kind: str, text: str, whole: str, rounds: int) -> None:
    """One kind: ids must be equal, then both are timed in turns."""
    tokenizer: Any = train_tokenizer(TOKENIZERS.get(kind)(), text)
    library, lines = tokenizer._library, whole.splitlines(keepends=True)
    same = np.array_equal(tokenizer.encode(text), library.encode(text, add_special_tokens=False).ids)
    ours, theirs = in_turns([lambda: tokenizer.encode(whole), lambda: on_all_cores(library, lines)], rounds)
    print(
        f"{kind:14} ours {len(whole) / ours / 1e6:6.2f} MB/s, library {len(whole) / theirs / 1e6:6.2f} MB/s, "
        f"ratio {theirs / ours:.2f}, ids equal: {same}"
    )


def long_line(text: str, megabytes: float, rounds: int) -> None:
    """The same words in one line and in short ones."""
    tokenizer = train_tokenizer(TOKENIZERS.get("bpe")(), text)
    lines = repeated(text, megabytes)
    line = lines.replace("\n", " ")
    one, many = in_turns([lambda: tokenizer.encode(line), lambda: tokenizer.encode(lines)], rounds)
    print(f"one line of {len(line) / 1e6:.0f} MB: {one:.2f} s, in short lines {many:.2f} s, ratio {one / many:.2f}")


def characters(text: str, whole: str, rounds: int) -> None:
    """The character tokenizer against the loop of a textbook."""
    tokenizer = train_tokenizer(TOKENIZERS.get("char")(), text)
    ids = {char: index + 1 for index, char in enumerate(sorted(set(text)))}
    ours, loop = in_turns([lambda: tokenizer.encode(whole), lambda: [ids[char] for char in whole]], rounds)
    print(f"{'char':14} ours {len(whole) / ours / 1e6:6.1f} MB/s, a Python loop {len(whole) / loop / 1e6:6.1f} MB/s, "
          f"ratio {loop / ours:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
