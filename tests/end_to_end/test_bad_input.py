"""Bad texts and bad settings on the command line: a plain message, exit code 2, and nothing made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import yaml

from tests.cli.terminal import TINY
from tests.end_to_end.desk import Desk, make
from workbench.config.check import REGISTRIES, section_class
from workbench.config.experiment import SECTIONS, Experiment
from workbench.config.setting import Setting, settings_of
from workbench.config.yaml_io import loads
from workbench.errors import ExperimentError

Tiny = Callable[..., Experiment]
RoomFor = Callable[[int], AbstractContextManager[None]]
LONG = "x" * 300
"""No file can have this name."""


TEXTS: dict[str, tuple[bytes, str, str]] = {
    "an empty file": (b"", "text.txt is empty", "Choose a file"),
    "white space": (b" \r\n\t" * 300, "nothing but white space", "Choose a file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(900), "it is a PNG picture", "plain text"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "not a text file", "plain text"),
    "zeros": (
        b"some text\n" * 9000 + b"\0" * 9,
        "zero bytes (the first on line 9,001, column 1)",
        "Choose a text file",
    ),
    "shorter than the context": (
        b"abcdefgh",
        "too short: it has 7 tokens, and one sequence needs 17",
        "context_length",
    ),
    "one character": (b"a" * 5000, "only one character", "different characters"),
    "fewer sequences than a batch": (
        b"abcdefgh" * 8,
        "batch_size is 4, but 57 tokens",
        "Lower training.batch_size to 2",
    ),
}


@pytest.mark.parametrize(("content", "words", "advice"), TEXTS.values(), ids=TEXTS)
def test_that_a_text_that_cannot_be_learned_from_is_refused(
    desk: Desk, content: bytes, words: str, advice: str
) -> None:
    make(desk.folder / "text.txt", content)
    before = desk.files()
    said = desk.train("data.source=text.txt")
    assert said.code == 2
    message, told_advice = said.err.strip().split("\n")
    assert words in message
    assert advice in told_advice
    assert desk.files() == before


def test_that_invalid_utf_8_is_named_by_byte_and_line_and_nothing_is_replaced_silently(desk: Desk) -> None:
    make(desk.folder / "text.txt", b"good line\n" * 500 + b"bad \xc3\x28 byte\n" + b"good line\n" * 500)
    strict = desk.train("data.source=text.txt", "data.encoding=utf-8")
    assert strict.code == 2
    assert "text.txt is not valid UTF-8: byte C3 at offset 5,004, line 501, column 5" in strict.err
    found = desk.train("data.source=text.txt")
    assert found.code == 0
    assert "byte C3 at offset 5,004, line 501, column 5" in found.out  # read as another encoding, with the reason


@pytest.mark.parametrize("name", ["folder", "gone.txt", "experiment.yaml/below.txt", LONG, "~nobody-here/a.txt", ""])
def test_that_a_source_that_is_no_file_is_named(desk: Desk, name: str) -> None:
    (desk.folder / "folder").mkdir()
    said = desk.train(f"data.source={name}")
    assert said.code == 2
    assert (name or "data.source is empty") in said.err
    assert not (desk.folder / "run").exists()


def test_that_odd_but_good_texts_and_places_work(desk: Desk) -> None:
    folder = desk.folder / "with space" / "从前 😀"
    folder.mkdir(parents=True)
    make(folder / "故事.txt", b"\xef\xbb\xbf" + ("山里有座庙。\r\n" * 300).encode())
    long_name = "name=从前 😀 / \\ : * ? < > | " + "n" * 200
    said = desk.train("data.source=with space/从前 😀/故事.txt", long_name, run_dir="with space/从前 😀/the run")
    assert (said.code, said.err) == (0, "")
    assert "2,100 characters" in said.out  # \r\n is one, and the mark is none
    assert desk.train(long_name, run_dir=f"with space/{'r' * 200}").code == 0


# -- experiments


def test_that_a_tag_in_an_experiment_never_runs_anything(desk: Desk) -> None:
    payload = desk.folder / "payload"
    command = f"touch {payload}"
    # The attack is real: the loader that runs such tags would make the file.
    attack = f"!!python/object/apply:os.system ['{command}']"
    yaml.load(attack, yaml.UnsafeLoader)  # noqa: S506
    assert payload.exists()
    payload.unlink()
    for text in (attack, f"name: {attack}", f"training: {{steps: {attack}}}", f"? {attack}\n: 1", f"[{attack}]"):
        desk.experiment.write_text(text, encoding="utf-8")
        for command in ("check", "train"):
            said = desk.say(command, desk.experiment)
            assert said.code == 2
            assert "tags such as !!python/object/apply:os.system are not allowed" in said.err
            assert "line 1, column" in said.err
    desk.experiment.write_text(TINY, encoding="utf-8")
    assert desk.train(f"training.steps={attack}").code == 2
    assert not payload.exists()


def test_that_unknown_keys_and_wrong_types_are_all_named_at_once(desk: Desk) -> None:
    desk.experiment.write_text(
        "trainnig: {}\nformat: new\nname: 3\nmodel: gpt\nruntime: {device: tpu, threads: [1]}\n"
        "training: {stepss: 3, steps: 2.5, batch_size: '12', seed: true, gradient_clip: .nan}\n",
        encoding="utf-8",
    )
    said = desk.say("check", desk.experiment)
    assert said.code == 2
    fields = [line.partition(":")[0] for line in said.err.splitlines()[1:]]
    wrong = {"trainnig", "format", "name", "model", "runtime.device", "runtime.threads"}
    assert wrong | {f"training.{name}" for name in ("stepss", "steps", "batch_size", "seed", "gradient_clip")} == set(
        fields
    )
    assert "did you mean training?" in said.err
    assert "did you mean steps?" in said.err


def test_that_an_experiment_of_a_newer_release_is_refused(desk: Desk) -> None:
    desk.experiment.write_text("format: 2\n", encoding="utf-8")
    said = desk.say("check", desk.experiment)
    assert said.code == 2
    assert "newer release" in said.err


def test_that_another_programs_file_does_not_flood_the_screen(desk: Desk) -> None:
    desk.experiment.write_text("".join(f"key{i}: {{a: 1}}\n" for i in range(5000)), encoding="utf-8")
    said = desk.say("check", desk.experiment)
    assert said.code == 2
    assert len(said.err.splitlines()) < 50
    assert "5000 settings" in said.err or "4,970 more" in said.err
    desk.experiment.write_text(f"training: {{steps: {'x' * 400_000}}}", encoding="utf-8")
    assert len(desk.say("check", desk.experiment).err) < 500


@pytest.mark.parametrize(
    "content",
    ["", "just words", "- a\n- list", "a: &x 1\nb: *x", "[" * 9000, "a: 1\na: 2", "\0", "training:\n\tsteps: 1"],
    ids=["empty", "words", "list", "alias", "deep", "twice", "zero", "tab"],
)
def test_that_a_file_that_is_no_experiment_is_refused_with_its_name(desk: Desk, content: str) -> None:
    desk.experiment.write_text(content, encoding="utf-8")
    said = desk.say("check", desk.experiment)
    assert said.code == 2
    assert "experiment.yaml" in said.err


ABSURD = (
    *("9" * 30, "-1" + "0" * 30, ".nan", ".inf", "-.inf", "1e400", "-1e400", "true", "''", "null", "[]", "[1]"),
    *("{a: 1}", "12abc", "9" * 400),
)


def numeric_settings() -> list[tuple[str, str, Setting]]:
    """(section, line that makes the choice, setting) for every number in an experiment."""
    found = []
    for section in SECTIONS:
        choices: Sequence[str | None] = REGISTRIES[section].names() if section in REGISTRIES else (None,)
        for choice in choices:
            line = f"  {REGISTRIES[section].key}: {choice}\n" if choice else ""
            numbers = (
                item for item in settings_of(section_class(section, choice)) if item.kind in ("integer", "number")
            )
            found += [(section, line, item) for item in numbers]
    return found


def test_that_no_numeric_setting_takes_an_absurd_value() -> None:
    settings = numeric_settings()
    assert len(settings) > 50
    for section, line, item in settings:
        assert item.maximum is not None, f"{section}.{item.name} has no upper limit"
        for value in ABSURD:
            with pytest.raises(ExperimentError) as caught:
                loads(f"{section}:\n{line}  {item.name}: {value}\n")
            assert f"{section}.{item.name}" in [problem.field for problem in caught.value.problems], (item.name, value)


def test_that_a_learning_rate_of_zero_is_refused(desk: Desk) -> None:
    said = desk.train("optimizer.learning_rate=0")
    assert said.code == 2
    assert "optimizer.learning_rate: must be greater than 0" in said.err


def test_that_a_model_larger_than_the_memory_is_refused_before_it_is_made(desk: Desk) -> None:
    said = desk.train("model.width=16384", "model.layers=96", "model.heads=16")
    assert said.code == 1
    assert "GB of memory" in said.err
    assert "Lower model.width" in said.err
    assert not (desk.folder / "run").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("max-tokens", "0"),
        ("max-tokens", "-3"),
        ("max-tokens", "9" * 20),
        ("temperature", "nan"),
        ("temperature", "-1"),
        ("temperature", "1e400"),
        ("top-k", "-1"),
        ("top-p", "0"),
        ("top-p", "nan"),
        ("seed", "-1"),
        ("seed", "9" * 20),
    ],
)
def test_that_sampling_that_makes_no_sense_is_refused(desk: Desk, made: Path, option: str, value: str) -> None:
    said = desk.say("generate", made, f"--{option}", value)
    assert (said.code, said.out) == (2, "")
    assert f"sampling.{option.replace('-', '_')}: must be" in said.err


def test_that_a_prompt_with_characters_the_model_never_saw_names_them(desk: Desk, made: Path) -> None:
    said = desk.say("generate", made, "--prompt", "Once 你好😀")
    assert (said.code, said.out) == (2, "")
    assert all(repr(character) in said.err for character in "你好😀")
    broken = desk.say("generate", made, "--prompt", "\udcff")
    assert broken.code == 2
    assert "no character of any text" in broken.err
