"""What the relay promises: order, batches, and nothing lost."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from workbench.events import Event, Notice
from workbench.gui.event_relay import EventRelay


def test_that_events_of_another_thread_arrive_in_order_and_complete(qtbot: QtBot) -> None:
    relay = EventRelay()
    received: list[Event] = []
    relay.received.connect(received.extend)
    relay.start()
    sent = [Notice(str(number)) for number in range(10_000)]
    writer = threading.Thread(target=lambda: [relay.put(event) for event in sent])
    writer.start()
    qtbot.waitUntil(lambda: len(received) == len(sent))
    writer.join()
    relay.stop()
    assert received == sent


def test_that_events_arrive_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    relay = EventRelay()
    threads: list[int] = []
    relay.received.connect(lambda _events: threads.append(threading.get_ident()))
    relay.start()
    writer = threading.Thread(target=relay.put, args=(Notice("hello"),))
    with qtbot.waitSignal(relay.received):
        writer.start()
    writer.join()
    relay.stop()
    assert threads == [threading.get_ident()]


def test_that_many_events_come_as_one_signal(qtbot: QtBot) -> None:
    relay = EventRelay()
    sizes: list[int] = []
    relay.received.connect(lambda events: sizes.append(len(events)))
    for number in range(500):
        relay.put(Notice(str(number)))
    relay.start()
    qtbot.waitUntil(lambda: bool(sizes))
    relay.stop()
    assert sizes == [500]


def test_that_stopping_hands_on_what_is_left(qtbot: QtBot) -> None:
    relay = EventRelay()
    received: list[Event] = []
    relay.received.connect(received.extend)
    relay.start()
    relay.put(Notice("last"))
    relay.stop()
    assert received == [Notice("last")]


def test_that_an_event_put_while_a_batch_is_handled_comes_with_the_next(qtbot: QtBot) -> None:
    relay = EventRelay()
    batches: list[list[Event]] = []

    def answer(events: list[Event]) -> None:
        batches.append(events)
        if len(batches) == 1:
            relay.put(Notice("second"))

    relay.received.connect(answer)
    relay.put(Notice("first"))
    relay.drain()
    assert batches == [[Notice("first")]]
    relay.drain()
    assert batches == [[Notice("first")], [Notice("second")]]
