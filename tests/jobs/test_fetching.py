"""Data sets of the Hub: downloaded, resumed, stopped, refused, and there again without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.readers.making import parquet
from tests.hub_server import Hub, commit_of, serving
from workbench import paths
from workbench.config.experiment import Experiment
from workbench.config.sections import Data
from workbench.control import JobControl
from workbench.data.hub import download
from workbench.errors import DataError
from workbench.events import DataPrepared, Event, Notice, Stage, TableSeen
from workbench.jobs.prepare import preview_data

STORIES = [f"Once upon a time there were {n} mice. " * 20 for n in range(400)]
NAME = "default/train/0000.parquet"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setattr(download, "_PAUSE", 0.0)
    content = parquet({"id": list(range(400)), "story": STORIES}, compression="none", use_dictionary=False)
    with serving(Hub({"refs/convert/parquet": {NAME: content, "default/test/0000.parquet": b"no"}})) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        yield made


def prepare(source: str = "hub:some/data", control: JobControl | None = None, **settings: str) -> list[Event]:
    events: list[Event] = []
    data = Data(source=source, **settings)
    preview_data(Experiment(data=data), events.append, control or JobControl())
    return events


def report(events: list[Event]) -> DataPrepared:
    (found,) = (event for event in events if isinstance(event, DataPrepared))
    return found


def test_that_a_data_set_is_downloaded_and_read_as_any_table(hub: Hub) -> None:
    events = prepare()
    assert report(events).name == "some/data"
    assert report(events).characters == sum(map(len, STORIES)) + 2 * 399
    (table,) = (event for event in events if isinstance(event, TableSeen))
    assert (table.columns, table.chosen) == (("id", "story"), ("story",))
    told = [event for event in events if isinstance(event, Stage) and "Downloading some/data" in event.message]
    assert told
    assert "MB" in told[0].message
    assert [path for path, _ in hub.asked] == [
        "/api/datasets/some/data/revision/refs/convert/parquet",
        f"/datasets/some/data/resolve/{commit_of('refs/convert/parquet')}/{NAME}",
    ]


def test_that_what_was_downloaded_is_there_without_a_network(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    before = report(prepare())
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert report(prepare()) == before
    assert len(hub.asked) == 2


def test_that_a_broken_connection_goes_on_where_it_was(hub: Hub) -> None:
    hub.break_after = 100_000
    assert report(prepare()).characters > 300_000
    begun = [int(wanted.removeprefix("bytes=").removesuffix("-")) for _, wanted in hub.asked if wanted]
    assert len(begun) >= 3
    assert begun == sorted(set(begun))


def test_that_a_stop_keeps_what_is_here_for_the_next_time(hub: Hub) -> None:
    control = JobControl()
    events: list[Event] = []

    def stop_while_downloading(event: Event) -> None:
        events.append(event)
        if isinstance(event, Stage) and event.message.startswith("Downloading"):
            control.stop()

    preview_data(Experiment(data=Data(source="hub:some/data")), stop_while_downloading, control)
    assert not any(isinstance(event, DataPrepared) for event in events)
    (part,) = paths.cache().rglob("*.part")
    size = part.stat().st_size
    assert size > 0
    assert report(prepare()).name == "some/data"
    assert hub.asked[-1][1] == f"bytes={size}-"
    assert not list(paths.cache().rglob("*.part"))


def test_that_an_unfinished_data_set_is_not_taken_for_a_whole_one(hub: Hub) -> None:
    hub.break_after = 1
    control = JobControl()
    control.stop()
    assert not any(isinstance(event, DataPrepared) for event in prepare(control=control))
    with pytest.raises(DataError, match="not been downloaded yet"):
        download.local_files(download.HubName("some/data"))


@pytest.mark.parametrize(
    ("status", "code", "said", "advised"),
    [
        (404, "RepoNotFound", "no data set called some/data", "Check the name"),
        (401, "RepoNotFound", "no data set called some/data on the Hub, or it is private", "hf auth login"),
        (403, "GatedRepo", "accept its conditions", "hf auth login"),
        (401, "", "does not give you", "Log in"),
        (403, "", "does not give you", "Log in"),
        (500, "", "could not answer for some/data (status 500)", "Try again later"),
    ],
)
def test_that_a_refusal_is_a_sentence(hub: Hub, status: int, code: str, said: str, advised: str) -> None:
    hub.status, hub.code = status, code
    with pytest.raises(DataError) as caught:
        prepare()
    assert said in caught.value.message
    assert advised in caught.value.advice


def test_that_no_network_is_a_sentence(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(DataError, match="the Hub cannot be reached") as caught:
        prepare()
    assert "Check the network" in caught.value.advice


def test_that_a_connection_that_never_holds_is_given_up(hub: Hub) -> None:
    prepare(control=stopped())
    hub.status = 503
    with pytest.raises(DataError, match="status 503"):
        prepare()


def stopped() -> JobControl:
    control = JobControl()
    control.stop()
    return control


def test_that_bytes_that_are_not_those_promised_are_refused(hub: Hub) -> None:
    hub.damaged = True
    with pytest.raises(DataError, match="came damaged over the network"):
        prepare()
    hub.damaged = False
    assert report(prepare())


def test_that_the_authors_files_are_taken_where_nothing_was_converted(hub: Hub) -> None:
    text = "id,text\n" + "".join(f"{n},Story {n} is told again\n" for n in range(900))
    hub.revisions = {"main": {"README.md": b"# About", "data/train.csv": text.encode(), "data/test.csv": b"x"}}
    assert report(prepare()).characters == sum(len(f"Story {n} is told again") + 2 for n in range(900)) - 2
    with pytest.raises(DataError, match="no revision “v9”"):
        prepare("hub:some/data?revision=v9")


def test_that_a_part_of_a_large_data_set_is_told(hub: Hub) -> None:
    files = hub.revisions["refs/convert/parquet"]
    hub.revisions["refs/convert/parquet"] = {"default/partial-train/0000.parquet": files[NAME]}
    said = [event.message for event in prepare() if isinstance(event, Notice) and event.level == "warning"]
    assert any("only the first part" in message for message in said)


def test_that_a_file_outside_of_the_folder_is_refused(hub: Hub) -> None:
    hub.revisions = {"main": {"/etc/trick.csv": b"x"}}
    with pytest.raises(DataError, match="outside of itself"):
        prepare()


def test_that_a_server_that_knows_no_ranges_begins_anew(hub: Hub) -> None:
    control = JobControl()

    def stop(event: Event) -> None:
        if isinstance(event, Stage) and event.message.startswith("Downloading"):
            control.stop()

    preview_data(Experiment(data=Data(source="hub:some/data")), stop, control)
    hub.ranges = False
    assert report(prepare())
