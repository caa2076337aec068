"""``workbench prepare``: what comes out of a text, without a run."""

from __future__ import annotations

import json

from tests.cli.terminal import TINY, Terminal


def test_that_the_first_batches_are_printed_and_no_run_is_made(terminal: Terminal) -> None:
    file = terminal.write(TINY + "tokenizer: {kind: bpe, vocab_size: 300}\n")
    result = terminal.run("prepare", file, "--batches", "2", "--json")
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    batches = [line for line in lines if line["type"] == "batch"]
    assert [batch["step"] for batch in batches] == [1, 2]
    assert [(len(batch["ids"]), len(batch["ids"][0])) for batch in batches] == [(4, 17)] * 2
    assert [line["train_tokens"] > 0 for line in lines if line["type"] == "data"] == [True]
    assert not (terminal.home / "runs").exists() or not list((terminal.home / "runs").iterdir())
    table = terminal.run("prepare", file, "--batches", "1").stdout
    assert "Step 1: 4 sequences of 16 tokens" in table
    assert table.count(" → ") == 4
