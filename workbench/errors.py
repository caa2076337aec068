"""The one exception tree: everything that can go wrong in words a person understands.

Each error carries a sentence that says what happened and, where there is one, a sentence that
says what to do. The window shows both in its one error dialog; the command line prints both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.messages import Message, say


class WorkbenchError(Exception):
    """What happened, and what to do about it. ``exit_code`` is the command line's answer.

    ``field`` is the dotted name of the one setting that is to be changed, where there is one.
    """

    exit_code = 1
    field = ""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class InputError(WorkbenchError):
    """The user gave something that cannot be used; nothing was started or changed."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an experiment: its dotted field and a sentence."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class ExperimentError(InputError):
    """An experiment that cannot be run; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__("\n".join([self.heading, *(str(problem) for problem in self.problems)]))

    @property
    def heading(self) -> Message:
        """How many settings are wrong, and in which file."""
        count, one = len(self.problems), len(self.problems) == 1
        if self.source and one:
            return say("1 setting of {source} needs your attention:", source=self.source)
        if self.source:
            return say("{count} settings of {source} need your attention:", count=count, source=self.source)
        if one:
            return say("1 setting needs your attention:")
        return say("{count} settings need your attention:", count=count)


class DataError(InputError):
    """A text that cannot be read, or that is too small for what was asked of it."""


class SplitError(DataError):
    """A text that cannot be divided as ``data.split`` asks; ``field`` is the setting to change."""

    def __init__(self, message: str, advice: str, field: str) -> None:
        super().__init__(message, advice)
        self.field = field


class TokenizerError(InputError):
    """A tokenizer that cannot be trained, loaded or applied."""


class TokenizerFileError(TokenizerError):
    """The file that ``tokenizer.path`` names is missing, or no tokenizer that can be used."""

    field = "tokenizer.path"


class RunError(WorkbenchError):
    """A run folder that cannot be opened, written or continued."""


class RunFormatError(RunError):
    """A run folder written by a newer release, or one that is no run folder."""

    exit_code = 2


class RunLockedError(RunError):
    """Another process is writing this run."""


class CheckpointError(RunError):
    """A checkpoint that is incomplete, damaged, or does not fit its model."""


class StorageError(RunError):
    """The disk is full, read-only, or gone."""


class TrainingError(WorkbenchError):
    """Training cannot go on."""

    everywhere = False
    """Whether every process of a team meets it at the same step, so that the first one tells it for all."""


class DivergedError(TrainingError):
    """The loss became NaN or infinite, at ``step``."""

    everywhere = True

    def __init__(self, message: str, advice: str = "", step: int = 0) -> None:
        super().__init__(message, advice)
        self.step = step


class DeviceError(TrainingError):
    """The chosen device is missing, or has too little memory."""


class TeamError(TrainingError):
    """Another process of the same job ended, or cannot be reached."""


class UpdateError(WorkbenchError):
    """The newest release could not be found out."""


class GenerationError(InputError):
    """A prompt or a sampling setting that cannot be used."""
