"""Makes what a run needs of a text, or finds it made: an entry of the cache for the text, then one for the tokens."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.data.cache import ONCE, Cache, Slot
from workbench.data.identity import FileHashes, identify_text, identify_tokens
from workbench.data.joining import gather
from workbench.data.splitting import splitter
from workbench.data.store import StoredText, TextWriter
from workbench.data.text import Origin, pack, unpack
from workbench.errors import DataError, StorageError, TokenizerError
from workbench.events import Emit, Leakage, Notice, Stage
from workbench.jobs.leaking import LeakageSearch
from workbench.jobs.tokenizing import Tokenizing
from workbench.messages import Message, say
from workbench.storage import atomic_file
from workbench.tokenizer import Tokenizer, learn_tokenizer, load_tokenizer, tokenizer_class
from workbench.tokenizer.apprentice import check_started
from workbench.tokenizer.corpus import Corpus, InMemory, Watch

PREVIEW_CHARACTERS = 2_000
_FACTS = "text.json"
_TOKENIZER = "tokenizer.json"
STATISTICS = "statistics.json"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a text that was read: where it came from, its parts, how it begins, and what leaks."""

    origin: Origin
    stored: StoredText
    preview: str
    leakage: tuple[Leakage, ...] | None = None
    """None until it was looked for."""

    def save(self, folder: Path) -> None:
        """Write it beside the text or the tokens. Raises StorageError."""
        leakage = None if self.leakage is None else [_pack_leakage(found) for found in self.leakage]
        content = {
            "origin": self.origin.to_dict(),
            "stored": self.stored.to_dict(),
            "preview": self.preview,
            "leakage": leakage,
        }
        with atomic_file(folder / _FACTS) as file:
            file.write(json.dumps(content).encode("ascii"))

    @classmethod
    def load(cls, folder: Path) -> Facts:
        """What `save` wrote. Raises OSError, KeyError, TypeError or ValueError for anything else."""
        content = json.loads((folder / _FACTS).read_bytes())
        stored = StoredText.from_dict(content["stored"], folder)
        found = content["leakage"]
        leakage = None if found is None else tuple(map(_unpack_leakage, found))
        return cls(Origin.from_dict(content["origin"]), stored, content["preview"], leakage)


@dataclass(frozen=True, slots=True)
class Made:
    """A complete entry of the cache: its folder, the facts of its text, and its tokenizer."""

    folder: Path
    facts: Facts
    tokenizer: Tokenizer[Any]


Use = Callable[[Made], None]


def make(experiment: Experiment, emit: Emit, control: JobControl, use: Use) -> bool:
    """Find or make the tokens of an experiment, and have ``use`` open them while nobody may remove them.

    False after a stop. What was begun before is gone on with. Raises DataError, TokenizerError and StorageError.
    """
    check_started()  # else it would wait for its parent's lock, and that for its tokenizer
    return _Making(experiment, emit, control, use).run()


@contextlib.contextmanager
def kept_text(experiment: Experiment, stopped: Callable[[], bool]) -> Iterator[StoredText | None]:
    """The text of an experiment as it is kept prepared, held while the block runs; None where it is not.

    Raises StorageError.
    """
    cache = _usable_cache(lambda event: None)
    identity = identify_text(experiment, FileHashes(cache.hashes_file), stopped)
    if identity is None or not cache.has("texts", identity.key):
        yield None
        return
    with cache.hold("texts", identity.key, stopped, lambda: None) as slot:
        facts = None if slot is None else _load_facts(slot)
        yield None if facts is None else facts.stored


class _Making:
    def __init__(self, experiment: Experiment, emit: Emit, control: JobControl, use: Use) -> None:
        self._experiment = experiment
        self._emit = emit
        self._control = control
        self._use = use
        self._cache = _usable_cache(emit)
        self._hashes = FileHashes(self._cache.hashes_file)

    def run(self) -> bool:
        self._emit(Stage(say("Reading the text")))
        identity = identify_text(self._experiment, self._hashes, self._stopped)
        if self._stopped():
            return False
        key = identity.key if identity else _once()
        if self._found(key):
            return True
        with self._cache.hold("texts", key, self._stopped, self._wait) as slot:
            if slot is None:
                return False
            facts = _load_facts(slot) or self._read(slot)
            if facts is None:
                return False
            # A file that was written to meanwhile was read as nobody will find it again.
            sound = identity is not None and identity.holds()
            made = self._tokenize(facts, key if sound else _once(), slot.path)
            if not sound:
                slot.discard()
        self._cache.trim(frozenset((slot.path,)))
        return made

    def _found(self, key: str) -> bool:
        """Use the tokens that were made before, if they are there."""
        tokens = identify_tokens(key, self._experiment, self._hashes, self._stopped)
        if tokens is None or not self._cache.has("tokens", tokens):
            return False
        with self._cache.hold("tokens", tokens, self._stopped, self._wait) as slot:
            return slot is not None and self._open(slot)

    def _open(self, slot: Slot) -> bool:
        """Use an entry; one that is missing or damaged is removed, to be made again."""
        if not slot.complete:
            return False
        try:
            made = Made(slot.path, Facts.load(slot.path), load_tokenizer(slot.path / _TOKENIZER))
        except (OSError, KeyError, TypeError, ValueError, TokenizerError):
            slot.discard()
            return False
        slot.use()
        self._use(made)
        return True

    def _read(self, slot: Slot) -> Facts | None:
        """Read the text into its entry; None after a stop."""

        def progress(documents: int) -> bool:
            if documents:
                self._emit(Stage(say("Reading the text: {documents:,} documents", documents=documents)))
            return not self._stopped()

        splitting = splitter(self._experiment.data)
        with slot.making() as folder:
            with TextWriter(folder, self._experiment.data.separator) as writer:
                origin = gather(self._experiment, splitting, writer.take, progress)
                if origin is None or self._stopped():
                    return None
                stored = writer.finish(splitting.cuts)
            if len(stored.counts.characters) == 1:
                raise _one_character(origin.name)
            Facts(origin, stored, _beginning(stored)).save(folder)
            slot.commit()
        return _load_facts(slot)

    def _tokenize(self, facts: Facts, key: str, text: Path) -> bool:
        """Make the tokenizer and the tokens of the text in this folder; False after a stop."""
        tokens = identify_tokens(key, self._experiment, self._hashes, self._stopped) or _once()
        with self._cache.hold("tokens", tokens, self._stopped, self._wait) as slot:
            if slot is None or self._stopped():
                return False
            if self._open(slot):  # somebody else was quicker
                return True
            try:
                return self._fill(slot, facts, text) and self._open(slot)
            except StorageError:
                slot.give_up()  # on a full disk what was begun is only in the way
                raise

    def _fill(self, slot: Slot, facts: Facts, text: Path) -> bool:
        """Make the entry of the tokens; False after a stop."""
        with LeakageSearch(facts.stored, self._experiment.data, self._stopped, facts.leakage) as search:
            tokenizer = self._tokenizer(facts.stored, slot.building)
            if tokenizer is None or self._stopped():
                return False
            tokenizing = Tokenizing(slot.building, tokenizer, facts.stored, self._emit, self._control)
            statistics = tokenizing.run()
            if statistics is None:
                return False
            statistics.save(slot.building / STATISTICS)
            if not search.ended:
                self._emit(Stage(say("Looking for leakage")))
            leakage = search.found()
        if self._stopped():
            return False
        if facts.leakage is None:
            facts = replace(facts, leakage=leakage)
            facts.save(text)  # the next tokenizer of this text finds it there
        facts.save(slot.building)
        if not tokenizer.learns:
            tokenizer.save(slot.building / _TOKENIZER)
        tokenizing.forget_progress()
        slot.commit()
        return True

    def _tokenizer(self, stored: StoredText, folder: Path) -> Tokenizer[Any] | None:
        """The tokenizer that was made before a stop or a crash, or else a new one; None after a stop."""
        choice = self._experiment.tokenizer
        file = folder / _TOKENIZER
        if file.is_file():
            return load_tokenizer(file)
        self._emit(Stage(say("Making the tokenizer")))
        if self._stopped():
            return None
        # Where it may, a tokenizer learns from the training text alone: the validation text stays unseen.
        whole = tokenizer_class(choice.kind).needs_whole_text
        corpus: Corpus = InMemory(stored.counts.characters) if whole else stored.part("train")
        watch = Watch(self._stopped, lambda message, fraction: self._emit(Stage(message, fraction)))
        tokenizer = learn_tokenizer(choice, corpus, watch)
        if tokenizer is not None and tokenizer.learns:
            tokenizer.save(file)  # now, so that it need not be learned again after a stop
        return tokenizer

    def _stopped(self) -> bool:
        return self._control.stop_requested

    def _wait(self) -> None:
        self._emit(Stage(say("Waiting for another process that prepares the same text")))


def _once() -> str:
    return f"{ONCE}{uuid.uuid4().hex}"


def _load_facts(slot: Slot) -> Facts | None:
    if not slot.complete:
        return None
    try:
        facts = Facts.load(slot.path)
    except (OSError, KeyError, TypeError, ValueError):
        slot.discard()
        return None
    slot.use()
    return facts


def _pack_leakage(found: Leakage) -> dict[str, Any]:
    return asdict(found) | {"message": pack(found.message), "advice": pack(found.advice)}


def _unpack_leakage(content: dict[str, Any]) -> Leakage:
    return Leakage(**{**content, "message": unpack(content["message"]), "advice": unpack(content["advice"])})


def _beginning(stored: StoredText) -> str:
    """How the text begins."""
    text = ""
    for part in stored.parts.values():
        for block in part.blocks(size=4 * PREVIEW_CHARACTERS):
            text += block[: PREVIEW_CHARACTERS - len(text)]
            if len(text) == PREVIEW_CHARACTERS:
                return text
    return text


def _one_character(name: Message | str) -> DataError:
    return DataError(
        say("{name} holds only one character, again and again: there is nothing to predict.", name=name),
        say("Choose a text in which different characters occur."),
    )


def _usable_cache(emit: Emit) -> Cache:
    """The cache; where it cannot be written, a temporary one."""
    cache = Cache()
    try:
        cache.check()
    except StorageError as error:
        emit(Notice(say("{reason} The text is prepared in a temporary folder.", reason=error.message), "warning"))
        return _temporary()
    return cache


@functools.cache
def _temporary() -> Cache:
    folder = Path(tempfile.mkdtemp(prefix="lm-workbench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Cache(folder)
