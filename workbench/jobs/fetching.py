"""What an experiment's text needs from the network is brought here before it is read."""

from __future__ import annotations

import time

from workbench.config.sections import Data
from workbench.control import JobControl
from workbench.data.hub.download import fetch, is_here
from workbench.data.hub.name import HubName, is_hub
from workbench.data.mixing import mixed
from workbench.events import Emit, Notice, Stage
from workbench.messages import say

_EVERY = 0.2  # seconds between two reports of progress
_MB = 1_000_000


def fetch_sources(data: Data, emit: Emit, control: JobControl) -> bool:
    """Download the data sets of the Hub that are not here yet; False when a stop was asked for meanwhile.

    A stopped download goes on where it was the next time. Raises DataError in words.
    """
    sources = [source.source for source, _ in mixed(data)]
    sources += (data.validation_source, data.test_source) if data.split == "separate" else ()
    return all(fetch_data_set(HubName.parse(source), emit, control) for source in sources if is_hub(source))


def fetch_data_set(name: HubName, emit: Emit, control: JobControl) -> bool:
    """Download a data set of the Hub unless it is here; False when a stop was asked for meanwhile.

    Raises DataError in words.
    """
    told = 0.0
    waited = False

    def tell(done: int, total: int) -> bool:
        nonlocal told
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            message = say(
                "Downloading {name}: {done:,.1f} of {total:,.1f} MB",
                name=name.repository,
                done=done / _MB,
                total=total / _MB,
            )
            emit(Stage(message, done / total if total else None))
        return not control.stop_requested

    def wait() -> bool:
        nonlocal waited
        if not waited:
            emit(Stage(say("Waiting for another download of {name}", name=name.repository)))
        waited = True
        return not control.stop_requested

    if not is_here(name):
        emit(Stage(say("Looking for {name} on the Hub", name=name.repository)))
    listing = fetch(name, tell, wait)
    if listing is not None and listing.partial:
        message = say(
            "{name}: the Hub converted only the first part of this data set; ?revision=main takes its own files.",
            name=name.repository,
        )
        emit(Notice(message, "warning"))
    return listing is not None and not control.stop_requested
