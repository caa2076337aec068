"""The first batches, seen before Start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import part
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.gui.workshop.batches_tab import BatchesTab
from workbench.jobs.first_batches import first_batch

Tiny = Callable[..., Experiment]


@pytest.fixture
def tab(qtbot: QtBot) -> Iterator[BatchesTab]:
    made = BatchesTab()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    yield made
    made.close_jobs(20_000)


def test_that_inputs_stand_above_targets_that_are_one_token_further_on(
    tab: BatchesTab, qtbot: QtBot, tiny: Tiny
) -> None:
    experiment = tiny(training={"gradient_accumulation": 2})
    tab.set_experiment(experiment)
    qtbot.waitUntil(lambda: tab.batch is not None, timeout=30_000)
    expected = first_batch(experiment, 1, 1, lambda event: None, JobControl())
    assert expected is not None
    ids = expected.ids[0].tolist()
    assert [span.color for span in tab.inputs.spans()] == ids[:-1]
    assert [span.color for span in tab.targets.spans()] == ids[1:]
    qtbot.mouseClick(tab.inputs.viewport(), Qt.MouseButton.LeftButton, pos=tab.inputs.place_of(3).center())
    assert tab.targets.current == 3
    assert "nothing is masked, nothing is padded" in part(tab, QLabel, "workshop.batch_about").text()

    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    assert [span.color for span in tab.inputs.spans()] == expected.ids[1].tolist()[:-1]

    tab.step.setFocus()
    qtbot.keyClick(tab.step, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: tab.batch is not None and tab.batch.step == 2, timeout=30_000)
    assert tab.part.isVisible()
    later = first_batch(experiment, 2, 1, lambda event: None, JobControl())
    assert later is not None
    assert [span.color for span in tab.inputs.spans()] == later.ids[1].tolist()[:-1]


def test_that_an_edit_shows_the_batch_of_the_new_settings(tab: BatchesTab, qtbot: QtBot, tiny: Tiny) -> None:
    tab.set_experiment(tiny())
    qtbot.waitUntil(lambda: tab.batch is not None, timeout=30_000)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_End)
    tab.set_experiment(tiny(training={"context_length": 8, "batch_size": 2}))
    qtbot.waitUntil(lambda: tab.batch is not None and tab.batch.ids.shape == (2, 9), timeout=30_000)
    assert tab.list.topLevelItemCount() == 2
    assert tab.batch is not None
    assert [span.color for span in tab.targets.spans()] == tab.batch.ids[1].tolist()[1:]
    assert not tab.part.isVisible()


def test_that_a_text_that_is_too_short_is_told_in_words(tab: BatchesTab, qtbot: QtBot, tiny: Tiny) -> None:
    tab.set_experiment(tiny(data={"sample_characters": 1_000}, training={"context_length": 2_000, "batch_size": 4}))
    error = part(tab, QLabel, "workshop.batch_error")
    qtbot.waitUntil(lambda: "too short" in error.text(), timeout=30_000)
    assert len(tab.inputs.spans()) == 0


def test_that_the_tab_can_be_used_without_a_mouse_and_in_other_languages(
    qapp: QApplication, tab: BatchesTab, qtbot: QtBot
) -> None:
    assert inaccessible(tab) == []
    with pseudo_language(qapp):
        other = BatchesTab()
        qtbot.addWidget(other)
        assert untranslated(other) == []
