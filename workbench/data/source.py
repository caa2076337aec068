"""What ``data.source`` means: files to read, or a bundled sample corpus."""

from __future__ import annotations

from workbench.config.experiment import Experiment
from workbench.config.sections import SAMPLE_PREFIX, Data
from workbench.data.corpora import generators
from workbench.data.joining import Progress, go_on, join_documents
from workbench.data.readers.formats import formats
from workbench.data.readers.parts import ARCHIVE, GZIP
from workbench.data.text import Text


def load_source(data: Data, progress: Progress = go_on) -> Text:
    """The text of ``data.source`` in memory: its documents with ``data.separator`` between them.

    ``progress`` is told the number of documents from time to time, and answers False to stop: what was read
    so far comes back. Raises DataError in words.
    """
    # All of it is asked for: the way it would be divided does not matter.
    return join_documents(Experiment(data=data.model_copy(update={"split": "ratio"})), progress)


def readable_patterns() -> str:
    """The names of files that can be read, for a file dialog: "*.csv *.csv.gz ..."."""
    return " ".join(f"*{suffix} *{suffix}{GZIP}" for suffix in formats()) + f" *{ARCHIVE}"


def describe_sources() -> list[tuple[str, str, str]]:
    """(source, label, one sentence) for each bundled sample, in the order to show them."""
    return [(SAMPLE_PREFIX + name, item.label, item.summary) for name, item in generators().items()]
