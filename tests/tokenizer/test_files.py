"""tokenizer.json: readable, found by its kind, and refused in words when damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.config.tokenizers.bpe import BPE
from workbench.config.tokenizers.char import Char
from workbench.errors import TokenizerError
from workbench.tokenizer import load_tokenizer, tokenizer_class, train_tokenizer


def saved(folder: Path, choice: BPE | Char) -> Path:
    file = folder / "tokenizer.json"
    train_tokenizer(choice, "one fish two fish red fish blue fish").save(file)
    return file


def test_that_the_file_says_its_kind_and_its_characters(tmp_path: Path) -> None:
    content = json.loads(saved(tmp_path, Char()).read_text(encoding="utf-8"))
    assert content == {"format": 2, "kind": "char", "characters": " bdefhilnorstuw"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "telepathy"}, "no tokenizer of the kind “telepathy”"),
        ({"kind": None}, "damaged"),
        ({"format": 3}, "newer release"),
        ({"characters": "aa"}, "twice"),
        ({"characters": 5}, "must be a text"),
    ],
)
def test_that_a_changed_file_is_refused_in_words(tmp_path: Path, change: dict[str, object], words: str) -> None:
    file = saved(tmp_path, Char())
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(TokenizerError, match=words):
        load_tokenizer(file)


@pytest.mark.parametrize("key", ["characters"])
def test_that_a_missing_part_is_named(tmp_path: Path, key: str) -> None:
    file = saved(tmp_path, Char())
    content = json.loads(file.read_text(encoding="utf-8"))
    del content[key]
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(TokenizerError, match=f"'{key}' is missing"):
        load_tokenizer(file)


def test_that_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path, BPE(vocab_size=280))
    whole = file.read_bytes().rstrip()
    for length in (0, 1, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(TokenizerError, match="damaged"):
            load_tokenizer(file)
    file.write_bytes(b"[" * 100_000)
    with pytest.raises(TokenizerError, match="damaged"):
        load_tokenizer(file)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tokens": ["a", "b"]}, "every byte"),
        ({"merges": [["a", "zzz"]]}, "does not exist"),
        ({"merges": [["a"]]}, "damaged"),
        ({"merges": 7}, "damaged"),
        ({"tokens": None}, "damaged"),
    ],
)
def test_that_a_damaged_bpe_is_refused_in_words(tmp_path: Path, change: dict[str, object], words: str) -> None:
    file = saved(tmp_path, BPE(vocab_size=280))
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(TokenizerError, match=words):
        load_tokenizer(file)


def test_that_a_token_of_foreign_characters_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path, BPE(vocab_size=280))
    content = json.loads(file.read_text(encoding="utf-8"))
    content["tokens"].append("春")
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(TokenizerError, match="damaged"):
        load_tokenizer(file)


def test_that_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TokenizerError, match="is missing"):
        load_tokenizer(tmp_path / "tokenizer.json")


def test_that_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(TokenizerError) as caught:
        tokenizer_class("telepathy")
    assert caught.value.advice == "Choose one of bpe, byte, char, character_bpe, file, unigram, word, wordpiece."
