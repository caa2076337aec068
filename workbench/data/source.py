"""What ``data.source`` means: files to read, or a bundled sample corpus."""

from __future__ import annotations

from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.data.joining import Progress, go_on, join_documents
from workbench.data.text import Text


def load_source(data: Data, progress: Progress = go_on) -> Text:
    """The text of ``data.source`` in memory: its documents with ``data.separator`` between them.

    ``progress`` is told the number of documents from time to time, and answers False to stop: what was read
    so far comes back. Raises DataError in words.
    """
    # All of it is asked for: the way it would be divided does not matter.
    return join_documents(Experiment(data=data.model_copy(update={"split": "ratio"})), progress)
