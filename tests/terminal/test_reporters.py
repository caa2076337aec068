"""What a person, a log file and a program are shown of the same events."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Sequence

from rich.console import Console

from workbench.events import (
    Choice,
    Evaluated,
    Event,
    GenerationEnded,
    JobDone,
    Progress,
    RunEnded,
    RunStarted,
    Sampled,
    Stage,
    Steps,
    TextGenerated,
)
from workbench.terminal.output import Output, printable
from workbench.terminal.progress_bar import BarReporter
from workbench.terminal.reporters import JsonReporter, PlainReporter, Reporter, TextReporter
from workbench.terminal.wording import duration

STORY: tuple[Event, ...] = (
    Stage("Reading the text", 0.1),
    Stage("Reading the text", 0.9),
    Choice("device", "cpu", "no GPU was found"),
    RunStarted("runs/tiny", "tiny", "gpt", 1234567, "cpu", "fp32", 1, 100),
    Steps(1, (4.0, 3.5), (1e-3, 1e-3), (1.0, math.nan)),
    Progress(2, 100, 3.75, 1e-3, 54321.0, 3725.0),
    Evaluated(50, 2.0, 2.5, math.exp(2.5), 3.6, 4096, False, True),
    Sampled(50, "Once", " upon\x1b[31m a [bold]time"),
    RunEnded("runs/tiny", "stopped", 60, 2.5, 2.5, 12.0),
    JobDone(),
)


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def show(reporter: Reporter, events: Sequence[Event]) -> None:
    with reporter:
        for event in events:
            reporter.emit(event)


def test_that_json_is_one_event_a_line_in_ascii() -> None:
    stream = io.StringIO()
    show(JsonReporter(Output(stream)), (*STORY, TextGenerated("诗\n\ud800")))
    lines = stream.getvalue().splitlines()
    assert stream.getvalue().isascii()
    assert [json.loads(line)["type"] for line in lines] == [event.type for event in STORY] + ["text"]
    assert json.loads(lines[4])["gradient_norms"] == [1.0, "nan"]
    assert json.loads(lines[-1])["text"] == "诗\n\ud800"


def test_that_plain_lines_say_everything_once_and_steer_no_terminal() -> None:
    stream = io.StringIO()
    show(PlainReporter(Output(stream)), STORY)
    text = stream.getvalue()
    assert text.count("Reading the text") == 1
    for words in ("1,234,567 parameters", "54,321 tokens/s", "1:02:05 left", "val loss 2.5000", "perplexity 12.182"):
        assert words in text
    assert "workbench resume runs/tiny" in text
    assert "\x1b" not in text


def test_that_plain_progress_comes_at_a_calm_rate() -> None:
    stream, now = io.StringIO(), [0.0]
    reporter = PlainReporter(Output(stream), clock=lambda: now[0])
    for step in range(1, 601):  # ten a second for a minute
        now[0] = 100 + step / 10
        reporter.emit(Progress(step, 600, 2.0, 1e-3, 1000.0, 5.0))
    assert 10 <= len(stream.getvalue().splitlines()) <= 13


def test_that_a_stop_before_training_points_at_no_folder() -> None:
    stream = io.StringIO()
    show(PlainReporter(Output(stream)), [RunEnded("", "stopped", 0, None, None, 0.0)])
    assert stream.getvalue() == "Stopped before training began; no run was made.\n"


def test_that_a_terminal_gets_a_bar_with_loss_speed_and_time_left() -> None:
    stream = Terminal()
    console = Console(file=stream, force_terminal=True, width=140, highlight=False)
    show(BarReporter(console), STORY)
    text = stream.getvalue()
    for words in ("2/100", "loss 3.7500", "54,321 tokens/s", "1:02:05 left", "[bold]time", "val loss 2.5000"):
        assert words in text
    assert "\x1b[31m a" not in text


def test_that_generated_text_stands_behind_its_prompt() -> None:
    stream = io.StringIO()
    pieces = (TextGenerated(" upon"), TextGenerated(" a time"), GenerationEnded("Once", " upon a time", 2, 0.1))
    show(TextReporter(Output(stream), "Once"), pieces)
    assert stream.getvalue() == "Once upon a time\n"


def test_that_a_prompt_is_shown_even_when_nothing_follows() -> None:
    stream = io.StringIO()
    show(TextReporter(Output(stream), "Once"), [GenerationEnded("Once", "", 0, 0.1)])
    assert stream.getvalue() == "Once\n"


def test_that_an_old_encoding_gets_question_marks_and_no_crash() -> None:
    raw = io.BytesIO()
    output = Output(io.TextIOWrapper(raw, encoding="cp1252", newline=""))
    output.line("é 诗 \ud800")
    assert raw.getvalue() == "é ? ?\n".encode("cp1252")


def test_that_printable_keeps_every_script_and_drops_control_characters() -> None:
    assert printable("a\tb\n诗 é\u00a0🦊") == "a\tb\n诗 é\u00a0🦊"
    assert printable("\x1b]0;x\x07\r\x9b1m") == "�]0;x��" + "�1m"


def test_that_durations_are_read_at_a_glance() -> None:
    found = [duration(seconds) for seconds in (0.4, 59.6, 185, 7385, math.inf, math.nan)]
    assert found == ["0 s", "1:00", "3:05", "2:03:05", "unknown time", "unknown time"]
