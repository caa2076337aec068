"""What a person is offered as ``data.source``: the bundled samples, and the kinds of files."""

from __future__ import annotations

from workbench.config.sections import SAMPLE_PREFIX
from workbench.data.corpora import generators


def readable_patterns() -> str:
    """The names of files that can be read, for a file dialog: "*.csv *.csv.gz ..."."""
    from workbench.data.readers.formats import formats
    from workbench.data.readers.parts import ARCHIVE, GZIP

    return " ".join(f"*{suffix} *{suffix}{GZIP}" for suffix in formats()) + f" *{ARCHIVE}"


def describe_sources() -> list[tuple[str, str, str]]:
    """(source, label, one sentence) for each bundled sample, in the order to show them."""
    return [(SAMPLE_PREFIX + name, item.label, item.summary) for name, item in generators().items()]
