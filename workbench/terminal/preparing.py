"""``workbench prepare``: what comes out of a text, in numbers, and what the first steps are fed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Emit
from workbench.models.budget import Budget, token_budget
from workbench.models.sizing import describe_size
from workbench.terminal.output import printable, stdout
from workbench.terminal.running import Job

if TYPE_CHECKING:
    from workbench.data.statistics import PartStatistics
    from workbench.jobs.describe import Description, Frequency
    from workbench.jobs.first_batches import FedBatch

_LISTED = 10


def preparation(experiment: Experiment, statistics: bool, batches: int, as_json: bool) -> Job:
    """The job that prepares, and then prints what was asked for besides."""

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.describe import describe_data
        from workbench.jobs.first_batches import first_batch
        from workbench.jobs.prepare import preview_data

        found = describe_data(experiment, emit, control) if statistics else None
        if found is not None:
            made = description_object(found, experiment)
            stdout().line(json.dumps(made) if as_json else description_text(found, experiment))
        elif not batches:
            preview_data(experiment, emit, control)
        for step in range(1, batches + 1):
            for part in range(1, experiment.training.gradient_accumulation + 1):
                batch = first_batch(experiment, step, part, emit, control)
                if batch is not None:
                    stdout().line(json.dumps(batch_object(batch)) if as_json else batch_text(batch))

    return job


def description_object(found: Description, experiment: Experiment) -> dict[str, Any]:
    """For ``--json``: shares are 0..1, lengths in tokens."""
    overview, budget = found.overview, _budget(found, experiment)
    context = experiment.training.context_length
    return {
        "type": "description",
        "parts": {name: _part_object(part, context) for name, part in found.statistics.parts.items()},
        "context_length": context,
        "most_frequent": [_frequency_object(token) for token in found.most],
        "least_frequent": [_frequency_object(token) for token in found.least],
        "unused_tokens": found.unused,
        "languages": dict(overview.languages),
        "copies": {
            "of": "lines" if overview.lines else "documents",
            "one_part_in": overview.every,
            "looked_at": overview.units,
            "exact": overview.copies,
            "looked_at_nearly": overview.near_units,
            "near": overview.near_copies,
        },
        "budget": {
            "tokens": budget.tokens,
            "epochs": budget.epochs,
            "tokens_per_parameter": budget.tokens_per_parameter,
            "sensible": budget.sensible,
            "comments": list(budget.comments),
        },
    }


def description_text(found: Description, experiment: Experiment) -> str:
    """The numbers as a table, then what else there is, a line each."""
    lines = [
        f"{'PART':<12}{'DOCUMENTS':>11}{'CHARACTERS':>14}{'BYTES':>14}{'TOKENS':>14}{'BYTES/TOKEN':>13}{'UNKNOWN':>9}"
    ]
    for name, part in found.statistics.parts.items():
        lines.append(
            f"{name:<12}{part.documents:>11,}{part.characters:>14,}{part.bytes:>14,}{part.tokens:>14,}"
            f"{part.bytes_per_token:>13.2f}{part.unknown_share:>9.2%}"
        )
    train, overview, context = found.statistics.parts["train"], found.overview, experiment.training.context_length
    longer, _ = train.unit_lengths.longer_than(context)
    units = "lines" if train.by_lines else "documents"
    share = longer / max(1, train.unit_lengths.counts.sum())
    classes = sorted(train.character_classes.items(), key=lambda item: -item[1])
    kind = "lines" if overview.lines else "documents"
    budget = _budget(found, experiment)
    lines += [
        f"Longer than the context ({context:,} tokens): {share:.1%} of the {units}",
        f"Vocabulary: {train.distinct_tokens:,} of {found.statistics.vocab_size:,} tokens occur",
        "Characters: "
        + ", ".join(f"{name} {count / max(1, train.characters):.1%}" for name, count in classes if count),
        "Languages: " + ", ".join(f"{code} {share:.0%}" for code, share in overview.languages.items()),
        f"Copies: {overview.copies:,} of {overview.units:,} {kind}; nearly: {overview.near_copies:,} of "
        f"{overview.near_units:,}"
        + (f" (in one part in {overview.every:,} of the text)" if overview.every > 1 else ""),
        "Most frequent: " + _frequencies(found.most),
        "Least frequent: " + _frequencies(found.least),
        f"Budget: {budget.tokens:,} tokens, {budget.epochs:.2f} passes, "
        f"{budget.tokens_per_parameter:.2f} for each parameter",
        *budget.comments,
    ]
    return printable("\n".join(lines))


def batch_object(found: FedBatch) -> dict[str, Any]:
    """For ``--json``: the ids of shape (B, T + 1), and where each sequence and the documents in it begin."""
    return {
        "type": "batch",
        "step": found.step,
        "part": found.part,
        "parts": found.parts,
        "ids": found.ids.tolist(),
        "starts": [sequence.start for sequence in found.sequences],
        "documents": [list(sequence.borders or ()) for sequence in found.sequences],
    }


def batch_text(found: FedBatch) -> str:
    """The sequences, one a line: inputs with a bar between tokens, then the last target; ¶ begins a document."""
    part = f", part {found.part} of {found.parts}" if found.parts > 1 else ""
    lines = [f"Step {found.step}{part}: {len(found.ids)} sequences of {found.ids.shape[1] - 1} tokens"]
    for sequence in found.sequences:
        borders = set(sequence.borders or ())
        texts = [("¶" if place in borders else "") + token.text for place, token in enumerate(sequence.tokens)]
        lines.append(printable(f"{sequence.start:>9}  {'|'.join(texts[:-1])} → {texts[-1]}"))
    return "\n".join(lines)


def _budget(found: Description, experiment: Experiment) -> Budget:
    size = describe_size(experiment, found.statistics.vocab_size)
    return token_budget(experiment, size.parameters, found.statistics.parts["train"].tokens)


def _part_object(part: PartStatistics, context: int) -> dict[str, Any]:
    longer, tokens = part.lengths.longer_than(context)
    longer_lines, _ = part.line_lengths.longer_than(context)
    return {
        "documents": part.documents,
        "characters": part.characters,
        "bytes": part.bytes,
        "tokens": part.tokens,
        "bytes_per_token": part.bytes_per_token,
        "unknown_share": part.unknown_share,
        "distinct_tokens": part.distinct_tokens,
        "character_classes": dict(part.character_classes),
        "documents_longer_than_context": longer,
        "tokens_in_longer_documents": tokens,
        "lines_longer_than_context": longer_lines,
        "growth": {"tokens": part.growth.positions.tolist(), "distinct": part.growth.distinct.tolist()},
    }


def _frequency_object(token: Frequency) -> dict[str, Any]:
    return {"id": token.id, "text": token.text, "count": token.count, "share": token.share}


def _frequencies(tokens: tuple[Frequency, ...]) -> str:
    return "  ".join(f"{token.text} ({token.count:,})" for token in tokens[:_LISTED])
