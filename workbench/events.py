"""Everything a running job may say: a closed union of small frozen, picklable dataclasses.

The window, the command line and the tests read this one stream; in ``--json`` each event is one line:
``{"type": ..., field: value, ...}``. Losses are mean cross-entropy in nats per token; perplexity is exp(loss);
rates are per second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

RunState = Literal["preparing", "training", "paused", "stopped", "finished", "failed", "interrupted"]
"""What a run is doing, or how it ended; ``interrupted`` is a run whose process died."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the log: a choice made, a fallback taken, something worth knowing."""

    type: ClassVar[str] = "notice"
    message: str
    level: Literal["info", "warning"] = "info"


@dataclass(frozen=True, slots=True)
class Stage:
    """What the job is doing before or after the steps; ``fraction`` is 0..1, or None if unknown."""

    type: ClassVar[str] = "stage"
    message: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class TableSeen:
    """The first rows of a source; without columns where it has none. ``chosen`` are those that the text is of."""

    type: ClassVar[str] = "table"
    file: str
    columns: tuple[str, ...]
    chosen: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DataPrepared:
    """The text as the model will see it. ``floor`` is the exact entropy rate in nats per token."""

    type: ClassVar[str] = "data"
    name: str
    encoding: str
    characters: int
    bytes: int
    vocab_size: int
    train_tokens: int
    val_tokens: int
    preview: str
    floor: float | None = None
    test_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Leakage:
    """Whether what one part of the text is kept out of training for is in another part all the same.

    Of the ``units`` of ``part`` (about so many of a long text), ``looked_at`` were searched for in the part
    ``within``, or in each ``every``-th piece of it; so many are there ``exact``ly, and so many more with a Jaccard
    similarity of at least 0.8 (``near``). ``message`` and ``advice`` tell it in words.
    """

    type: ClassVar[str] = "leakage"
    part: Literal["val", "test"]
    within: Literal["train", "val"]
    kind: Literal["documents", "paragraphs", "lines"]
    units: int
    looked_at: int
    every: int
    exact: int
    near: int
    message: str
    advice: str = ""

    @property
    def found(self) -> int:
        """How many units are in both parts, exactly or nearly."""
        return self.exact + self.near


@dataclass(frozen=True, slots=True)
class DataCounted:
    """What was counted of each part of the text ("train", "val", "test") while it was turned into tokens.

    ``parts``: by the part's name its documents, characters, bytes (in UTF-8), tokens, bytes_per_token, unknown
    (tokens that stand for something unknown) and distinct_tokens. ``file`` has all of it, with lengths, frequencies
    and growth: `workbench.data.statistics.read_statistics` opens it, and the run keeps a copy.
    """

    type: ClassVar[str] = "statistics"
    file: str
    parts: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One automatic choice, made visible: what (``device``), the value taken, and why."""

    type: ClassVar[str] = "choice"
    what: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run folder exists and the first step is about to be taken."""

    type: ClassVar[str] = "run"
    run_dir: str
    name: str
    architecture: str
    parameters: int
    device: str
    precision: str
    first_step: int
    """The step whose state is trained on: 0 for a new run."""
    steps: int
    floor: float | None = None
    torch: str = ""
    """The version of PyTorch that computes; "" in a record from before it was kept."""
    processor: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The experiment as it is trained from here on, section by section; empty in a record from before it was kept."""


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The run is now in this state."""

    type: ClassVar[str] = "state"
    state: RunState
    step: int


@dataclass(frozen=True, slots=True)
class Steps:
    """Every step since the last such event: ``losses[i]`` belongs to step ``first_step + i``.

    Step n is the n-th weight update (the first is 1); its loss was measured before that update.
    """

    type: ClassVar[str] = "steps"
    first_step: int
    losses: tuple[float, ...]
    learning_rates: tuple[float, ...]
    gradient_norms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training is, a few times a second; ``loss`` is the mean since the last Progress."""

    type: ClassVar[str] = "progress"
    step: int
    steps: int
    loss: float
    learning_rate: float
    tokens_per_second: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Losses on the two splits after ``step`` updates; ``whole``: over every validation token."""

    type: ClassVar[str] = "evaluation"
    step: int
    train_loss: float
    val_loss: float
    perplexity: float
    bits_per_byte: float
    tokens: int
    whole: bool
    best: bool


@dataclass(frozen=True, slots=True)
class Sampled:
    """Text that the model wrote after ``step`` updates."""

    type: ClassVar[str] = "sample"
    step: int
    prompt: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    """A complete checkpoint is on disk."""

    type: ClassVar[str] = "checkpoint"
    step: int
    path: str
    best: bool


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The run diverged at ``step`` and went back to ``to_step``; what was told of later steps no longer holds.

    ``rate_factor``: what the scheduled learning rate is multiplied by from there on; ``message`` tells all of it.
    """

    type: ClassVar[str] = "rolled_back"
    step: int
    to_step: int
    rate_factor: float
    message: str


@dataclass(frozen=True, slots=True)
class BatchSplit:
    """Memory ran short after ``step`` updates: from the next one on each batch is taken in ``parts``.

    The update stays that of the whole batch, added up in another order; ``message`` tells it in words.
    """

    type: ClassVar[str] = "batch_split"
    step: int
    parts: int
    message: str


@dataclass(frozen=True, slots=True)
class MeasuringSplit:
    """Memory ran short for measuring after ``step`` updates: from there on ``windows`` of the text are read at a time.

    The losses stay the same but for the last digits; ``message`` tells it in words.
    """

    type: ClassVar[str] = "measuring_split"
    step: int
    windows: int
    message: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run is over: finished, or stopped by the user."""

    type: ClassVar[str] = "end"
    run_dir: str
    state: RunState
    step: int
    val_loss: float | None
    best_val_loss: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class TextGenerated:
    """The next piece of generated text; pieces joined are the whole continuation."""

    type: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True, slots=True)
class GenerationEnded:
    """A generation is complete, or was stopped."""

    type: ClassVar[str] = "generated"
    prompt: str
    text: str
    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A replay of a run gives other bits than the run recorded, here first.

    ``kind`` "step" or "evaluation": ``name`` is the number's (``loss``), with both values. "weights" or "optimizer":
    ``name`` is the tensor's in the checkpoint of ``step``, the values those of its first differing element; of its
    ``elements`` so many differ, by ``largest`` at most. The other kinds: ``name`` says in a sentence what differs.
    """

    type: ClassVar[str] = "difference"
    step: int
    kind: Literal["step", "evaluation", "weights", "optimizer", "checkpoint", "course", "sample", "settings"]
    name: str
    recorded: float = math.nan
    replayed: float = math.nan
    differing: int = 1
    elements: int = 1
    largest: float = math.nan

    @property
    def in_words(self) -> bool:
        """Whether ``name`` says all of it."""
        return self.kind in ("checkpoint", "course", "sample", "settings")


@dataclass(frozen=True, slots=True)
class Probed:
    """What a few real steps say of a run to come."""

    type: ClassVar[str] = "probed"
    device: str
    memory: int
    """Bytes that training takes at its peak on the device, beyond the program itself."""
    estimate: int
    """The same by formula."""
    tokens_per_second: float
    seconds: float
    """The whole run, its evaluations included."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A replay of a run is over: how much of the record was compared, and whether every bit was the same."""

    type: ClassVar[str] = "verified"
    run_dir: str
    identical: bool
    complete: bool
    """False when stopped before the last step that was asked for."""
    first_step: int
    """The replay began with the state after so many steps."""
    last_step: int
    steps: int
    evaluations: int
    checkpoints: int


@dataclass(frozen=True, slots=True)
class ReleaseFound:
    """The newest release beside the installed one; a "preview" is newer but not finished. ``notes`` are Markdown."""

    type: ClassVar[str] = "release"
    installed: str
    newest: str
    relation: Literal["newer", "preview", "same", "older"]
    page: str
    notes: str


@dataclass(frozen=True, slots=True)
class JobDone:
    """The job returned; the last event of a job that did not fail."""

    type: ClassVar[str] = "done"


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The job raised: what happened, what to do, and the traceback for the curious."""

    type: ClassVar[str] = "failed"
    message: str
    advice: str
    details: str
    exit_code: int = 1
    field: str = ""
    """The dotted name of the one setting that is to be changed, where there is one."""


Event = (
    Notice
    | Stage
    | TableSeen
    | DataPrepared
    | Leakage
    | DataCounted
    | Choice
    | RunStarted
    | StateChanged
    | Steps
    | Progress
    | Evaluated
    | Sampled
    | CheckpointSaved
    | RolledBack
    | BatchSplit
    | MeasuringSplit
    | RunEnded
    | TextGenerated
    | GenerationEnded
    | Difference
    | Verified
    | Probed
    | ReleaseFound
    | JobDone
    | JobFailed
)
Emit = Callable[[Event], None]
