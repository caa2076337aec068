"""The difference that is shown is the difference that there is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.config.check import check
from workbench.control import JobControl
from workbench.data.cleaning.difference import changed_lines
from workbench.jobs.preview_cleaning import MOST_DOCUMENTS, CleaningPreview, preview_cleaning

LINES = st.lists(st.sampled_from(["a b\n", "A, B\n", "\n", "c\n", "此开卷第一回也\n", "d e f\n", "x\n"]), max_size=90)


def rebuilt(before: str, after: str) -> tuple[str, str]:
    """Both texts, from the lines that change and those that are said to stay."""
    old = before.splitlines(keepends=True)
    one, other, place = [], [], 0
    for number, parts in changed_lines(before, after):
        while place < number:
            one.append(old[place])
            other.append(old[place])
            place += 1
        removed = "".join(part.text for part in parts if part.kind != "added")
        one.append(removed)
        other.append("".join(part.text for part in parts if part.kind != "removed"))
        place += len(removed.splitlines())
    rest = old[place:]
    return "".join([*one, *rest]), "".join([*other, *rest])


@settings(max_examples=200)
@given(LINES, LINES)
def test_that_the_difference_turns_one_text_into_the_other(one: list[str], other: list[str]) -> None:
    before, after = "".join(one), "".join(other)
    assert rebuilt(before, after) == (before, after)


def test_that_only_the_words_that_change_are_marked() -> None:
    [(number, parts)] = changed_lines("same\nThe cat sat\n", "same\nthe cat sat\n")
    assert number == 1
    assert [(part.kind, part.text) for part in parts] == [
        ("removed", "The"),
        ("added", "the"),
        ("same", " cat sat\n"),
    ]


def preview(folder: Path, steps: list[object], only: int | None = None) -> CleaningPreview:
    made = check({"data": {"source": str(folder)}, "cleaning": {"steps": steps}})
    found = preview_cleaning(made.data, made.cleaning.steps, only, JobControl())
    assert found is not None
    return found


def test_that_each_step_is_counted_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    for name, text in (("a", "One  two\n"), ("b", "x\n"), ("c", "three\n")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    steps = ["whitespace", {"step": "html", "enabled": False}, {"step": "length", "minimum": 3}, "lowercase"]
    found = preview(tmp_path, steps)
    assert (found.documents, found.changed, found.left_out) == (3, 1, 1)
    assert [count and count.changed + count.removed for count in found.counts] == [1, None, 1, 1]
    assert [(line.file, line.left_out_by) for line in found.lines] == [("a.txt", None), ("b.txt", 2)]
    alone = preview(tmp_path, steps, only=3)
    assert [count and count.changed + count.removed for count in alone.counts] == [1, None, 1, 1]
    assert [line.file for line in alone.lines] == ["a.txt"]
    assert "".join(part.text for part in alone.lines[0].parts if part.kind != "added") == "One two\n"


def test_that_a_large_source_is_looked_at_from_its_beginning_only(tmp_path: Path) -> None:
    rows = "\n".join(f"Row {number}" for number in range(10_000))
    (tmp_path / "t.csv").write_text(f"text\n{rows}\n", encoding="utf-8")
    found = preview(tmp_path, ["lowercase"])
    assert found.documents == found.changed == MOST_DOCUMENTS
    assert found.more


def test_that_the_lines_of_a_text_in_a_record_are_not_taken_for_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One\\nTwo\\nThree"}\n{"text": "Four"}\n', encoding="utf-8")
    assert [line.line for line in preview(tmp_path / "a.jsonl", ["lowercase"]).lines] == [1, 1, 1, 2]
    (tmp_path / "b.txt").write_text("One\nTwo\nThree\n", encoding="utf-8")
    assert [line.line for line in preview(tmp_path / "b.txt", ["lowercase"]).lines] == [1, 2, 3]


def test_that_a_stop_ends_the_preview(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    control = JobControl()
    control.stop()
    assert preview_cleaning(check({"data": {"source": str(tmp_path)}}).data, (), None, control) is None
