"""How the text is divided into training, validation and test: the settings of ``data`` that say so."""

from __future__ import annotations

from typing import Literal

from workbench.config.setting import Section, setting
from workbench.messages import say

SplitBy = Literal["ratio", "document", "file", "column", "separate"]


class Splitting(Section):
    """Which part of the text is trained on, and which are kept out of training."""

    split: SplitBy = setting(
        "ratio",
        "Split",
        "How validation and test are taken: the end of the text, whole documents or files at random, "
        "what a column of the table says, or other files.",
        choices=[
            ("ratio", "End of the text"),
            ("document", "By document"),
            ("file", "By file"),
            ("column", "By a column"),
            ("separate", "Other files"),
        ],
        advanced=True,
    )
    validation_fraction: float = setting(
        0.1,
        "Validation share",
        "The part of the text that is kept out of training to measure honestly.",
        minimum=0.001,
        maximum=0.9,
        step=0.01,
    )
    split_column: str = setting(
        "",
        "Split column",
        "The column of the table that says to which part a row belongs; empty takes the one that looks like it.",
    )
    validation_source: str = setting(
        "",
        "Validation file",
        "The file, folder or archive to measure on, read like the source; empty takes the validation share of "
        "the source's documents.",
        kind="path",
    )
    test_source: str = setting(
        "",
        "Test file",
        "The file, folder or archive for the last test, read like the source; empty takes the test share of "
        "the source's documents.",
        kind="path",
    )
    test_fraction: float = setting(
        0.0,
        "Test share",
        "The part of the text that is kept out of training and validation, for a last test with "
        "workbench evaluate RUN --part test; 0 keeps none.",
        minimum=0.0,
        maximum=0.9,
        step=0.01,
        zero="none",
        advanced=True,
    )
    validation_values: str = setting(
        "",
        "Validation values",
        "The values of the split column that mean validation, separated by commas; "
        "empty takes the usual ones, such as validation, valid and dev.",
        advanced=True,
    )
    test_values: str = setting(
        "",
        "Test values",
        "The values of the split column that mean test, separated by commas; empty takes the usual ones.",
        advanced=True,
    )
    split_seed: int = setting(
        0,
        "Split seed",
        "Another seed puts other documents or files into validation and test.",
        minimum=0,
        maximum=2**31 - 1,
        advanced=True,
    )

    def uses(self, name: str) -> bool:
        """Whether a setting of this class matters for the way of splitting chosen."""
        return name == "split" or name in _used(self)

    @property
    def shares(self) -> tuple[float, float]:
        """(validation, test): the parts of the source's text or documents that are kept out of training."""
        validation = self.validation_fraction if self.uses("validation_fraction") else 0.0
        return validation, self.test_fraction if self.uses("test_fraction") else 0.0

    def problems(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        validation, test = self.shares
        if validation + test >= 1.0:
            text = say(
                "{test:g} and data.validation_fraction ({validation:g}) together leave nothing to train on",
                test=test,
                validation=validation,
            )
            found.append(("test_fraction", text))
        if self.split == "separate" and not self.validation_source.strip() and not self.test_source.strip():
            found.append(("validation_source", say("is empty, and so is data.test_source: name one of them")))
        both = set(named_values(self.validation_values)) & set(named_values(self.test_values))
        if self.split == "column" and both:
            text = say("has “{value}”, which data.validation_values has too", value=min(both))
            found.append(("test_values", text))
        return found


def _used(chosen: Splitting) -> tuple[str, ...]:
    match chosen.split:
        case "ratio":
            return "validation_fraction", "test_fraction"
        case "document" | "file":
            return "validation_fraction", "test_fraction", "split_seed"
        case "column":
            return "split_column", "validation_values", "test_values"
    drawn = ["validation_source", "test_source"]
    if not chosen.validation_source.strip():
        drawn.append("validation_fraction")
    if not chosen.test_source.strip():
        drawn.append("test_fraction")
    return (*drawn, "split_seed") if len(drawn) > 2 else tuple(drawn)


def named_values(text: str) -> tuple[str, ...]:
    """The values in a list with commas, each as it is compared: without its case and the white space around it."""
    return tuple(value.strip().casefold() for value in text.split(",") if value.strip())
