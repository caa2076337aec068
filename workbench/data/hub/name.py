"""How an experiment names a data set of the Hub: ``hub:owner/name?config=en&split=train&revision=main``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from workbench.config.sections import HUB_PREFIX
from workbench.errors import DataError
from workbench.messages import say

_NAME = re.compile(r"[\w.-]{1,96}(/[\w.-]{1,96})?", re.ASCII)
_PARTS = ("config", "split", "revision")


@dataclass(frozen=True, slots=True)
class HubName:
    """A data set, and what of it: empty parts mean the usual (see `workbench.data.hub.choice`)."""

    repository: str
    config: str = ""
    split: str = ""
    revision: str = ""

    @classmethod
    def parse(cls, source: str) -> HubName:
        """From ``data.source``. Raises DataError where it names no data set."""
        repository, _, rest = source.removeprefix(HUB_PREFIX).strip().strip("/").partition("?")
        given = dict(parse_qsl(rest, keep_blank_values=True))
        unknown = [name for name in given if name not in _PARTS]
        advice = say("Write hub:owner/name, or hub:owner/name?config=en&split=train&revision=main.")
        if not _NAME.fullmatch(repository) or ".." in repository:
            raise DataError(say("“{source}” does not name a data set of the Hub.", source=source), advice)
        if unknown:
            raise DataError(say("{source}: there is nothing called “{name}”.", source=source, name=unknown[0]), advice)
        return cls(repository, **given)

    @property
    def source(self) -> str:
        """The value of ``data.source`` that means this."""
        parts = [f"{name}={quote(getattr(self, name), safe='/')}" for name in _PARTS if getattr(self, name)]
        return HUB_PREFIX + self.repository + ("?" + "&".join(parts) if parts else "")


def is_hub(source: str) -> bool:
    """Whether a source is a data set of the Hub."""
    return source.startswith(HUB_PREFIX)
