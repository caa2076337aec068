"""Turns a stored text into token files: on all cores, in bounded memory, and on from where it was left."""

from __future__ import annotations

import contextlib
import json
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.control import JobControl
from workbench.data.characters import CharacterCounts
from workbench.data.counting import Encoded, PartCounter, count_characters, count_piece
from workbench.data.splitting import PartName
from workbench.data.statistics import Statistics
from workbench.data.store import StoredText, TextPart
from workbench.data.token_files import STARTS, TokenWriter
from workbench.data.written_behind import WrittenBehind
from workbench.events import Emit, Stage
from workbench.machine import physical_cores
from workbench.messages import say
from workbench.storage import atomic_file
from workbench.tokenizer import Tokenizer

_PIECE = 1 << 18  # characters encoded in one go, between two looks at the control
_PIECE_BY_CHARACTER = 1 << 20  # the same where it is soon done: threads wait for each other less often
_BLOCK = 1 << 20  # bytes of text read in one go
_SAVE_SECONDS = 3.0
ORDER: tuple[PartName, ...] = ("val", "test", "train")
"""Training comes last: its characters are those counted when the text was stored, without those of the others."""


class Tokenizing:
    """Writes ``train.bin``, ``val.bin`` and ``test.bin`` into a folder, and where documents begin into ``*.starts``.

    ``*.starts`` holds the place of each document's first token in its part (int64, little-endian). A part without text
    has no files. What was done is noted every few seconds, so that another one can go on after a stop or a crash.
    """

    def __init__(
        self, folder: Path, tokenizer: Tokenizer[Any], stored: StoredText, emit: Emit, control: JobControl
    ) -> None:
        self._folder = folder
        self._tokenizer = tokenizer
        self._stored = stored
        self._emit = emit
        self._control = control
        self._threads = physical_cores()
        sizes = (len(tokenizer.token_bytes(token)) for token in range(tokenizer.vocab_size))
        self._sizes = np.fromiter(sizes, np.int64, tokenizer.vocab_size)
        self._parts = [stored.part(name) for name in ORDER if stored.part(name).bytes]
        self._counters = self._fresh_counters()

    def run(self) -> Statistics | None:
        """Write all files, and say what was counted; None after a stop. Raises StorageError."""
        self._restore()
        with ThreadPoolExecutor(self._threads, "tokenizing") as pool:
            for part in self._parts:
                if not self._encode(part, pool):
                    return None
        return self._statistics()

    def forget_progress(self) -> None:
        """All is done, and nothing is to be gone on with."""
        self._journal.unlink(missing_ok=True)

    @property
    def _journal(self) -> Path:
        return self._folder / "progress.json"

    def _encode(self, part: TextPart, pool: ThreadPoolExecutor) -> bool:
        """Write one part; False after a stop."""
        counter = self._counters[part.name]
        path = self._folder / f"{part.name}.bin"
        with (
            TokenWriter(path, self._tokenizer.vocab_size, counter.tokens) as tokens,
            WrittenBehind(self._folder / f"{part.name}.starts", counter.documents * STARTS.itemsize) as starts,
        ):
            saved = time.monotonic()
            for piece in self._encoded(part, counter, pool):
                starts.write(np.ascontiguousarray(counter.add(piece), STARTS).data)
                tokens.write(piece.ids)
                if self._control.stop_requested or time.monotonic() - saved > _SAVE_SECONDS:
                    self._save(tokens, starts)
                    saved = time.monotonic()
            if self._control.stop_requested:
                return False
            tokens.finish()
            starts.finish()
        return True

    def _encoded(self, part: TextPart, counter: PartCounter, pool: ThreadPoolExecutor) -> Iterator[Encoded]:
        """The pieces of a part that are not yet counted, in order; ends early after a stop."""
        waiting: deque[Future[Encoded]] = deque()
        before = sum(self._counters[other.name].characters for other in self._parts if other is not part)
        done, continued = before + counter.characters, counter.bytes > 0
        documents = _Beginnings(part, counter.documents, counter.characters)
        size = _PIECE_BY_CHARACTER if self._tokenizer.by_character else _PIECE
        for piece in self._tokenizer.pieces(part.blocks(counter.bytes, size=_BLOCK), size):
            if self._control.stop_requested:
                break
            self._emit(Stage(say("Turning the text into tokens"), done / self._stored.characters))
            waiting.append(pool.submit(self._work, part.name, piece, continued, documents.within(piece)))
            continued, done = True, done + len(piece)
            if len(waiting) > 2 * self._threads:
                yield waiting.popleft().result()
        for future in waiting:
            if self._control.stop_requested:
                future.cancel()
            else:
                yield future.result()

    def _work(self, part: PartName, piece: str, continued: bool, starts: NDArray[np.int64]) -> Encoded:
        """Done side by side in several threads."""
        ids, seen, with_text = self._tokenizer.encode(piece, continued), self._counters[part].seen, part != "train"
        if self._tokenizer.by_character:
            return count_characters(ids, piece, starts, seen, with_text)
        return count_piece(ids, piece, starts, self._sizes, seen, with_text)

    def _statistics(self) -> Statistics:
        text = self._stored.counts
        parts = {}
        for part in self._parts:
            counter = self._counters[part.name]
            text = text.without(counter.text)
            own: CharacterCounts = text if part.name == "train" else counter.text
            counts = self._ids_of(own) if self._tokenizer.by_character else None
            parts[part.name] = counter.finish(self._tokenizer.unknown_id, own, counts)
        exact = all(counter.exact for counter in self._counters.values())
        return Statistics(self._tokenizer.vocab_size, exact, parts)

    def _ids_of(self, characters: CharacterCounts) -> NDArray[np.int64]:
        """(vocabulary size,) how often each id occurs where each character is a token."""
        counts = np.zeros(self._tokenizer.vocab_size, np.int64)
        np.add.at(counts, self._tokenizer.encode(characters.characters), characters.numbers())
        return counts

    def _fresh_counters(self) -> dict[PartName, PartCounter]:
        possible = np.ones(self._tokenizer.vocab_size, np.bool_)
        if self._tokenizer.by_character:
            possible = self._ids_of(self._stored.counts) > 0
        return {part.name: PartCounter(possible) for part in self._parts}

    def _save(self, tokens: TokenWriter, starts: WrittenBehind) -> None:
        tokens.sync()
        starts.sync()
        with atomic_file(self._journal) as file:
            file.write(json.dumps({name: counter.to_dict() for name, counter in self._counters.items()}).encode())

    def _restore(self) -> None:
        """Go on from what is noted, as far as the files have it."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # nothing was begun, or nothing usable
            noted = json.loads(self._journal.read_bytes())
            counters = self._fresh_counters()
            for name, counter in counters.items():
                counter.restore(noted[name])
                if counter.tokens and not TokenWriter.holds(
                    self._folder / f"{name}.bin", self._tokenizer.vocab_size, counter.tokens
                ):
                    return
            self._counters = counters


class _Beginnings:
    """Hands out where documents begin, piece by piece of the text."""

    def __init__(self, part: TextPart, skip: int, characters: int) -> None:
        self._some = part.document_starts(skip)
        self._held = np.empty(0, np.int64)
        self._place = characters

    def within(self, piece: str) -> NDArray[np.int64]:
        """The characters of the next piece that documents begin with."""
        end = self._place + len(piece)
        while (not len(self._held) or self._held[-1] < end) and (more := next(self._some, None)) is not None:
            self._held = np.concatenate([self._held, more])
        count = int(np.searchsorted(self._held, end))
        found, self._held = self._held[:count] - self._place, self._held[count:]
        self._place = end
        return found
