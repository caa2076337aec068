"""Data sets of the Hub: downloaded, resumed, stopped, refused, and there again without a network."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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
from workbench.jobs.evaluate import evaluate
from workbench.jobs.prepare import preview_data
from workbench.jobs.train import train

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
        made.go_on.set()


def prepare(source: str = "hub:some/data", control: JobControl | None = None, **settings: Any) -> list[Event]:
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


def stages(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Stage)]


def test_that_progress_names_the_data_set_and_ends_at_the_whole(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.jobs.fetching._EVERY", 0.0)
    hub.hold_after = 100_000
    events: list[Event] = []

    def let_go(event: Event) -> None:
        events.append(event)
        if isinstance(event, Stage) and event.fraction:
            hub.go_on.set()

    preview_data(Experiment(data=Data(source="hub:some/data")), let_go, JobControl())
    told = [event.fraction for event in events if isinstance(event, Stage) and "Downloading" in event.message]
    assert None not in told
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == 1.0
    assert stages(events)[0] == "Looking for some/data on the Hub"


@pytest.mark.parametrize("settings", [{}, {"more_sources": [{"source": "sample:stories"}]}])
def test_that_a_second_start_finds_the_text_prepared_also_without_a_network(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any]
) -> None:
    first = prepare(**settings)
    assert "Making the tokenizer" in stages(first)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    again = prepare(**settings)
    assert stages(again) == ["Reading the text"]
    assert report(again) == report(first)


def test_that_a_changed_download_is_prepared_anew(hub: Hub) -> None:
    prepare()
    (file,) = paths.cache().rglob("0000.parquet")
    content = file.read_bytes()
    assert content.count(b"Once upon") >= 2
    file.write_bytes(content.replace(b"Once upon", b"Down upon"))  # as many bytes
    after = prepare()
    assert "Making the tokenizer" in stages(after)
    assert report(after).preview.startswith("Down upon a time")


def test_that_a_second_download_of_the_same_waits_for_the_first(hub: Hub) -> None:
    hub.hold_after = 1
    first: list[Event] = []
    experiment = Experiment(data=Data(source="hub:some/data"))
    thread = threading.Thread(target=preview_data, args=(experiment, first.append, JobControl()))
    thread.start()
    while len(hub.asked) < 2:
        thread.join(0.01)
    second: list[Event] = []

    def release(event: Event) -> None:
        second.append(event)
        if isinstance(event, Stage) and event.message.startswith("Waiting for another download"):
            hub.go_on.set()

    preview_data(experiment, release, JobControl())
    thread.join()
    assert report(second) == report(first)
    assert len(hub.asked) == 2


def test_that_a_stop_is_answered_at_once_while_the_network_is_silent(hub: Hub) -> None:
    hub.hold_after = 1_000
    control = JobControl()

    def stop(event: Event) -> None:
        if isinstance(event, Stage) and event.message.startswith("Downloading"):
            control.stop()

    begun = time.monotonic()
    preview_data(Experiment(data=Data(source="hub:some/data")), stop, control)
    assert time.monotonic() - begun < 10
    hub.hold_after = 0
    hub.go_on.set()
    assert report(prepare())


def test_that_evaluate_downloads_what_it_measures_on(
    hub: Hub, tiny: Callable[..., Experiment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_one(event: Event) -> None:
        """Nobody listens."""

    file = tmp_path / "text.txt"
    file.write_text("".join(f"Once upon a time there were {n} mice. " for n in range(2_000)), encoding="utf-8")
    run = Path(train(tiny(data={"source": str(file)}), no_one, JobControl(), tmp_path / "runs").run_dir)
    hub.revisions["main"] = {"train.txt": file.read_bytes()[:3_000]}
    source = "hub:some/data?revision=main"
    control = JobControl()
    control.stop()
    assert evaluate(run, no_one, control, source) is None
    events: list[Event] = []
    found = evaluate(run, events.append, JobControl(), source)
    assert "Looking for some/data on the Hub" in stages(events)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert found == evaluate(run, no_one, JobControl(), source)
    alone = tmp_path / "alone.txt"
    alone.write_bytes(file.read_bytes()[:3_000])
    measured = evaluate(run, no_one, JobControl(), alone)
    assert found is not None
    assert measured is not None
    assert found.val_loss == measured.val_loss
    with pytest.raises(DataError, match="the Hub cannot be reached"):
        evaluate(run, no_one, JobControl(), "hub:other/data")


def test_that_a_broken_connection_goes_on_where_it_was(hub: Hub) -> None:
    hub.break_after = 100_000
    assert report(prepare()).characters > 300_000
    begun = [int(wanted.removeprefix("bytes=").removesuffix("-")) for _, wanted in hub.asked if wanted]
    assert len(begun) >= 3
    assert begun == sorted(set(begun))


def test_that_a_stop_keeps_what_is_here_for_the_next_time(hub: Hub) -> None:
    events = stop_in_the_middle(hub)
    assert not any(isinstance(event, DataPrepared) for event in events)
    (part,) = paths.cache().rglob("*.part")
    size = part.stat().st_size
    assert size > 0
    assert report(prepare()).name == "some/data"
    assert hub.asked[-1][1] == f"bytes={size}-"
    assert not list(paths.cache().rglob("*.part"))


def stop_in_the_middle(hub: Hub) -> list[Event]:
    """Begin a download, and stop it when about a third of it is here."""
    hub.hold_after = 100_000
    control = JobControl()
    events: list[Event] = []

    def stop_while_downloading(event: Event) -> None:
        events.append(event)
        if isinstance(event, Stage) and event.fraction:
            control.stop()
            hub.go_on.set()

    preview_data(Experiment(data=Data(source="hub:some/data")), stop_while_downloading, control)
    hub.hold_after = 0
    return events


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
    stop_in_the_middle(hub)
    hub.ranges = False
    assert report(prepare())
