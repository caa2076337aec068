"""What each step of cleaning did, counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.data.readers.records import Document
from workbench.events import Notice
from workbench.messages import Message, say


@dataclass(slots=True)
class StepCount:
    """What one step did to the documents that came to it.

    ``characters`` were replaced, or removed with or without their document.
    """

    label: str
    place: int = 0
    """Of the step in the list, from 1; steps that are off are counted too."""
    documents: int = 0
    changed: int = 0
    removed: int = 0
    characters: int = 0

    def sentence(self) -> Message:
        """The counts in words."""
        if self.changed and self.removed:
            return say(
                "{changed:,} of {documents:,} documents changed and {removed:,} left out ({characters:,} characters)",
                changed=self.changed,
                removed=self.removed,
                documents=self.documents,
                characters=self.characters,
            )
        if self.removed:
            return say(
                "{removed:,} of {documents:,} documents left out ({characters:,} characters)",
                removed=self.removed,
                documents=self.documents,
                characters=self.characters,
            )
        if self.changed:
            return say(
                "{changed:,} of {documents:,} documents changed ({characters:,} characters)",
                changed=self.changed,
                documents=self.documents,
                characters=self.characters,
            )
        return say("nothing to do in {documents:,} documents", documents=self.documents)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The end of cleaning: what every step did, and how many documents had nothing left at the end."""

    steps: tuple[StepCount, ...]
    emptied: int = 0

    def notices(self) -> Iterator[Notice]:
        """A sentence for each step, in order."""
        for step in self.steps:
            yield Notice(
                say(
                    "Cleaning, step {place} ({label}): {counts}.",
                    place=step.place,
                    label=Message(step.label, {}),
                    counts=step.sentence(),
                )
            )
        if self.emptied:
            yield Notice(say("Cleaning left nothing of {count:,} documents.", count=self.emptied))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that a step left out, the place of that step (from 0; -1 where nothing was left of the text)."""

    document: Document
    step: int
