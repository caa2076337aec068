"""Which files of a data set are meant.

The Hub converts every public data set to Parquet, in files ``config/split/0000.parquet`` of a revision of their own:
where these are, they are taken, since they need no program of the data set's author. Else the author's files are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.data.hub.name import HubName
from workbench.data.readers.columns import listed
from workbench.data.readers.formats import formats
from workbench.data.readers.parts import ARCHIVE, suffix_of
from workbench.errors import DataError
from workbench.messages import Message, say

CONVERTED = "refs/convert/parquet"
"""The revision that holds the files that the Hub converted."""
_PARTIAL = "partial-"  # before the split of a data set that was too large to be converted whole
_USUAL = "train"
_NO_DATA = re.compile(
    r"(^|/)(\.|README|LICEN[SC]E|NOTICE|dataset_infos?\.json$|requirements\.txt$)|\.md$", re.IGNORECASE
)


def choose_converted(paths: Sequence[str], name: HubName) -> list[str]:
    """The converted files of a configuration and a split. Raises DataError that names those there are."""
    found = [tuple(path.split("/")) for path in paths if path.endswith(".parquet") and path.count("/") == 2]
    configs = list(dict.fromkeys(config for config, _, _ in found))
    usual = "default" if "default" in configs else configs[0] if len(configs) == 1 else ""
    config = name.config or usual
    if config not in configs:
        raise _several(name, "config", configs)
    found = [path for path in found if path[0] == config]
    splits = list(dict.fromkeys(split.removeprefix(_PARTIAL) for _, split, _ in found))
    split = name.split or (_USUAL if _USUAL in splits else splits[0])
    if split not in splits:
        raise _several(name, "split", splits)
    return sorted("/".join(path) for path in found if path[1].removeprefix(_PARTIAL) == split)


def choose_original(paths: Sequence[str], name: HubName) -> list[str]:
    """The author's files of a configuration (a folder) and a split (a word in the name); all where none is told."""
    known = (*formats(), ARCHIVE)
    found = [path for path in paths if suffix_of(path) in known and not _NO_DATA.search(path)]
    if not found:
        message = say("The data set {name} holds no file of a known kind.", name=name.repository)
        raise DataError(message, say("Choose another data set, or another revision of it."))
    if name.config:
        chosen = [path for path in found if name.config in path.split("/")[:-1]]
        if not chosen:
            raise _several(name, "config", sorted({path.split("/")[-2] for path in found if "/" in path}))
        found = chosen
    chosen = [path for path in found if _has_word(path, name.split or _USUAL)]
    if name.split and not chosen:
        raise _several(name, "split", sorted(path.rpartition("/")[2] for path in found))
    return sorted(chosen or found)


def is_partial(paths: Sequence[str]) -> bool:
    """Whether converted files are only the first part of a data set."""
    return any(f"/{_PARTIAL}" in path for path in paths)


def _has_word(path: str, word: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word.lower())}(?![a-z])", path.lower()) is not None


def _several(name: HubName, part: str, known: Sequence[str]) -> DataError:
    given = getattr(name, part)
    message: Message
    if given:
        message = say(
            "The data set {name} has no {part} “{given}”; it has {known}.",
            name=name.repository,
            part=part,
            given=given,
            known=listed(known),
        )
    else:
        message = say(
            "The data set {name} has several configurations: {known}.", name=name.repository, known=listed(known)
        )
    example = HubName(name.repository, **{part: known[0] if known else ""}).source
    return DataError(message, say("Choose one, as in {example}.", example=example))
