"""Prepare end to end (read, store, count, tokenize, write) beside the library in memory and a Python loop.

    python -m tests.benchmarks.prepare [--megabytes 20] [--characters 20 200] [--line 20] [--resident 1000] [--rounds 3]

All sides run in turns on the same text. Ours is all of a first run each time: identifying the file by its content,
reading and decoding it, storing the text, the statistics, the search for leakage, tokenizing, and token files that have
reached the disk; the library is timed on the text in memory, without making arrays of what it gives. It is done with a
text written again and again, and with one in which nothing is (sources of Python), since ours encodes a word once;
then with a Chinese novel, again and again, whose clauses between two signs are long words.

Characters are compared with the loop of a good tutorial from file to files (nanoGPT's preparation of Shakespeare by
characters: read, sorted set, cut, a list comprehension, numpy, tofile), which counts nothing, looks for no leakage and
waits for no disk; and with its list comprehension alone, in memory; ours a second time without the search for leakage,
an extra that neither has. They are so fast that of a small text beginning and ending (some 20 ms: locks, folders, what
must be on the disk before an entry counts) is a part to be seen, so several sizes are timed; with its size the loop's
lists grow, too. The search for leakage ends early in a short text written again and again, where every held-out
paragraph is found soon; so characters are timed once more in generated stories, none of which comes twice but which
resemble each other more than other texts do. Then a single long line against the same text in short ones, a second
start, and the resident memory of preparing a generated corpus (``--resident`` megabytes; in a process of its own,
Linux only).
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from tests.benchmarks.setup import highest_resident, machine
from tests.benchmarks.turns import in_turns
from workbench.config.check import check
from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.control import JobControl
from workbench.data.cache import Cache
from workbench.data.source import load_source
from workbench.jobs import preparing
from workbench.jobs.leaking import LeakageSearch
from workbench.jobs.prepare import Prepared, prepare

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "tinyshakespeare" / "input.txt"
CHINESE = REAL.parents[1] / "zh-classics" / "红楼梦.txt"
KINDS = ("bpe", "character_bpe", "unigram", "wordpiece", "word")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument(
        "--characters", type=float, nargs="+", default=[20, 200], help="megabytes of the texts prepared by characters"
    )
    parser.add_argument("--line", type=float, default=20, help="megabytes of the single line")
    parser.add_argument(
        "--resident", type=float, default=1_000, help="megabytes of the corpus for memory; 0 leaves it out"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only-resident", metavar="FILE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only_resident:
        tell_resident(Path(given.only_resident))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_HOME"] = folder
        print(f"{machine()}, {datetime.date.today()}")
        measure(Path(folder), given.megabytes, given.characters, given.line, given.rounds)
        if given.resident:
            resident(Path(folder), given.resident)


def measure(folder: Path, megabytes: float, sizes: Sequence[float], line: float, rounds: int) -> None:
    """Everything that is timed."""
    text = REAL.read_text(encoding="utf-8") if REAL.is_file() else load_source(Data(sample_characters=1_000_000)).text
    file = write(folder / "text.txt", text, megabytes)
    whole = file.read_text(encoding="utf-8")
    for kind in KINDS:
        beside_the_library(kind, file, whole, folder, rounds)
    (sources := folder / "sources.txt").write_text(real_sources(megabytes), encoding="utf-8", newline="")
    for kind in KINDS:
        beside_the_library(kind, sources, sources.read_text(encoding="utf-8"), folder, rounds, ", nothing twice")
    if CHINESE.is_file():
        novel = write(folder / "novel.txt", CHINESE.read_text(encoding="utf-8"), megabytes / 3)  # of three bytes each
        for kind in KINDS:
            beside_the_library(kind, novel, novel.read_text(encoding="utf-8"), folder, rounds, ", Chinese")
    for size in sizes:
        characters(f"char, {size:.0f} MB", write(folder / "characters.txt", text, size), folder, rounds)
    stories = load_source(Data(sample_characters=round(megabytes * 1e6))).text
    characters("char, stories", write(folder / "stories.txt", stories, megabytes), folder, rounds)
    many, learned = write(folder / "lines.txt", text, line), folder / "bpe.json"
    one = folder / "line.txt"
    one.write_text(many.read_text(encoding="utf-8").replace("\n", " "), encoding="utf-8")
    ways: list[Callable[[], object]] = [
        lambda: prepared(one, path=str(learned)),
        lambda: prepared(many, path=str(learned)),
    ]
    long, short = in_turns(ways, rounds, forget)
    print(f"a line of {line:.0f} MB: {long:.2f} s, in short lines {short:.2f} s: {long / short:.2f}")
    (first,) = in_turns([lambda: prepared(file, path=str(learned))], rounds, forget)
    (again,) = in_turns([lambda: prepared(file, path=str(learned))], rounds)
    print(f"a first start {first:.2f} s, a second one {again * 1e3:.0f} ms")


def real_sources(megabytes: float) -> str:
    """At most so much of a real text that is nowhere repeated: the sources of Python's standard library."""
    root = Path(sysconfig.get_paths()["stdlib"])
    files = sorted(file for file in root.rglob("*.py") if not {"site-packages", "dist-packages"} & set(file.parts))
    return "".join(file.read_text(encoding="utf-8", errors="ignore") for file in files)[: round(megabytes * 1e6)]


def beside_the_library(kind: str, file: Path, whole: str, folder: Path, rounds: int, text: str = "") -> None:
    """One kind of tokenizer, learned beforehand and then opened from a file by both sides."""
    tokenizer: Any = prepared(file, kind).tokenizer
    library, lines = tokenizer._library, whole.splitlines(keepends=True)
    learned, size = folder / f"{kind}.json", len(whole) / 1e6
    learned.write_text(library.to_str(), encoding="utf-8")
    ways: list[Callable[[], object]] = [
        lambda: prepared(file, path=str(learned)),
        lambda: on_all_cores(library, lines),
    ]
    ours, theirs = in_turns(ways, rounds, forget)
    name = f"{kind}{text}"
    print(f"{name:28} {size / ours:6.2f} MB/s, the library in memory {size / theirs:6.2f} MB/s: {theirs / ours:.2f}")


def on_all_cores(library: Any, lines: list[str]) -> object:
    """The library by itself, in its own threads, which the workbench does without."""
    with patch.dict(os.environ, TOKENIZERS_PARALLELISM="true"):
        return library.encode_batch_fast(lines, add_special_tokens=False)


def characters(name: str, file: Path, folder: Path, rounds: int) -> None:
    """Characters, whose tokenizer is learned meanwhile by both."""
    whole = file.read_text(encoding="utf-8")
    ids = {char: index for index, char in enumerate(sorted(set(whole)))}
    ways: list[Callable[[], object]] = [
        lambda: prepared(file, "char"),
        lambda: without_leakage(file),
        lambda: tutorial(file, folder),
        lambda: [ids[char] for char in whole],
    ]
    ours, without, loop, bare = in_turns(ways, rounds, forget)
    found = prepared(file, "char")
    for part, made in (("train", found.train), ("val", found.val)):
        assert np.array_equal(np.fromfile(folder / f"{part}.bin", np.uint16) + 1, made)  # our 0 is the unknown one
    size = len(whole) / 1e6
    print(f"{name:14} {size / ours:6.1f} MB/s, without the search for leakage {size / without:6.1f} MB/s")
    for other, theirs in (("a tutorial's loop from file to files", loop), ("its list comprehension in memory", bare)):
        print(f"    {other:38} {size / theirs:6.1f} MB/s: {theirs / ours:.1f}, without leakage {theirs / without:.1f}")


def without_leakage(file: Path) -> Prepared:
    """Ours, without what the loop does not do either."""
    with patch.object(preparing, "LeakageSearch", lambda *given: LeakageSearch(*given[:3], known=())):
        return prepared(file, "char")


def tutorial(file: Path, folder: Path) -> None:
    """As nanoGPT's data/shakespeare_char/prepare.py does it, without what it saves for decoding."""
    with file.open(encoding="utf-8") as opened:
        data = opened.read()
    chars = sorted(set(data))
    stoi = {char: index for index, char in enumerate(chars)}
    cut = int(len(data) * 0.9)
    for name, part in (("train", data[:cut]), ("val", data[cut:])):
        np.array([stoi[char] for char in part], dtype=np.uint16).tofile(folder / f"{name}.bin")


def resident(folder: Path, megabytes: float) -> None:
    """The most memory that preparing a generated corpus takes, of the process and those that it starts."""
    block = load_source(Data(sample_characters=20_000_000)).text
    file = write(folder / "corpus.txt", block, megabytes)
    Cache().clear()
    program = [sys.executable, "-m", "tests.benchmarks.prepare", "--only-resident", str(file)]
    print(f"a corpus of {file.stat().st_size / 1e6:,.0f} MB: {subprocess.check_output(program, text=True).strip()}")


def tell_resident(file: Path) -> None:
    """Body of the process whose memory is measured."""
    import resource

    began = time.perf_counter()
    found = prepared(file, "bpe")
    seconds = time.perf_counter() - began
    own, learning = highest_resident(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    tokens = sum(part.tokens for part in found.statistics.parts.values())
    memory = f"{own / 1e6:,.0f} MB resident at most ({learning / 1e6:,.0f} MB in the learner)"
    print(f"{seconds:.1f} s, {memory}, {tokens:,} tokens")


def write(file: Path, text: str, megabytes: float) -> Path:
    """A file of at least so much of the text."""
    with file.open("w", encoding="utf-8") as opened:
        for _ in range(max(1, round(megabytes * 1e6 / len(text)))):
            opened.write(text)
    return file


def experiment(file: Path, kind: str = "bpe", path: str = "") -> Experiment:
    """A tokenizer of a kind that learns, or the one in a file."""
    tokenizer = {"kind": "file", "path": path} if path else {"kind": kind}
    return check({"data": {"source": str(file)}, "tokenizer": tokenizer})


def prepared(file: Path, kind: str = "bpe", path: str = "") -> Prepared:
    """As a run would do it."""
    found = prepare(experiment(file, kind, path), lambda event: None, JobControl())
    assert found is not None
    return found


def forget() -> None:
    """So that what follows is a first run: nothing is kept from before, not even what files hold."""
    cache = Cache()
    cache.clear()
    cache.hashes_file.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
