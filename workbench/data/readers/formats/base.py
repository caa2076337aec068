"""What a format is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from workbench.config.sections import Data
from workbench.data.readers.parts import Part
from workbench.data.readers.records import Item


class Format(ABC):
    """One kind of file. It is registered by being in this folder."""

    suffixes: ClassVar[tuple[str, ...]]
    """In lower case, with the dot."""
    columns: ClassVar[bool] = False
    """Whether a record has columns to choose from; else its one column is `records.TEXT`."""

    encoded: ClassVar[bool] = True
    """Whether its bytes are text in some encoding, which may be chosen."""

    @abstractmethod
    def read(self, part: Part, data: Data) -> Iterator[Item]:
        """The records of one file in order, in constant memory, with what is wrong in between.

        Raises OSError when the file cannot be read.
        """
