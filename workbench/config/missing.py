"""The files that an experiment names and that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import paths
from workbench.config.sections import HUB_PREFIX, SAMPLE_PREFIX
from workbench.errors import Problem
from workbench.messages import say


def missing_files(data: Mapping[str, Any]) -> list[Problem]:
    """A problem for each text of the section ``data`` (as in a file, checked or not) that is not there."""
    found: list[Problem] = []
    names = ("validation_source", "test_source") if data.get("split") == "separate" else ()
    for name in ("source", *names):
        source = data.get(name)
        if not isinstance(source, str) or (name != "source" and not source.strip()):
            continue
        known = (SAMPLE_PREFIX, HUB_PREFIX) if name == "source" else (HUB_PREFIX,)
        if not source.startswith(known) and not paths.exists(paths.expanded(source)):
            found.append(Problem(f"data.{name}", say("there is no file {source}", source=source)))
    more = data.get("more_sources")
    for place, entry in enumerate(more if isinstance(more, list | tuple) else (), start=1):
        source = entry.get("source") if isinstance(entry, Mapping) else getattr(entry, "source", None)
        if not isinstance(source, str) or not source or source.startswith((SAMPLE_PREFIX, HUB_PREFIX)):
            continue
        if not paths.exists(paths.expanded(source)):
            found.append(Problem(f"data.more_sources.{place}.source", say("there is no file {source}", source=source)))
    return found
