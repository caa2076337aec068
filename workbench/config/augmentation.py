"""The section ``augmentation``: noised copies of documents, for training only."""

from __future__ import annotations

from workbench.config.setting import Section, setting
from workbench.messages import say


class Augmentation(Section):
    """Copies of training documents with noise in them: more text, against learning a small one by heart."""

    copies: int = setting(
        0,
        "Noised copies",
        "How many noised copies of each training document are added; 0 turns it off. They help a classifier and "
        "a small text; a generator also learns to write the noise.",
        minimum=0,
        maximum=100,
        zero="off",
        advanced=True,
    )
    dropout: float = setting(
        0.1,
        "Word dropout",
        "Share of a copy's words that are left out.",
        minimum=0.0,
        maximum=0.9,
        step=0.05,
        advanced=True,
    )
    swap: float = setting(
        0.05,
        "Word swap",
        "Share of a copy's words that change places with the next one.",
        minimum=0.0,
        maximum=0.9,
        step=0.05,
        advanced=True,
    )
    replace: float = setting(
        0.05,
        "Word noise",
        "Share of a copy's words in whose place stands another, drawn as often as it occurs in the text.",
        minimum=0.0,
        maximum=0.9,
        step=0.05,
        advanced=True,
    )
    seed: int = setting(
        1, "Noise seed", "The same seed gives the same copies.", minimum=0, maximum=2**31 - 1, advanced=True
    )

    def problems(self) -> list[tuple[str, str]]:
        total = self.dropout + self.swap + self.replace
        if total > 1.0:
            return [
                (
                    "dropout",
                    say("with word swap and word noise is {total:g}, which is more than all words", total=total),
                )
            ]
        return []
