"""The statistics of the data, as they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.access_walk import inaccessible
from tests.gui.text_walk import pseudo_language, untranslated
from tests.windows import part
from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.gui import theme
from workbench.gui.workshop.statistics_tab import StatisticsTab
from workbench.jobs.describe import describe_data

Tiny = Callable[..., Experiment]


@pytest.fixture
def data(tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "text.txt"
    paragraphs = [f"{number}: " + "the cat sat on the mat. " * (1 + number % 9) for number in range(150)]
    file.write_text("\n\n".join([*paragraphs, *paragraphs[:10]]), encoding="utf-8")
    return {"source": str(file), "documents": "blank_lines"}


@pytest.fixture
def tab(qtbot: QtBot) -> Iterator[StatisticsTab]:
    made = StatisticsTab()
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    qtbot.waitUntil(lambda: made.made.over)
    yield made
    made.close_jobs(20_000)


def shown(qtbot: QtBot, tab: StatisticsTab, experiment: Experiment) -> None:
    tab.set_experiment(experiment)
    qtbot.waitUntil(lambda: tab.description is not None and not tab._job.busy, timeout=30_000)
    qtbot.waitUntil(tab.parts.isVisible)


def test_that_no_empty_plots_are_seen_while_the_text_is_counted(
    tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, data: dict[str, Any]
) -> None:
    assert not tab.parts.isVisible()
    assert not tab.plots.zipf.isVisible()
    shown(qtbot, tab, tiny(data=data))
    assert tab.parts.isVisible()
    assert tab.plots.zipf.isVisible()


def test_that_the_numbers_are_those_of_the_engine(
    tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, data: dict[str, Any]
) -> None:
    experiment = tiny(data=data, tokenizer={"kind": "bpe", "vocab_size": 280})
    shown(qtbot, tab, experiment)
    found = describe_data(experiment, lambda event: None, JobControl())
    assert found is not None
    train = found.statistics.parts["train"]
    row = tab.parts.topLevelItem(0)
    assert [row.text(column) for column in (1, 2, 4)] == [
        f"{train.documents:,}", f"{train.characters:,}", f"{train.tokens:,}"
    ]  # fmt: skip
    assert tab.parts.topLevelItemCount() == 2
    assert tab.most.topLevelItem(0).text(2) == f"{found.most[0].count:,}"
    assert tab.least.topLevelItem(0).text(2) == f"{found.least[0].count:,}"
    assert tab.languages.text().startswith("English")
    assert "Letters" in tab.classes.text()
    assert "10 of 160 documents" in part(tab, QLabel, "workshop.statistics_copies").text()


def test_that_the_context_is_marked_and_the_share_that_is_cut_follows_an_edit(
    tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, data: dict[str, Any]
) -> None:
    shown(qtbot, tab, tiny(data=data, tokenizer={"kind": "byte"}, training={"context_length": 64}))
    text = part(tab, QLabel, "workshop.statistics_lengths")
    train = tab.description.statistics.parts["train"]
    longer, _ = train.lengths.longer_than(64)
    assert text.text().startswith(f"{100 * longer / train.documents:.1f} % of the documents are longer")
    drawn = tab.plots.lengths._bars
    assert {color for _, color in drawn} == {"curve_train", "curve_val"}
    heights = [float(np.sum(bars.opts["height"])) for bars, _ in drawn]
    assert heights == [train.documents - longer, longer]
    tab.set_experiment(tiny(data=data, tokenizer={"kind": "byte"}, training={"context_length": 1000}))
    assert text.text().startswith("0.0 % of the documents")
    assert [color for _, color in tab.plots.lengths._bars] == ["curve_train"]


def test_that_the_plots_draw_the_counts(tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, data: dict[str, Any]) -> None:
    shown(qtbot, tab, tiny(data=data, tokenizer={"kind": "byte"}))
    train = tab.description.statistics.parts["train"]
    xs, ys = tab.plots.zipf._lines[1][0].getData()
    counts = np.sort(train.token_counts[train.token_counts > 0])[::-1]
    np.testing.assert_allclose(10 ** ys[0], counts[0])
    np.testing.assert_allclose(10 ** xs[-1], len(counts))
    _, ys = tab.plots.growth._lines[1][0].getData()
    np.testing.assert_allclose(10 ** ys[-1], train.distinct_tokens)
    color = tab.plots.growth._lines[1][0].opts["pen"].color().name()
    theme.apply_theme(QApplication.instance(), "dark")
    other = tab.plots.growth._lines[1][0].opts["pen"].color().name()
    theme.apply_theme(QApplication.instance(), "light")
    assert color != other


def test_that_a_budget_far_from_sensible_is_told_with_its_source(
    tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, data: dict[str, Any]
) -> None:
    shown(qtbot, tab, tiny(data=data, tokenizer={"kind": "byte"}, training={"steps": 100_000}))
    budget = part(tab, QLabel, "workshop.statistics_budget")
    assert "Muennighoff et al. 2023" in budget.text()
    assert budget.property("role") == "warning"


def test_that_a_text_that_cannot_be_read_is_told_in_words(tab: StatisticsTab, qtbot: QtBot, tiny: Tiny) -> None:
    tab.set_experiment(tiny(data={"source": "/nowhere/at/all.txt"}))
    error = part(tab, QLabel, "workshop.statistics_error")
    qtbot.waitUntil(lambda: "all.txt" in error.text(), timeout=30_000)
    assert not tab.parts.isVisible()


def test_that_all_stands_in_one_column_where_the_window_is_narrow(
    tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, data: dict[str, Any]
) -> None:
    shown(qtbot, tab, tiny(data=data))
    assert tab.plots.lengths.mapTo(tab, tab.plots.lengths.rect().topLeft()).y() == pytest.approx(
        tab.plots.zipf.mapTo(tab, tab.plots.zipf.rect().topLeft()).y(), abs=1
    )
    tab.resize(640, 480)
    qtbot.waitUntil(lambda: tab.plots.zipf.mapTo(tab, tab.plots.zipf.rect().topLeft()).x() < 100, timeout=5_000)


def test_that_the_tab_can_be_used_without_a_mouse_and_in_other_languages(
    qapp: QApplication, tab: StatisticsTab, qtbot: QtBot
) -> None:
    assert inaccessible(tab) == []
    with pseudo_language(qapp):
        other = StatisticsTab()
        qtbot.addWidget(other)
        other.made.finish()
        assert untranslated(other) == []


def test_that_a_text_of_one_document_is_drawn_by_its_lines(
    tab: StatisticsTab, qtbot: QtBot, tiny: Tiny, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("ab\n" * 300 + "a" * 200 + "\n" + "abcde\n" * 100, encoding="utf-8")
    shown(qtbot, tab, tiny(data={"source": str(tmp_path / "a.txt")}, training={"context_length": 64}))
    drawn = tab.plots.lengths._bars
    assert [float(np.sum(bars.opts["height"])) for bars, _ in drawn][1:] == [1]
    assert tab.plots.lengths.y_axis.labelText == "Lines"
    assert tab.plots.lengths.accessibleName() == "How many lines are how long"
    text = part(tab, QLabel, "workshop.statistics_lengths").text()
    assert " of the lines are longer than the context (64 tokens); they hold " in text
    assert any(heading.text() == "Length of the lines" for heading in tab.findChildren(QLabel))
