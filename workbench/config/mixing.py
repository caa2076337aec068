"""Several sources as one text: the settings of ``data`` that say which, and how much of each."""

from __future__ import annotations

from typing import Annotated

from workbench.config.listed import Listed
from workbench.config.setting import Section, setting
from workbench.messages import say

MOST_WEIGHT = 100.0


class MixedSource(Section):
    """One more source of a text, read as the first one is."""

    source: str = setting(
        "",
        "Source",
        "A file, a folder or a ZIP archive of texts, a data set of the Hub (hub:owner/name), or a bundled sample.",
        kind="source",
    )
    weight: float = setting(
        1.0,
        "Weight",
        "How often the documents of this source are taken: 2 takes each twice, 0.5 a random half of them.",
        above=0.0,
        maximum=MOST_WEIGHT,
        step=0.5,
    )
    text_columns: str = setting("", "Text columns", "The columns of this source's table that hold the text.")
    template: str = setting("", "Template", "How this source's text is composed from columns.", kind="long_text")


class Mixing(Section):
    """Which other sources belong to the text, and how much of each is taken."""

    weight: float = setting(
        1.0,
        "Weight",
        "How often the documents of the first source are taken: 2 takes each twice, 0.5 a random half of them.",
        above=0.0,
        maximum=MOST_WEIGHT,
        step=0.5,
        advanced=True,
    )
    more_sources: Annotated[tuple[MixedSource, ...], Listed(MixedSource)] = setting(
        (),
        "More sources",
        "Other sources that belong to the text, each with a weight; with 1 for all they follow one another.",
    )
    mixture_seed: int = setting(
        0,
        "Mixture seed",
        "Another seed draws other documents where a weight is no whole number.",
        minimum=0,
        maximum=2**31 - 1,
        advanced=True,
    )

    def problems(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for place, entry in enumerate(self.more_sources, start=1):
            if not entry.source.strip():
                found.append((f"more_sources.{place}.source", say("is empty: name a file or a sample")))
        if getattr(self, "split", "") == "ratio" and max(self.weights) > 1:
            text = say(
                "cannot be ratio where a weight is above 1: copies of documents would be learned and measured on; "
                "document keeps copies together"
            )
            found.append(("split", text))
        return found

    @property
    def is_mixture(self) -> bool:
        """Whether the text is anything else than its first source as it is."""
        return bool(self.more_sources) or self.weight != 1.0

    @property
    def weights(self) -> tuple[float, ...]:
        """The weight of each source, from the first on."""
        return self.weight, *(entry.weight for entry in self.more_sources)
