"""Rules of the house that no linter knows, each a short look at the source."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "workbench").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MAX_LINES = 400
MEDIAN_LINES = 150
MAX_FUNCTION_LINES = 40


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def plain(distribution: str) -> str:
    """The name of a package in its one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every call in a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def imports(file: Path) -> Iterator[str]:
    """The top name of everything that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_that_a_file_is_short_enough_to_be_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_that_most_files_are_small() -> None:
    lengths = sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES)
    assert lengths[len(lengths) // 2] <= MEDIAN_LINES


def test_that_a_function_fits_on_a_screen() -> None:
    found = [
        f"{named(file)}:{node.lineno} {node.name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert found == []


def test_that_every_dependency_is_declared_and_every_declared_one_is_used() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    declared = {plain(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in listed}
    distributions = packages_distributions()
    foreign = {name for file in SOURCES for name in imports(file)} - sys.stdlib_module_names - {"workbench"}
    assert {plain(distributions[name][0]) for name in foreign} == declared


def test_that_nothing_dangerous_is_called() -> None:
    forbidden = {"eval", "exec", "print", "torch.load", "torch.save", "yaml.load", "yaml.unsafe_load", "os.system"}
    found = [f"{named(file)} {name}" for file in SOURCES for _, name in calls(file) if name in forbidden]
    assert found == ["workbench/frozen.py exec"]  # where the program stands in for Python itself: python -c CODE


def test_that_nothing_is_pickled() -> None:
    forbidden = {"pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
    assert [named(file) for file in SOURCES if forbidden & set(imports(file))] == []
    loads = [
        f"{named(file)}:{line}" for file in SOURCES for line, name in calls(file) if name in ("np.load", "np.save")
    ]
    assert loads == []


def test_that_no_work_is_left_for_later_in_a_comment() -> None:
    mark = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")
    found = [named(file) for file in (*SOURCES, *TESTS) if mark.search(file.read_text(encoding="utf-8"))]
    assert [name for name in found if name != named(Path(__file__))] == []


def test_that_every_module_and_public_class_says_what_it_is() -> None:
    silent = []
    for file in SOURCES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if tree.body and not ast.get_docstring(tree):
            silent.append(named(file))
        silent += [
            f"{named(file)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        ]
    assert silent == []


def test_that_resources_and_user_folders_are_found_through_paths_only() -> None:
    by_hand = re.compile(r"__file__|import platformdirs|importlib\.resources")
    found = [named(file) for file in SOURCES if by_hand.search(file.read_text(encoding="utf-8"))]
    assert found == ["workbench/paths.py"]


def test_that_stylesheets_live_in_the_theme() -> None:
    files = [file for file in SOURCES if "gui" in file.parts and file.stem != "theme"]
    found = [f"{named(file)}:{line}" for file in files for line, name in calls(file) if name.endswith("setStyleSheet")]
    assert found == []


def test_that_tests_do_not_sleep() -> None:
    forbidden = {"time.sleep", "qtbot.wait", "QTest.qWait"}
    found = [f"{named(file)}:{line} {name}" for file in TESTS for line, name in calls(file) if name in forbidden]
    assert found == []


def test_that_names_of_tests_state_facts() -> None:
    found = []
    for file in TESTS:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and len(node.name.split("_")) < 4:
                found.append(f"{named(file)}:{node.lineno} {node.name}")
    assert found == []
