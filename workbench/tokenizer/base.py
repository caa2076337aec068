"""What every tokenizer can do."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.config.tokenizer import TokenizerChoice
from workbench.storage import atomic_file
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.slices import safe_pieces

FORMAT = 2
"""Version of tokenizer.json."""

UNKNOWN_CHARACTER = "\N{REPLACEMENT CHARACTER}"
"""What an unknown token is decoded to."""

Choice = TypeVar("Choice", bound=TokenizerChoice)
Stopped = Callable[[], bool]


class StreamDecoder(ABC):
    """Turns ids into text one at a time; the pieces joined are what `Tokenizer.decode` gives."""

    @abstractmethod
    def push(self, token: int) -> str:
        """The text that is certain now; empty while a character is still incomplete."""

    @abstractmethod
    def flush(self) -> str:
        """What is left at the end; an incomplete character becomes the replacement character."""


class Tokenizer(ABC, Generic[Choice]):
    """Text to ids and back. A subclass sets ``kind`` to that of its settings in ``workbench.config.tokenizers``."""

    kind: ClassVar[str]
    needs_whole_text: ClassVar[bool] = False
    """Whether it must see the validation text too: a character without an id could not be measured."""
    by_character: ClassVar[bool] = False
    """Whether each character is one token, the same wherever it stands."""
    learns: ClassVar[bool] = False
    """Whether learning takes long, so that it is done in a process of its own where the text is long."""

    @classmethod
    @abstractmethod
    def train(cls, choice: Choice, corpus: Corpus, watch: Watch) -> Tokenizer[Choice]:
        """Learn from a text what ``choice`` asks for; may end early, at any quality, once ``watch.stopped()``."""

    @classmethod
    @abstractmethod
    def from_dict(cls, content: dict[str, Any]) -> Tokenizer[Choice]:
        """From what `to_dict` gave. Raises KeyError, TypeError or ValueError for anything else."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Everything that is learned, ready for JSON."""

    @property
    @abstractmethod
    def vocab_size(self) -> int:
        """Number of ids: they are 0..vocab_size - 1."""

    @property
    def banned_ids(self) -> tuple[int, ...]:
        """Ids that stand for no text and must never be generated."""
        return ()

    @property
    def dtype(self) -> np.dtype[Any]:
        """uint8 up to 256 tokens, uint16 up to 65,536, else uint32."""
        return np.min_scalar_type(max(0, self.vocab_size - 1))

    @property
    def reversible(self) -> bool:
        """Whether every text made of known characters comes back from its ids exactly."""
        return True

    @property
    def unknown_id(self) -> int | None:
        """The id of what is not known; None where everything is."""
        return None

    def pieces(self, text: str | Iterable[str], size: int) -> Iterator[str]:
        """The text, whole or in blocks, in slices of about ``size`` characters, whose ids in turn are the text's."""
        return safe_pieces(text, size)

    @abstractmethod
    def encode_slices(self, text: str, continued: bool = False) -> Iterator[NDArray[Any]]:
        """The ids of the text in order, in arrays of bounded size; each takes milliseconds at most.

        ``continued`` says that other text stands before it: some tokenizers mark the beginning of a text.
        """

    def encode(self, text: str, continued: bool = False) -> NDArray[Any]:
        """The ids of the text: 1-D, of `dtype`."""
        slices = list(self.encode_slices(text, continued))
        if len(slices) == 1:
            return slices[0]
        return np.concatenate(slices) if slices else np.empty(0, self.dtype)

    @abstractmethod
    def decode(self, ids: Iterable[int], continued: bool = False) -> str:
        """The text of the ids; bytes that are no UTF-8 become the replacement character.

        ``continued`` keeps a space at the beginning that a tokenizer would otherwise take off.
        """

    @abstractmethod
    def token_text(self, token: int) -> str:
        """One token in printable form, for lists and tooltips."""

    @abstractmethod
    def token_bytes(self, token: int) -> bytes:
        """The bytes that one token adds to a text."""

    @abstractmethod
    def stream(self, continued: bool = False) -> StreamDecoder:
        """A decoder for ids that come one at a time; ``continued`` as for `decode`."""

    def unknown_characters(self, text: str) -> set[str]:
        """The characters (or words) of the text that have no id; always empty where every byte has one."""
        return set()

    def save(self, path: Path) -> None:
        """Write tokenizer.json, whole or not at all. Raises StorageError."""
        content = {"format": FORMAT, "kind": self.kind, **self.to_dict()}
        with atomic_file(Path(path)) as file:
            file.write(json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))


def printable(text: str) -> str:
    """Text with white space and control characters made visible."""
    return "".join(_VISIBLE.get(char, char if char.isprintable() else _escape(char)) for char in text)


def join_bytes(table: Sequence[bytes], ids: Iterable[int]) -> str:
    """The text of ids that stand for the bytes in ``table``."""
    return b"".join([table[token] for token in ids]).decode("utf-8", "replace")


def sound(text: str) -> str:
    """The text with lone surrogates, which are no characters, replaced; nearly always itself."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


_VISIBLE = {" ": "␣", "\n": "⏎", "\t": "⇥", "\r": "␍"}


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
