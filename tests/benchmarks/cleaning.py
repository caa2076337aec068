"""Throughput of every step of cleaning beside the plain way of doing the same, on documents and on one long text.

    python -m tests.benchmarks.cleaning [--megabytes 2] [--length 2000] [--rounds 3] [--step NAME ...]

Both ways run in turns on the same documents, on one core; the table gives the medians. The plain ways are those that
the tests compare the steps with: one character, word or pattern after the other. Steps that only call a library have
none. Behind them: the longest time for which a step keeps other threads, and so the window, waiting while it cleans one
long text.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.turns import in_turns
from tests.data.cleaning.plainly import PLAINLY
from workbench.config.check import check
from workbench.config.cleaning_steps import CLEANING_STEPS
from workbench.config.sections import Data
from workbench.data.cleaning.cleaner import Cleaner
from workbench.data.readers.records import Document
from workbench.data.source import load_source

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
ENGLISH, CHINESE = SHARED / "tinyshakespeare" / "input.txt", SHARED / "zh-classics" / "红楼梦.txt"
SETTINGS: dict[str, dict[str, Any]] = {
    "length": {"minimum": 100},
    "pattern": {"pattern": r"\b[A-Z]{3,}\b", "replacement": "#"},
}
_BEAT = 0.001  # seconds


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=2)
    parser.add_argument("--length", type=int, default=2_000, help="characters of a document")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--step", nargs="*", default=CLEANING_STEPS.names())
    given = parser.parse_args()
    texts = {"English": text_of(ENGLISH, given.megabytes), "Chinese": text_of(CHINESE, given.megabytes)}
    for name, text in texts.items():
        documents = [text[start : start + given.length] for start in range(0, len(text), given.length)]
        print(f"{name}: {len(documents):,} documents of {given.length:,} characters, in MB/s of UTF-8")
        for step in given.step:
            compare(step, text, documents, given.rounds)


def text_of(file: Path, megabytes: float) -> str:
    """So much of a file's text, again and again if it is shorter; a generated text where the file is not there."""
    text = file.read_text(encoding="utf-8") if file.is_file() else load_source(Data(sample_characters=1_000_000)).text
    times = int(megabytes * 1e6 / len(text.encode())) + 1
    return (text * times).encode()[: int(megabytes * 1e6)].decode(errors="ignore")


def compare(name: str, text: str, documents: list[str], rounds: int) -> None:
    """A line of the table."""
    size = len(text.encode()) / 1e6
    plainly, ours = plain_way(name), partial(clean, name, documents)
    ours()  # dictionaries are loaded once
    ways: list[Callable[[], object]] = [ours, partial(clean, name, [text])]
    if plainly is not None:
        ways.append(partial(plainly, documents))
    here, whole, *there = in_turns(ways, rounds)
    beside = f"plainly {size / there[0]:5.1f}, {there[0] / here:4.1f} times as fast" if there else ""
    wait = longest_wait(partial(clean, name, [text]))
    print(
        f"  {name:20} {size / here:7.1f}  in one text {size / whole:8.1f}  {beside}; others wait {wait:.0f} ms at most"
    )


def clean(name: str, documents: list[str]) -> int:
    """Take documents through one step, as preparing does; gives their number."""
    step = check({"cleaning": {"steps": [{"step": name, **SETTINGS.get(name, {})}]}}).cleaning.active
    return sum(1 for _ in Cleaner(step).clean(Document(text, "a.txt", 1) for text in documents))


def plain_way(name: str) -> Callable[[list[str]], object] | None:
    """The same by the plain way, on all documents; None where there is none."""
    if name == "near_duplicates":
        return near_duplicates
    one = PLAINLY.get(name)
    return None if one is None else lambda documents: [one(text) for text in documents]


def near_duplicates(documents: list[str]) -> int:
    """With the library alone, shingle by shingle."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.8, 128, 32)
    found = 0
    for number, text in enumerate(documents):
        folded = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
        made = RMinHash(128, 1)
        made.update([folded[i : i + 5] for i in range(len(folded) - 4)])
        found += bool(index.query(made))
        index.insert(number, made)
    return found


def longest_wait(work: Callable[[], object]) -> float:
    """Milliseconds for which another thread that should go on every millisecond did not, at most."""
    worst = 0.0
    for beat in _beats(work):
        worst = max(worst, beat)
    return max(0.0, worst - _BEAT) * 1000


def _beats(work: Callable[[], object]) -> Iterator[float]:
    worker = threading.Thread(target=work)
    last = time.perf_counter()
    worker.start()
    while worker.is_alive():
        worker.join(_BEAT)
        now = time.perf_counter()
        yield now - last
        last = now


if __name__ == "__main__":
    main()
