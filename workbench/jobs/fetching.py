"""What an experiment's text needs from the network is brought here before it is read."""

from __future__ import annotations

import threading
import time

from workbench.config.sections import Data
from workbench.control import JobControl
from workbench.data.hub.download import Listing, fetch, is_here
from workbench.data.hub.name import HubName, is_hub
from workbench.data.mixing import mixed
from workbench.events import Emit, Notice, Stage
from workbench.messages import Message, say

_EVERY = 0.2  # seconds between two reports of progress
_POLL = 0.05  # seconds between two looks at the download
_PARTING = 1.0  # seconds in which a download that was stopped may end before it is left alone
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

    A stop is answered at once, also while the network is silent. Raises DataError in words.
    """
    download = _Download(name, control)
    if is_here(name):
        download.run()
    else:
        emit(Stage(say("Looking for {name} on the Hub", name=name.repository)))
        _follow(download, emit, control)
    listing = download.result()
    if listing is not None and listing.partial:
        message = say(
            "{name}: the Hub converted only the first part of this data set; ?revision=main takes its own files.",
            name=name.repository,
        )
        emit(Notice(message, "warning"))
    return listing is not None and not control.stop_requested


def _follow(download: _Download, emit: Emit, control: JobControl) -> None:
    """Tell how far it is until it is over, or until a stop."""
    download.start()
    told: Stage | None = None
    last = 0.0
    while download.is_alive() and not control.stop_requested:
        download.join(_POLL)
        stage = download.stage
        if stage != told and stage is not None and (time.monotonic() - last >= _EVERY or not download.is_alive()):
            emit(stage)
            told, last = stage, time.monotonic()
    download.join(_PARTING)


class _Download(threading.Thread):
    """A download in a thread of its own: a connection that hangs holds up nobody who wants to stop."""

    def __init__(self, name: HubName, control: JobControl) -> None:
        super().__init__(name="download", daemon=True)
        self._name = name
        self._control = control
        self._listing: Listing | None = None
        self._error: BaseException | None = None
        self.stage: Stage | None = None
        """What it is doing."""

    def run(self) -> None:
        """The body of the thread."""
        try:
            self._listing = fetch(self._name, self._tell, self._wait)
        except BaseException as error:  # noqa: BLE001  (raised again by `result`)
            self._error = error

    def result(self) -> Listing | None:
        """The files that are here; None where it was stopped. Raises what went wrong."""
        if self._error is not None and not self._control.stop_requested:
            raise self._error
        return self._listing

    def _tell(self, done: int, total: int) -> bool:
        message = say(
            "Downloading {name}: {done:,.1f} of {total:,.1f} MB",
            name=self._name.repository,
            done=done / _MB,
            total=total / _MB,
        )
        return self._go_on(message, done / total if total else None)

    def _wait(self) -> bool:
        return self._go_on(say("Waiting for another download of {name}", name=self._name.repository))

    def _go_on(self, message: Message, fraction: float | None = None) -> bool:
        self.stage = Stage(message, fraction)
        return not self._control.stop_requested
