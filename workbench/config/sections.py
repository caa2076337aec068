"""The sections of an experiment that have one form only: data, training, runtime, sampling."""

from __future__ import annotations

from typing import Literal

from workbench.config.mixing import Mixing
from workbench.config.setting import Section, setting
from workbench.config.splitting import Splitting

SAMPLE_PREFIX = "sample:"
"""``data.source`` values that name a bundled sample corpus start with this."""
HUB_PREFIX = "hub:"
"""``data.source`` values that name a data set of the Hugging Face Hub start with this."""


class Text(Section):
    """Which text, and how it is read."""

    source: str = setting(
        "sample:stories",
        "Source",
        "A file, a folder or a ZIP archive of texts, a data set of the Hugging Face Hub (hub:owner/name), "
        "or a bundled sample corpus (sample:stories, sample:markov).",
        kind="source",
    )
    pattern: str = setting(
        "",
        "Files",
        "Which files of a folder or an archive to read; * stands for anything, as in *.txt. Empty takes all texts.",
        advanced=True,
    )
    text_columns: str = setting(
        "",
        "Text columns",
        "The columns of a table that hold the text, separated by commas; empty takes the likeliest one.",
    )
    template: str = setting(
        "",
        "Template",
        "A text in which the name of a column in braces stands for its value. "
        "Empty puts the text columns below each other.",
        kind="long_text",
    )
    encoding: str = setting(
        "auto",
        "Encoding",
        "How bytes become characters; auto detects it and names what it found.",
        choices=[
            ("auto", "Detect"),
            ("utf-8", "UTF-8"),
            ("utf-16", "UTF-16"),
            ("gb18030", "Chinese (GB18030)"),
            ("big5", "Chinese (Big5)"),
            ("shift_jis", "Japanese (Shift-JIS)"),
            ("cp1252", "Western (Windows-1252)"),
            ("latin-1", "Western (Latin-1)"),
        ],
    )
    documents: Literal["file", "blank_lines", "form_feeds", "lines", "mark"] = setting(
        "file",
        "Documents",
        "What is one document of a plain text: the whole file, or the parts between blank lines, form feeds or marks.",
        choices=[
            ("file", "Whole files"),
            ("blank_lines", "Between blank lines"),
            ("form_feeds", "Between form feeds"),
            ("lines", "Each line"),
            ("mark", "Between marks"),
        ],
        advanced=True,
    )
    mark: str = setting(
        "<|endoftext|>",
        "Mark",
        "The text that stands between two documents, where documents are divided by marks.",
        advanced=True,
    )
    header: Literal["auto", "yes", "no"] = setting(
        "auto",
        "First row",
        "Whether the first row of a CSV or TSV file names the columns; else they are called 1, 2, 3.",
        choices=[("auto", "Detect"), ("yes", "Names of columns"), ("no", "A row like others")],
        advanced=True,
    )
    separator: str = setting(
        "\n\n",
        "Separator",
        "What is put between two documents; a blank line by default.",
        kind="long_text",
        advanced=True,
    )
    on_fault: Literal["stop", "skip"] = setting(
        "stop",
        "On a fault",
        "What to do where a file is broken: stop and say where, or leave that out, count it and go on.",
        choices=[("stop", "Stop"), ("skip", "Leave it out")],
        advanced=True,
    )
    page_seconds: float = setting(
        20.0,
        "Time for a page",
        "The longest that a page of a PDF document may take to be read; after it the page is a fault.",
        unit="seconds",
        minimum=0.1,
        maximum=3_600.0,
        step=10.0,
        advanced=True,
    )
    sample_characters: int = setting(
        500_000,
        "Sample size",
        "How many characters a bundled sample corpus is generated with.",
        unit="characters",
        minimum=1_000,
        maximum=100_000_000,
        step=100_000,
        advanced=True,
    )
    sample_seed: int = setting(
        1,
        "Sample seed",
        "Another seed generates another text of the same kind.",
        minimum=0,
        maximum=2**31 - 1,
        advanced=True,
    )
    markov_order: int = setting(
        2,
        "Markov order",
        "How many characters the Markov sample looks back; more is harder to learn.",
        unit="characters",
        minimum=1,
        maximum=5,
    )

    @property
    def sample(self) -> str | None:
        """The name of the bundled corpus, or None when the source is a file."""
        return self.source.removeprefix(SAMPLE_PREFIX) if self.source.startswith(SAMPLE_PREFIX) else None


class Data(Splitting, Mixing, Text):
    """Which text, and how it is divided."""

    def problems(self) -> list[tuple[str, str]]:
        return [*Splitting.problems(self), *Mixing.problems(self)]


class Training(Section):
    """How long, in what portions, and how often to look."""

    steps: int = setting(2_000, "Steps", "Number of weight updates.", minimum=1, maximum=1_000_000_000, step=100)
    batch_size: int = setting(
        12, "Batch size", "Sequences looked at together.", unit="sequences", minimum=1, maximum=65_536
    )
    context_length: int = setting(
        64,
        "Context length",
        "Tokens in one sequence: how far the model can look back.",
        unit="tokens",
        minimum=2,
        maximum=1_048_576,
        step=16,
    )
    gradient_accumulation: int = setting(
        1,
        "Accumulation",
        "Batches added up before one update: a larger batch in the same memory.",
        unit="batches",
        minimum=1,
        maximum=65_536,
    )
    gradient_clip: float = setting(
        1.0,
        "Gradient clip",
        "Longest gradient allowed; a longer one is scaled down. 0 turns it off.",
        minimum=0.0,
        maximum=1e6,
        step=0.1,
        zero="off",
    )
    gradient_checkpointing: bool = setting(
        False,
        "Recompute activations",
        "Gradient checkpointing: a GPT's blocks are computed again instead of kept; less memory, the same result, "
        "about a third slower. No effect on other architectures.",
        advanced=True,
    )
    ema_decay: float = setting(
        0.0,
        "Weight averaging",
        "Decay of a running average of the weights, such as 0.999, that is measured and writes text. 0 turns it off.",
        minimum=0.0,
        maximum=0.999999,
        step=0.001,
        zero="off",
        advanced=True,
    )
    evaluate_every: int = setting(
        250,
        "Evaluate every",
        "Steps between two measurements on the validation text.",
        unit="steps",
        minimum=1,
        maximum=1_000_000_000,
        step=50,
    )
    evaluation_tokens: int = setting(
        65_536,
        "Evaluation size",
        "Tokens per measurement during training, evenly spaced; 0 takes all. The last one takes all.",
        unit="tokens",
        minimum=0,
        maximum=1_000_000_000,
        step=8_192,
        zero="all",
        advanced=True,
    )
    checkpoint_every: int = setting(
        500,
        "Checkpoint every",
        "Steps between two saved states; the end and the best are always saved.",
        unit="steps",
        minimum=1,
        maximum=1_000_000_000,
        step=100,
        advanced=True,
    )
    keep_checkpoints: int = setting(
        2,
        "Keep",
        "How many of the newest checkpoints are kept, beside the best one.",
        unit="checkpoints",
        minimum=1,
        maximum=1_000,
        advanced=True,
    )
    on_divergence: Literal["stop", "roll_back"] = setting(
        "stop",
        "On divergence",
        "When the loss is no finite number any more: stop, or go back to the last good checkpoint and "
        "go on at half the learning rate, up to three times, further back each time that it diverges again.",
        choices=[("stop", "Stop"), ("roll_back", "Go back")],
        advanced=True,
    )
    seed: int = setting(
        1337, "Seed", "The same seed gives the same run on the same machine.", minimum=0, maximum=2**31 - 1
    )


class Runtime(Section):
    """On what, and how."""

    device: Literal["auto", "cuda", "mps", "cpu"] = setting(
        "auto",
        "Device",
        "Where the arithmetic is done; automatic takes an NVIDIA/AMD GPU, else an Apple GPU, else the processor.",
        choices=[("auto", "Automatic"), ("cuda", "GPU (CUDA)"), ("mps", "Apple GPU (MPS)"), ("cpu", "Processor (CPU)")],
    )
    precision: Literal["auto", "fp32", "bf16", "fp16"] = setting(
        "auto",
        "Precision",
        "Number format of the heavy arithmetic; weights are always kept in 32 bits.",
        choices=[("auto", "Automatic"), ("fp32", "32-bit float"), ("bf16", "bfloat16"), ("fp16", "16-bit float")],
    )
    compile: Literal["auto", "on", "off"] = setting(
        "auto",
        "Compile",
        "Let torch.compile build code for this very model; costs some seconds first.",
        choices=[("auto", "Automatic"), ("on", "On"), ("off", "Off")],
        advanced=True,
    )
    attention: Literal["auto", "flash", "math"] = setting(
        "auto",
        "Attention",
        "Which kernel computes attention: flash needs little memory, math is the plain formula.",
        choices=[("auto", "Automatic"), ("flash", "Flash"), ("math", "Plain")],
        advanced=True,
    )
    threads: int = setting(
        0,
        "Threads",
        "Processor threads for the arithmetic; 0 takes one for each physical core.",
        minimum=0,
        maximum=1024,
        zero="automatic",
        advanced=True,
    )
    shares: int = setting(
        0,
        "Batch shares",
        "Parts of a batch that are computed at the same time, each by its part of the threads; 1 divides nothing.",
        minimum=0,
        maximum=64,
        zero="automatic",
        advanced=True,
    )
    products: Literal["auto", "default", "onednn"] = setting(
        "auto",
        "Matrix products",
        "Which library computes products of 32-bit floats on the processor; automatic tries both in long runs.",
        choices=[("auto", "Automatic"), ("default", "PyTorch's choice"), ("onednn", "oneDNN")],
        advanced=True,
    )
    deterministic: bool = setting(
        False,
        "Deterministic",
        "On a GPU: only kernels that give the same bits each time, so that a run that was stopped goes on exactly and "
        "can be verified; slower. A processor gives the same bits anyway.",
        advanced=True,
    )
    distributed: Literal["auto", "ddp", "fsdp"] = setting(
        "auto",
        "Distributed",
        "How processes that torchrun started share the model: each holds a copy, or a part. Else without effect.",
        choices=[("auto", "Automatic"), ("ddp", "A copy each (DDP)"), ("fsdp", "A part each (FSDP)")],
        advanced=True,
    )


class Sampling(Section):
    """How text is generated, in the playground and at every evaluation."""

    prompt: str = setting("\n", "Prompt", "The text that the model continues.", kind="long_text")
    max_tokens: int = setting(
        200, "Length", "Most tokens to generate.", unit="tokens", minimum=1, maximum=1_000_000, step=50
    )
    temperature: float = setting(
        0.8,
        "Temperature",
        "Below 1 plays safe, above 1 takes risks; 0 always takes the likeliest token.",
        minimum=0.0,
        maximum=100.0,
        step=0.1,
    )
    top_k: int = setting(
        0,
        "Top-k",
        "Choose among the k likeliest tokens only; 0 turns it off.",
        minimum=0,
        maximum=1_000_000,
        step=5,
        zero="off",
    )
    top_p: float = setting(
        1.0,
        "Top-p",
        "Choose among the likeliest tokens that together reach this probability; 1 turns it off.",
        above=0.0,
        maximum=1.0,
        step=0.05,
    )
    seed: int = setting(
        1, "Seed", "The same seed, prompt and weights give the same text.", minimum=0, maximum=2**31 - 1
    )
