"""When CI builds and tries the installers: where what they are made from changed since, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FILES = ("packaging/build.py", "pyproject.toml", "resources/a.txt", "workbench/app.py", "workbench/gui.py", "README.md")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two commits; the second touches nothing that an installer is made from."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    for name in [name for name in os.environ if name.startswith(("GIT_", "WORKBENCH_CI"))]:
        monkeypatch.delenv(name)
    root = tmp_path / "checkout"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("first\n")
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)
    change(root, "README.md")
    return root


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(root: Path) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "a change")
    return git(root, "rev-parse", "HEAD")


def change(root: Path, name: str) -> str:
    (root / name).write_text((root / name).read_text() + "more\n")
    return commit(root)


def why(root: Path) -> str | None:
    from smoke.due import why

    return why(root, root.parent / "memory")


def remember(root: Path) -> None:
    from smoke.due import remember

    remember(root, root.parent / "memory")


@pytest.mark.parametrize("name", ["packaging/build.py", "pyproject.toml", "resources/a.txt", "workbench/app.py"])
def test_that_a_fresh_clone_builds_when_the_newest_commit_touched_what_goes_in(checkout: Path, name: str) -> None:
    assert why(checkout) is None
    before = git(checkout, "rev-parse", "HEAD")
    change(checkout, name)
    assert why(checkout) == f"{name} changed since {before[:9]}"


def test_that_other_files_are_no_reason(checkout: Path) -> None:
    change(checkout, "workbench/gui.py")
    assert why(checkout) is None


def test_that_a_branch_is_compared_with_where_it_left_main(checkout: Path) -> None:
    git(checkout, "checkout", "--quiet", "-b", "topic")
    change(checkout, "resources/a.txt")
    change(checkout, "README.md")
    assert "resources/a.txt changed" in str(why(checkout))


def test_that_a_merge_counts_with_all_that_it_brought(checkout: Path) -> None:
    git(checkout, "checkout", "--quiet", "-b", "topic")
    change(checkout, "pyproject.toml")
    change(checkout, "README.md")
    git(checkout, "checkout", "--quiet", "main")
    git(checkout, "merge", "--quiet", "--no-ff", "--message", "a merge", "topic")
    assert "pyproject.toml changed" in str(why(checkout))


def test_that_the_commit_to_compare_with_can_be_named(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = git(checkout, "rev-parse", "HEAD")
    change(checkout, "resources/a.txt")
    change(checkout, "README.md")
    assert why(checkout) is None
    monkeypatch.setenv("WORKBENCH_CI_BASE", base)
    assert "resources/a.txt changed" in str(why(checkout))


def test_that_changes_that_are_not_committed_and_new_files_count(checkout: Path) -> None:
    (checkout / "packaging" / "new.py").write_text("new\n")
    assert "packaging/new.py changed" in str(why(checkout))
    (checkout / "pyproject.toml").write_text("edited\n")
    assert "and 1 more" in str(why(checkout))


def test_that_what_passed_here_before_is_not_built_again_and_anything_else_is(checkout: Path) -> None:
    change(checkout, "resources/a.txt")
    remember(checkout)
    assert why(checkout) is None
    change(checkout, "README.md")
    assert why(checkout) is None
    change(checkout, "resources/a.txt")
    change(checkout, "README.md")
    assert why(checkout) is not None
    git(checkout, "checkout", "--quiet", "HEAD~2")
    assert why(checkout) is None


def test_that_nothing_known_of_the_past_is_a_reason(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git")
    assert why(checkout) == "nothing is known of an earlier build"
    remember(checkout)
    assert why(checkout) is None
    (checkout / "workbench" / "app.py").write_text("edited\n")
    assert why(checkout) is not None


def test_that_a_user_who_may_not_make_a_clean_system_is_told(scripts: Path) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("run by another user than root")
    from smoke.due import missing

    assert missing() in ("that takes Linux", "a clean system in a folder takes root")
