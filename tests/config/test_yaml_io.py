"""Experiment files: what is read, what is refused, and that writing loses nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from workbench.config.check import REGISTRIES, check
from workbench.config.experiment import SECTIONS, Experiment
from workbench.config.presets import load_preset, presets
from workbench.config.sections import Data, Sampling
from workbench.config.setting import settings_of
from workbench.config.yaml_io import MAX_BYTES, dumps, load, load_raw, loads, save
from workbench.errors import ExperimentError, InputError, StorageError

AWKWARD_TEXTS = [
    "plain",
    "on",
    "no",
    "1e-3",
    "1.5",
    "0x1F",
    "null",
    "~",
    " leading and trailing ",
    "a: b # c",
    "both \" and \\ and '",
    "line\nline\r\n\ttab\n",
    "C:\\Users\\Ünï\\Текст.txt",
    "诗 🦊 \u2028\u0085\u00a0\ufeff\x07",
    "!!python/object",
    "&anchor *alias",
    "- item",
    "%percent @at `tick",
]


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_that_any_text_survives_writing_and_reading(text: str) -> None:
    experiment = Experiment(name=text, sampling=Sampling(prompt=text), data=Data(source=text))
    assert loads(dumps(experiment)) == experiment


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_that_another_yaml_reader_sees_the_same_texts(text: str) -> None:
    assert yaml.safe_load(dumps(Experiment(name=text)))["name"] == text


@pytest.mark.parametrize("rate", [1e-3, 1e-8, 3.3333333333333335e-05, 0.1 + 0.2, 1e-300, 99.999999999])
def test_that_numbers_survive_exactly(rate: float) -> None:
    experiment = check({"optimizer": {"learning_rate": rate, "epsilon": 1e-8}, "schedule": {"name": "constant"}})
    assert loads(dumps(experiment)) == experiment
    assert yaml.safe_load(dumps(experiment))["optimizer"]["learning_rate"] == rate


@pytest.mark.parametrize(
    ("section", "choice"), [(name, choice) for name, registry in REGISTRIES.items() for choice in registry.names()]
)
def test_that_every_choice_survives_writing_and_reading(section: str, choice: str) -> None:
    experiment = check({section: {REGISTRIES[section].key: choice}})
    assert loads(dumps(experiment)) == experiment


def test_that_the_file_explains_every_setting_above_it() -> None:
    experiment = Experiment()
    lines = dumps(experiment).splitlines()
    for section in SECTIONS:
        for item in settings_of(type(experiment.section(section))):
            row = next(n for n, line in enumerate(lines) if line.startswith(f"  {item.name}:"))
            assert lines[row - 1].strip().startswith("#"), f"{section}.{item.name} has no comment"
    text = " ".join(line.strip(" #") for line in lines)
    assert "One of gpt, lstm, gru, rnn, mlp." in text
    assert "257" not in text
    assert "Steps over which the learning rate rises in a straight line to its peak. 0 to 10,000,000 steps." in text


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-7", -7),
        ("007", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("2026-01-01", "2026-01-01"),
        ("on", "on"),
        ("off", "off"),
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("false", False),
        ("~", None),
        ("'1'", "1"),
        ('"\\u00e9\\n"', "é\n"),
        ("-.inf", -math.inf),
        ("<<", "<<"),
    ],
)
def test_that_scalars_follow_yaml_1_2(scalar: str, value: object) -> None:
    found = load_raw(f"a: {scalar}")["a"]
    assert found == value
    assert type(found) is type(value)


def test_that_a_number_that_is_none_is_refused_by_its_field() -> None:
    with pytest.raises(ExperimentError) as caught:
        loads("optimizer: {learning_rate: .nan, weight_decay: .inf}\ntraining: {steps: null, batch_size: true}")
    assert [problem.field for problem in caught.value.problems] == [
        "optimizer.learning_rate",
        "optimizer.weight_decay",
        "training.steps",
        "training.batch_size",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\nb: !!python/object/apply:os.system ['x']", "line 2, column 4", "tags"),
        ("a: !!str 1", "line 1, column 4", "tags"),
        ("!mine\na: 1", "line 1, column 1", "tags"),
        ("a: &x 1", "line 1, column 4", "anchors"),
        ("a: 1\nb: *x", "line 2, column 4", "anchors"),
        ("training:\n  steps: 1\n  steps: 2", "line 3, column 3", "twice"),
        ("a: 1\n---\nb: 2", "line 2, column 1", "second document"),
        ("- 1\n- 2", "line 1, column 1", "sections"),
        ("just words", "line 1, column 1", "sections"),
        ("", "experiment", "no settings"),
        ("# only a comment", "experiment", "no settings"),
        ("a:\n\tb: 1", "line 2, column 1", "tab"),
        ("a: b: c", "line 1, column 5", "colon"),
        ("a: 1\nb: [1, 2", "line 2", "expected"),
        ("? [1, 2]\n: 3", "line 1, column 3", "name"),
        ("ok: 1\nbad: \x07", "line 2, column 6", "U+0007"),
        ("[" * 100_000, "line 1", "nested"),
        ("a: {" * 5_000, "line 1", "nested"),
    ],
)
def test_that_what_is_no_experiment_is_refused_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        load_raw(text)
    assert place in caught.value.message
    assert words in caught.value.message
    assert caught.value.exit_code == 2


def test_that_a_tag_never_runs_what_it_names(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    text = f"name: !!python/object/apply:os.mkdir ['{trace.as_posix()}']"
    with pytest.raises(InputError):
        loads(text)
    assert not trace.exists()


def test_that_sections_that_are_no_sections_are_named() -> None:
    with pytest.raises(ExperimentError) as caught:
        loads("model: 3\ntraining: [1]\noptimizer: {name: [adamw]}\ntokenizer: {kind: {a: 1}}\nmodle: {}")
    assert [problem.field for problem in caught.value.problems] == [
        "modle",
        "tokenizer.kind",
        "model",
        "optimizer.name",
        "training",
    ]


def test_that_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: with mark\r\ntraining:\r\n  steps: 700\r\n")
    experiment = load(file)
    assert (experiment.name, experiment.training.steps) == ("with mark", 700)


def test_that_invalid_utf8_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    file.write_bytes(b"name: fine\nnote: \xff\xfe")
    with pytest.raises(InputError, match="line 2, column 7: this is not UTF-8"):
        load(file)


def test_that_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="larger than"):
        load(file)


def test_that_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="is a folder"):
        load(tmp_path)


def test_that_a_text_beside_the_experiment_is_found_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("abc", encoding="utf-8")
    file = tmp_path / "experiment.yaml"
    file.write_text("data: {source: text.txt}", encoding="utf-8")
    assert load(file).data.source == str(tmp_path / "text.txt")
    file.write_text("data: {source: sample:stories}", encoding="utf-8")
    assert load(file).data.source == "sample:stories"
    file.write_text("data: {source: elsewhere.txt}", encoding="utf-8")
    assert load(file).data.source == "elsewhere.txt"


def test_that_saving_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    file.write_text("old", encoding="utf-8")
    experiment = load_preset(presets()[0].name)
    save(experiment, file)
    assert load(file) == experiment
    assert list(tmp_path.iterdir()) == [file]


def test_that_saving_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    file, link = tmp_path / "experiment.yaml", tmp_path / "link.yaml"
    file.write_text("old", encoding="utf-8")
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("links are not allowed here")
    save(Experiment(name="new"), link)
    assert link.is_symlink()
    assert load(file).name == "new"


def test_that_a_failed_save_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "experiment.yaml"
    file.mkdir()  # cannot be replaced by a file, also not by root
    with pytest.raises(StorageError, match="Saving failed"):
        save(Experiment(), file)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_that_a_full_disk_is_said_in_words_and_the_old_file_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "experiment.yaml"
    file.write_text("old", encoding="utf-8")
    real_open = Path.open

    def open_on_a_full_disk(path: Path, mode: str = "r", **options: Any) -> Any:
        return real_open(Path("/dev/full"), "wb") if mode == "xb" else real_open(path, mode, **options)

    monkeypatch.setattr(Path, "open", open_on_a_full_disk)
    with pytest.raises(StorageError, match="disk is full"):
        save(Experiment(), file)
    assert file.read_text(encoding="utf-8") == "old"
