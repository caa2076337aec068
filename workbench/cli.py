"""The headless twin: every command of ``workbench``, and the door to the window.

Nothing here imports torch or Qt before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal, ParamSpec

import typer

from workbench import __version__, paths
from workbench.config.presets import first_experiment, load_preset, presets
from workbench.config.yaml_io import dumps, save
from workbench.control import JobControl
from workbench.errors import InputError
from workbench.events import Emit
from workbench.messages import say
from workbench.terminal.arguments import find_run, read_experiment, sampling_of, which_checkpoint
from workbench.terminal.doors import Doors, open_window, run_self_test
from workbench.terminal.following import follower, run_follower
from workbench.terminal.leaving import leaving
from workbench.terminal.listing import checkpoint_object, checkpoint_table, preset_table, run_object, run_table
from workbench.terminal.output import printable, stdout
from workbench.terminal.reporters import TextReporter, choose_reporter
from workbench.terminal.running import Job, attempt, run_job

__all__ = ["Doors", "main"]

P = ParamSpec("P")

app = typer.Typer(
    name="workbench",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line on stdout, and nothing else.")]
Overrides = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="section.field=value", help="Change one setting; may be given again."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="An experiment file.")]
WhichCheckpoint = Annotated[
    str, typer.Option(metavar="best|latest|STEP", help="Which weights to use; `workbench checkpoints` lists them.")
]
RunDir = Annotated[Path, typer.Argument(metavar="RUN_DIR", help="A run's folder, or its name in the workspace.")]


def main(arguments: Sequence[str], doors: Doors) -> None:
    """Run one command line; leaves through SystemExit with 0 done, 1 failed, 2 bad input."""
    with leaving():
        app(list(arguments), prog_name="workbench", obj=doors)


def command(action: Callable[P, int | None]) -> Callable[P, None]:
    """Make a function a command: its failures become words on stderr and an exit code."""

    @functools.wraps(action)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        raise typer.Exit(attempt(lambda: action(*arguments, **options)))

    return run


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Train language models on your own computer. Without a command, the window opens.

    An experiment file alone (workbench FILE.yaml) opens the window on it; so does a run's folder, or a text.
    """
    if version:
        stdout().line(f"{paths.APP_NAME} {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(attempt(lambda: open_window(context.obj, None)))


@app.command()
@command
def new(
    preset: Annotated[str, typer.Argument(help="Which ready experiment to begin with; see --list.")] = "",
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is stdout.")] = Path(
        "experiment.yaml"
    ),
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List the ready experiments instead.")] = False,
) -> None:
    """Write an experiment file that explains every setting."""
    if show:
        stdout().line(preset_table(presets()))
        return
    experiment = load_preset(preset) if preset else first_experiment()
    if str(output) == "-":
        stdout().write(dumps(experiment))
        return
    if paths.exists(output) and not force:
        raise InputError(
            say("{file} already exists and was not touched.", file=output),
            say("Name another with -o, or add --force."),
        )
    save(experiment, output)
    stdout().line(f"Wrote {output}. Train it with: workbench train {output}")


@app.command()
@command
def check(file: File) -> None:
    """List every problem of an experiment file.

    Each names its dotted field; exit code 0 means there is none, 2 that there are some.
    """
    experiment = read_experiment(file, [])
    model, training = experiment.model, experiment.training
    text = f"{model.architecture} on {experiment.data.source}, {training.steps:,} steps"
    stdout().line(printable(f"{file} is fine: {experiment.name} ({text})."))


@app.command()
@command
def train(
    file: File,
    overrides: Overrides = None,
    run_dir: Annotated[
        Path | None, typer.Option("--run-dir", metavar="DIR", help="Put the run in this new folder.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Train an experiment; Ctrl-C stops cleanly with a checkpoint."""
    if place := follower():
        return run_follower(place)
    experiment = read_experiment(file, overrides or [])

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.launched import train

        train(experiment, emit, control, run_dir=run_dir)

    return _show(job, as_json)


@app.command()
@command
def prepare(
    file: File,
    overrides: Overrides = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count what is in the text.")] = False,
    batches: Annotated[int, typer.Option(min=0, metavar="N", help="Show what the first N steps are fed.")] = 0,
    as_json: AsJson = False,
) -> int:
    """Read, divide and tokenize the text of an experiment, and say what comes out; makes no run."""
    from workbench.terminal.preparing import preparation

    experiment = read_experiment(file, overrides or [])
    return _show(preparation(experiment, statistics, batches, as_json), as_json, doing="preparing")


@app.command()
@command
def probe(file: File, overrides: Overrides = None, as_json: AsJson = False) -> int:
    """Measure the memory, speed and time of an experiment by a few real steps; makes no run."""
    experiment = read_experiment(file, overrides or [])

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.probe import probe

        probe(experiment, emit, control)

    return _show(job, as_json, doing="measuring")


@app.command()
@command
def resume(
    run_dir: RunDir,
    steps: Annotated[int | None, typer.Option(min=1, help="Train to this many steps in all.")] = None,
    as_json: AsJson = False,
) -> int:
    """Continue a run from its newest checkpoint."""
    if place := follower():
        return run_follower(place)
    folder = find_run(run_dir)

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.launched import resume

        resume(folder, emit, control, steps)

    return _show(job, as_json)


@app.command()
@command
def evaluate(
    run_dir: RunDir,
    data: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="A file, folder or hub:owner/name to measure on instead of the run's own."),
    ] = None,
    part: Annotated[
        Literal["validation", "test"], typer.Option(help="Which part of the run's own text to measure on.")
    ] = "validation",
    checkpoint: WhichCheckpoint = "best",
    as_json: AsJson = False,
) -> int:
    """Measure a run's best checkpoint, or another.

    Prints loss, perplexity, bits per byte and the number of tokens measured on.
    """
    folder, which = find_run(run_dir), which_checkpoint(checkpoint)

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.evaluate import evaluate

        evaluate(folder, emit, control, data, which, "test" if part == "test" else "val")

    return _show(job, as_json)


@app.command()
@command
def verify(
    run_dir: RunDir,
    start: Annotated[
        int | None, typer.Option("--from", min=0, metavar="STEP", help="Begin at the newest checkpoint up to here.")
    ] = None,
    steps: Annotated[int | None, typer.Option(min=1, metavar="N", help="How many steps after STEP.")] = None,
    as_json: AsJson = False,
) -> int:
    """Train a run again, in memory, and compare it bit for bit with its record.

    Changes nothing. Exit code 0: identical; 1: something differs, or it was stopped before the end.
    """
    folder = find_run(run_dir)
    same: list[bool] = []

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.verify import verify

        found = verify(folder, emit, control, start, steps)
        same.append(found.identical and found.complete)

    code = _show(job, as_json, doing="verifying")
    return code or int(not all(same))


@app.command()
@command
def generate(
    run_dir: RunDir,
    prompt: Annotated[str | None, typer.Option(help="The text to continue.")] = None,
    max_tokens: Annotated[int | None, typer.Option(help="Most tokens to generate.")] = None,
    temperature: Annotated[float | None, typer.Option(help="Below 1 plays safe; 0 takes the likeliest.")] = None,
    top_k: Annotated[int | None, typer.Option(help="Only the k likeliest tokens; 0 is off.")] = None,
    top_p: Annotated[float | None, typer.Option(help="Only the likeliest that reach this probability.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same text.")] = None,
    checkpoint: WhichCheckpoint = "best",
) -> int:
    """Let a run's model continue a text.

    What is not given is as in the run's experiment.
    """
    folder, which = find_run(run_dir), which_checkpoint(checkpoint)
    given = {
        "prompt": prompt,
        "max_tokens": max_tokens,
        "temperature": temperature,
        "top_k": top_k,
        "top_p": top_p,
        "seed": seed,
    }
    sampling = sampling_of(folder, {name: value for name, value in given.items() if value is not None})

    def job(emit: Emit, control: JobControl) -> None:
        from workbench.jobs.generate import generate_from_run

        generate_from_run(folder, sampling, emit, control, which)

    output = stdout()
    return run_job(job, TextReporter(output, sampling.prompt), output)


@app.command()
@command
def tokenize(
    target: Annotated[Path, typer.Argument(metavar="RUN_OR_EXPERIMENT", help="A run, or an experiment file.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The text; - reads standard input.")],
    compare: Annotated[
        str, typer.Option(metavar="KIND|RUN|FILE", help="A second tokenizer for the same text, side by side.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the tokens of a text: ids, bytes, and whether the text comes back."""
    from workbench.terminal.tokens import print_tokens

    is_file = target.suffix in (".yaml", ".yml")
    print_tokens(read_experiment(target, []) if is_file else find_run(target), text, as_json, compare)


@app.command()
@command
def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove all prepared texts that no process is using.")] = False,
    limit: Annotated[float | None, typer.Option(min=0, metavar="GB", help="Keep at most so many gigabytes.")] = None,
    forget_trials: Annotated[
        bool, typer.Option("--forget-trials", help="Forget which settings were fastest: the next runs try them anew.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what is kept so that a second start is quicker: prepared texts, and what trials of settings found."""
    from workbench.terminal.caching import print_cache

    print_cache(clear, limit, forget_trials, as_json)


@app.command()
@command
def runs(as_json: AsJson = False) -> None:
    """List the runs of the workspace, newest first."""
    from workbench.runs.workspace import list_runs

    found = list_runs(paths.runs())
    if as_json:
        for run in found:
            stdout().line(json.dumps(run_object(run)))
    elif found:
        stdout().line(run_table(found))
    else:
        stdout().line(f"There are no runs in {paths.runs()} yet. Make one with: workbench new, then workbench train")


@app.command()
@command
def checkpoints(
    run_dir: RunDir,
    pin: Annotated[int | None, typer.Option(metavar="STEP", help="Keep this one until it is unpinned.")] = None,
    unpin: Annotated[int | None, typer.Option(metavar="STEP", help="Let this one go the way of the others.")] = None,
    as_json: AsJson = False,
) -> None:
    """List a run's checkpoints, and check every file of them.

    Pins may be set while the run trains, here or in another process.
    """
    from workbench.runs import checkpoint_folder
    from workbench.runs.folder import RunFolder

    folder = RunFolder.open(find_run(run_dir))
    if pin is not None:
        checkpoint_folder.pin(folder, pin)
    if unpin is not None:
        checkpoint_folder.unpin(folder, unpin)
    found = checkpoint_folder.summarise_checkpoints(folder)
    if as_json:
        for checkpoint in found:
            stdout().line(json.dumps(checkpoint_object(checkpoint)))
    elif found:
        stdout().line(checkpoint_table(found))
    else:
        stdout().line(printable(f"{folder.path} has no checkpoint yet."))


@app.command("update-check")
@command
def update_check(as_json: AsJson = False) -> int:
    """Ask whether a newer version is out; the program never asks by itself."""
    from workbench.jobs.update_check import check_for_updates

    return _show(check_for_updates, as_json, doing="asking")


@app.command("self-test")
@command
def self_test(context: typer.Context) -> int:
    """Try the program itself, once, and print one JSON line.

    Opens the window, trains, generates, saves and quits; exit code 0 only if all of it worked.
    """
    return run_self_test(context.obj)


def _show(job: Job, as_json: bool, doing: str = "training") -> int:
    output = stdout()
    return run_job(job, choose_reporter(as_json, output, doing), output)
