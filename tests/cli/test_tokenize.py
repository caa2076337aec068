"""``workbench tokenize``: the tokens of a text, for a person and for a program."""

from __future__ import annotations

import json
import subprocess

from tests.cli.terminal import TINY, Terminal


def test_that_a_runs_tokens_come_with_ids_bytes_and_a_round_trip(trained: Terminal) -> None:
    result = trained.run("tokenize", "trained", "the ж", "--json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["type"], found["count"], found["round_trip"]) == ("tokens", 5, False)
    assert [token["bytes"] for token in found["tokens"][:4]] == ["74", "68", "65", "20"]
    assert found["tokens"][4]["unknown"]
    assert found["unknown_share"] == 1 / 5
    assert found["bytes_per_token"] == 6 / 5
    table = trained.run("tokenize", "trained", "the").stdout
    assert "3 tokens, 1.00 bytes per token, 0.00% unknown; the text comes back exactly." in table


def test_that_an_experiments_tokenizer_is_made_from_its_text_and_standard_input_is_read(terminal: Terminal) -> None:
    file = terminal.write(TINY + "tokenizer: {kind: bpe, vocab_size: 300}\n")
    process = terminal.start("tokenize", file, "-", "--json", stdin=subprocess.PIPE)
    out, err = process.communicate("once upon a time 龙", timeout=60)
    assert process.returncode == 0, err
    found = json.loads(out)
    assert found["round_trip"]
    assert found["unknown_share"] == 0
    assert bytes.fromhex("".join(token["bytes"] for token in found["tokens"])).decode() == "once upon a time 龙"


def test_that_an_empty_text_and_a_missing_run_are_refused_in_words(trained: Terminal) -> None:
    for arguments, words in (("trained", ""), "no text"), (("gone", "x"), "gone"):
        result = trained.run("tokenize", *arguments)
        assert result.returncode == 2
        assert words in result.stderr


def test_that_two_tokenizers_are_compared_on_the_same_text(trained: Terminal) -> None:
    result = trained.run("tokenize", "trained", "the ж", "--compare", "byte", "--json")
    assert result.returncode == 0, result.stderr
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["tokenizer"], first["count"], first["round_trip"]) == ("trained", 5, False)
    assert (second["tokenizer"], second["count"], second["round_trip"]) == ("byte", 6, True)
    table = trained.run("tokenize", "trained", "the", "--compare", "trained").stdout
    assert "trained: t|h|e" in table
    assert "tokens" in table
    assert table.count("exact") == 2


def test_that_a_tokenizer_file_to_compare_with_must_exist(trained: Terminal) -> None:
    result = trained.run("tokenize", "trained", "the", "--compare", "nowhere.json")
    assert result.returncode == 2
    assert "nowhere.json" in result.stderr
