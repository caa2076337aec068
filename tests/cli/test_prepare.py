"""``workbench prepare``: what comes out of a text, without a run."""

from __future__ import annotations

import json

from tests.cli.terminal import TINY, Terminal


def test_that_statistics_and_first_batches_are_printed_for_a_program_and_no_run_is_made(terminal: Terminal) -> None:
    file = terminal.write()
    result = terminal.run("prepare", file, "--statistics", "--batches", "2", "--json")
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    batches = [line for line in lines if line["type"] == "batch"]
    assert [batch["step"] for batch in batches] == [1, 2]
    assert [(len(batch["ids"]), len(batch["ids"][0])) for batch in batches] == [(4, 17)] * 2
    assert not (terminal.home / "runs").exists() or not list((terminal.home / "runs").iterdir())
    [found] = [line for line in lines if line["type"] == "description"]
    parts = found["parts"]
    assert parts["train"]["characters"] + parts["val"]["characters"] == 20_000
    assert parts["train"]["tokens"] == parts["train"]["characters"]  # one token for each character
    assert sum(parts["train"]["character_classes"].values()) == parts["train"]["characters"]
    assert found["budget"]["epochs"] == 12 * 4 * 16 / parts["train"]["tokens"]
    assert next(iter(found["languages"])) == "en"


def test_that_a_person_reads_them_as_tables(terminal: Terminal) -> None:
    file = terminal.write(TINY + "tokenizer: {kind: bpe, vocab_size: 300}\n")
    table = terminal.run("prepare", file, "--statistics", "--batches", "1").stdout
    assert "PART          DOCUMENTS    CHARACTERS" in table
    assert "Languages: en" in table
    assert "Most frequent: " in table
    assert "Step 1: 4 sequences of 16 tokens" in table
    assert table.count(" → ") == 4
