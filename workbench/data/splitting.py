"""Which documents are trained on, and which are kept out: for validation while training, and for a last test.

A document is drawn by a keyed hash of what it says, a file by that of its name: the same ones fall into
validation whatever comes before, between or after them, on every machine and in every release. Copies of a
document fall into the same part.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, get_args

from workbench.config.sections import Data
from workbench.config.splitting import SplitBy, named_values
from workbench.data.readers.records import Document
from workbench.errors import SplitError
from workbench.events import Notice
from workbench.messages import Message, say

PartName = Literal["train", "val", "test"]
PARTS: tuple[PartName, ...] = get_args(PartName)
"""The parts of a text: to learn from, to measure on while learning, and to measure on at the end."""

HEAD = 1 << 16
"""A document is drawn by so many of its first characters: it may come in pieces, and the first one decides."""
VALIDATION_NAMES = frozenset({"validation", "valid", "val", "dev", "develop", "development", "eval", "evaluation"})
TEST_NAMES = frozenset({"test", "testing", "tst"})
TRAIN_NAMES = frozenset({"train", "training", "trn"})
_COLUMN_NAMES = ("split", "subset", "partition", "set", "part", "fold")
_TITLES: dict[PartName, str] = {"train": "training", "val": "validation", "test": "test"}
_PERSON = b"split"  # BLAKE2's personalisation: no other use of the hash draws the same numbers
_MOST_KEYS = 1_000
_SEEDS_TRIED = 1_000
_MOST_VALUES = 20


def borders(length: int, validation: float, test: float) -> tuple[int, int]:
    """Where the training part of a text of ``length`` characters ends, and where its validation part does.

    Without a test part the cut is at int(length * (1 - validation)), as nanoGPT's data preparation does it, so
    that losses can be compared with published ones. The test part comes last.
    """
    return int(length * (1.0 - validation - test)), int(length * (1.0 - test)) if test else length


def draw(key: bytes, seed: int, validation: float, test: float) -> PartName:
    """The part that a document or file with this key falls into, with these probabilities.

    A larger test share leaves validation as it was, and a larger validation share keeps all that was in it.
    """
    salt = seed.to_bytes(8, "little")
    number = hashlib.blake2b(key, digest_size=8, salt=salt, person=_PERSON).digest()
    place = (int.from_bytes(number, "little") >> 11) / (1 << 53)  # 53 bits are a float between 0 and 1, exactly
    if place < validation:
        return "val"
    return "test" if place >= 1.0 - test else "train"


def key_of(text: str) -> bytes:
    """What a document is drawn by: 16 bytes that stand for its first characters."""
    return hashlib.blake2b(text[:HEAD].encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Splitter(ABC):
    """Says of each document, in reading order, to which part it belongs; all pieces of one go the same way."""

    by: ClassVar[SplitBy]
    cuts: tuple[float, float] = (0.0, 0.0)
    """The shares of "train" that become "val" and "test" once all is read; 0 cuts nothing."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._last: PartName = "train"
        self.documents: dict[PartName, int] = dict.fromkeys(PARTS, 0)

    def part_of(self, document: Document, origin: PartName = "train") -> PartName:
        """The part of the next document or piece; ``origin`` is "val" or "test" for those of other files.

        Raises SplitError where the document cannot be placed.
        """
        if not document.continues:
            self._last = self._place(document) if origin == "train" else origin
            self.documents[self._last] += 1
        return self._last

    def check(self, name: str) -> None:
        """Raise SplitError, with what to do, where a part that was asked for has no document."""
        for part in PARTS:
            if not self.documents[part] and self._wanted(part):
                count = sum(self.documents.values())
                message = say("There is only one document in {name}, which cannot be divided.", name=name)
                if count > 1:
                    message = _EMPTY[part].filled(name=name, count=count)
                raise SplitError(message, self._advice(), self._field())

    def notices(self) -> list[Notice]:
        """How the documents were divided, in words."""
        train, validation, test = (self.documents[part] for part in PARTS)
        if self._wanted("test"):
            told = say(
                "Documents: {train:,} to train on, {validation:,} to validate, {test:,} to test.",
                train=train,
                validation=validation,
                test=test,
            )
        else:
            told = say(
                "Documents: {train:,} to train on, {validation:,} to validate.", train=train, validation=validation
            )
        return [Notice(told)]

    @abstractmethod
    def _place(self, document: Document) -> PartName:
        """The part of a document of the source."""

    def _wanted(self, part: PartName) -> bool:
        return part != "test" or self._data.shares[1] > 0

    @abstractmethod
    def _advice(self) -> Message:
        """What to do about an empty part."""

    def _field(self) -> str:
        """The setting at which to say so."""
        return "data.split"


class ByRatio(Splitter):
    """All documents are one text, of which the end is kept out, wherever that cut falls."""

    by = "ratio"

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self.cuts = data.shares

    def check(self, name: str) -> None:
        """The parts of a text that is cut are never without a document, but may be too short: others say so."""

    def notices(self) -> list[Notice]:
        """There is nothing to tell."""
        return []

    def _place(self, document: Document) -> PartName:
        return "train"

    def _advice(self) -> Message:
        return say("Use a longer text.")


class _Drawn(Splitter):
    """Draws by a key; remembers the first keys for advice."""

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._keys: dict[bytes, None] = {}

    def _draw(self, key: bytes) -> PartName:
        if len(self._keys) <= _MOST_KEYS:
            self._keys[key] = None
        return draw(key, self._data.split_seed, *self._data.shares)

    def _advice(self) -> Message:
        if len(self._keys) < 2 + self._wanted("test"):
            return self._too_few()
        seed = self._better_seed()
        if seed is None:
            return say("Raise data.validation_fraction, or give more documents.")
        return say("Set data.split_seed to {seed}, with which each part has some, or raise the shares.", seed=seed)

    def _better_seed(self) -> int | None:
        """The seed whose parts are all there and nearest to what was asked for, if there are few keys."""
        if len(self._keys) > _MOST_KEYS:
            return None
        validation, test = self._data.shares
        best: tuple[float, int] | None = None
        for seed in range(_SEEDS_TRIED):
            drawn = [draw(key, seed, validation, test) for key in self._keys]
            counts = {part: drawn.count(part) for part in PARTS}
            if all(counts[part] for part in PARTS if self._wanted(part)):
                off = abs(counts["val"] - validation * len(drawn)) + abs(counts["test"] - test * len(drawn))
                best = min(best or (off, seed), (off, seed))
        return best and best[1]

    def _too_few(self) -> Message:
        return say(
            "A split by document needs several different documents: divide the text with data.documents, "
            "or set data.split to ratio."
        )


class ByDocument(_Drawn):
    """Draws each document by what it says."""

    by = "document"

    def _place(self, document: Document) -> PartName:
        return self._draw(key_of(document.text))


class ByFile(_Drawn):
    """Draws each file by its name below the source; all its documents go the same way."""

    by = "file"

    def _place(self, document: Document) -> PartName:
        return self._draw(key_of(document.file))

    def _too_few(self) -> Message:
        return say("A split by file needs several files: choose a folder or an archive, or set data.split to document.")


class Separate(_Drawn):
    """Validation and test come from other files; what names none is drawn from the source by document."""

    by = "separate"

    def _place(self, document: Document) -> PartName:
        return self._draw(key_of(document.text)) if any(self._data.shares) else "train"

    def _wanted(self, part: PartName) -> bool:
        return super()._wanted(part) or bool(self._data.test_source.strip())


class ByColumn(Splitter):
    """Takes the word of a column."""

    by = "column"

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._column = data.split_column.strip()
        self._guessed = not self._column
        self._validation = frozenset(named_values(data.validation_values)) or VALIDATION_NAMES
        self._test = frozenset(named_values(data.test_values)) or TEST_NAMES
        # Values that are named mean what they are named for, also where they usually mean the other.
        if data.validation_values.strip():
            self._test -= self._validation
        else:
            self._validation -= self._test
        self._values: dict[str, int] = {}

    def notices(self) -> list[Notice]:
        if not self._guessed:
            return [*super().notices(), Notice(self._told())]
        guessed = say(
            "The column “{column}” says to which part a row belongs; data.split_column chooses another.",
            column=self._column,
        )
        return [Notice(guessed), *super().notices(), Notice(self._told())]

    def _place(self, document: Document) -> PartName:
        if not self._column:
            self._column = guess_split_column(document.fields) or ""
        if self._column not in document.fields:
            raise _no_column(document, self._column)
        value = "" if document.fields[self._column] is None else str(document.fields[self._column]).strip()
        if len(self._values) < _MOST_VALUES or value in self._values:
            self._values[value] = self._values.get(value, 0) + 1
        return self._meaning(value)

    def _meaning(self, value: str) -> PartName:
        plain = value.casefold()
        return "val" if plain in self._validation else "test" if plain in self._test else "train"

    def _wanted(self, part: PartName) -> bool:
        return part != "test" or bool(self._data.test_values.strip() or self.documents["test"])

    def _told(self) -> Message:
        return say("The values of “{column}”: {values}.", column=self._column, values=self._listed())

    def _listed(self) -> str:
        found = (f"“{value}” {count:,} ({_TITLES[self._meaning(value)]})" for value, count in self._values.items())
        return ", ".join(found) + (", …" if len(self._values) == _MOST_VALUES else "")

    def _advice(self) -> Message:
        return say(
            "The values of “{column}” are {values}. Say in data.validation_values and data.test_values what they mean.",
            column=self._column,
            values=self._listed(),
        )

    def _field(self) -> str:
        return "data.split_column"


def guess_split_column(fields: Mapping[str, object]) -> str | None:
    """The column of a row that names the row's part, as most data sets call it; None where there is none."""
    known = TRAIN_NAMES | VALIDATION_NAMES | TEST_NAMES
    found = [name for name, value in fields.items() if isinstance(value, str) and value.strip().casefold() in known]
    usual = [name for name in fields if name.strip().casefold() in _COLUMN_NAMES]
    both = [name for name in usual if name in found]
    return next(iter(both or found or usual), None)


_SPLITTERS: dict[SplitBy, type[Splitter]] = {
    kind.by: kind for kind in (ByRatio, ByDocument, ByFile, ByColumn, Separate)
}


def splitter(data: Data) -> Splitter:
    """What divides the documents as ``data.split`` says."""
    return _SPLITTERS[data.split](data)


_EMPTY: Mapping[PartName, Message] = {
    "train": say("None of the {count:,} documents of {name} is left to train on."),
    "val": say("None of the {count:,} documents of {name} is in the validation part."),
    "test": say("None of the {count:,} documents of {name} is in the test part."),
}


def _no_column(document: Document, column: str) -> SplitError:
    known: Sequence[str] = list(document.fields)
    names = ", ".join(f"“{name}”" for name in known[:_MOST_VALUES])
    if not known:
        message = say("No columns of {file} could say to which part a text belongs: it has none.", file=document.file)
    elif column:
        message = say(
            "There is no column “{column}” in {file}; its columns are {known}.",
            file=document.file,
            column=column,
            known=names,
        )
    else:
        message = say(
            "No column of {file} says to which part a row belongs; its columns are {known}.",
            file=document.file,
            known=names,
        )
    advice = say("Name the column in data.split_column, or set data.split to document.")
    return SplitError(message, advice, "data.split_column")
