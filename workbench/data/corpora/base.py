"""What a bundled corpus is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Corpus:
    """A generated text; ``entropy_rate`` in nats per character where it is known exactly, else None."""

    text: str
    entropy_rate: float | None = None


class CorpusGenerator(ABC):
    """A subclass declares ``name`` (``sample:name`` selects it), ``label``, ``summary`` and ``rank``.

    The same arguments give the same text on every machine and with every Python release.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    summary: ClassVar[str]
    rank: ClassVar[int] = 100

    @abstractmethod
    def generate(self, characters: int, seed: int, order: int) -> Corpus:
        """A text of exactly ``characters`` characters; ``order`` is for sources that look back so far."""
