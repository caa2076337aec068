"""Small stories from a grammar: a model's progress can be read in the text it writes.

First come letters and spaces, then words, then sentences; later the pronouns agree with the hero, a
name stays the same through a story, and what is done fits what went wrong. Each story draws a hero,
a friend, an elder of the family, a place, weather and things, then tells a plot beat by beat.

The text depends on the seed alone: the only source of chance is ``random.Random(seed).random()``, whose
sequence Python promises to keep for a given seed in every release.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from workbench.data.corpora import _story_words as words
from workbench.data.corpora._story_adventures import PLOTS
from workbench.data.corpora.base import Corpus, CorpusGenerator

Item = TypeVar("Item")
_ALTERNATIVES = re.compile(r"\[([^\]]*)\]")


class Stories(CorpusGenerator):
    """Short children's stories, parted by an empty line."""

    name: ClassVar[str] = "stories"
    label: ClassVar[str] = "Small stories"
    summary: ClassVar[str] = "Generated children's stories, in which a model's progress is easy to see."
    rank: ClassVar[int] = 10

    def generate(self, characters: int, seed: int, order: int) -> Corpus:
        teller = _Teller(seed)
        stories: list[str] = []
        length = 0
        while length < characters:
            stories.append(teller.story())
            length += len(stories[-1])
        return Corpus("".join(stories)[:characters])


class _Teller:
    """Tells one story after another from one row of random numbers."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def story(self) -> str:
        plot = self._pick(PLOTS)
        slots = self._cast()
        slots.update({name: value.format_map(slots) for name, value in self._pick(plot.scenes).items()})
        _add_forms(slots)
        settings, endings = (words.INDOORS, words.ENDINGS) if plot.indoors else (words.SETTINGS, words.ENDINGS_OUTDOORS)
        paragraphs = ((words.OPENINGS, words.HABITS, settings), plot.beats[:-2], (*plot.beats[-2:], endings))
        return "\n".join(self._paragraph(beats, slots) for beats in paragraphs) + "\n\n"

    def _paragraph(self, beats: Sequence[Sequence[str]], slots: dict[str, str]) -> str:
        told = (_ALTERNATIVES.sub(self._alternative, self._pick(beat)).format_map(slots) for beat in beats)
        return " ".join(sentence for sentence in told if sentence)

    def _pick(self, items: Sequence[Item]) -> Item:
        return items[int(self._random() * len(items))]

    def _alternative(self, match: re.Match[str]) -> str:
        return self._pick(match[1].split("|"))

    def _cast(self) -> dict[str, str]:
        """Who and what this story is about."""
        sex, friend_sex = self._pick("fm"), self._pick("fm")
        hero = self._pick(words.GIRLS if sex == "f" else words.BOYS)
        friends = [name for name in (words.GIRLS if friend_sex == "f" else words.BOYS) if name != hero]
        place, spot = self._pick(words.PLACES)
        weather, weather_word, season = self._pick(words.WEATHER)
        elder, call, elder_sex = self._pick(words.ELDERS)
        kind = self._pick(words.CREATURES) if self._random() < 0.4 else self._pick(words.KINDS[sex])
        colour = self._pick(words.COLOURS)
        slots = {
            "hero": hero,
            "friend": self._pick(friends),
            "a_who": _with_article(f"{self._pick(words.TRAITS)} {kind}"),
            "home": self._pick(words.HOMES),
            "place": place,
            "spot": spot,
            "weather": weather,
            "weather_word": weather_word,
            "time": self._pick(words.TIMES),
            "season": season,
            "elder": elder,
            "call": call,
            "colour": colour,
            "toycolour": self._pick((colour, f"{self._pick(words.SIZES)} {colour}")),
            "toy": self._pick(words.TOYS),
            "food": self._pick(words.FOODS),
            "friendly": self._pick(words.FRIENDLY),
        }
        for prefix, whose in (("", sex), ("f", friend_sex), ("e", elder_sex)):
            slots.update({prefix + word: form for word, form in words.PRONOUNS[whose].items()})
            slots[f"{prefix}He"] = words.PRONOUNS[whose]["he"].capitalize()
            slots[f"{prefix}His"] = words.PRONOUNS[whose]["his"].capitalize()
        return slots


def _add_forms(slots: dict[str, str]) -> None:
    """Forms of the slots: at the beginning of a sentence, and with an article."""
    for name in ("spot", "call", "idea", "made"):
        if name in slots:
            slots[name.capitalize()] = slots[name][0].upper() + slots[name][1:]
    for name in ("animal", "toycolour", "colour", "plant"):
        if name in slots:
            slots[f"a_{name}"] = _with_article(slots[name])
    if "helper" in slots:
        slots["the_helper"] = f"the {slots['helper'].split(' ', 1)[1]}"


def _with_article(noun: str) -> str:
    return f"{'an' if noun.startswith(('a', 'e', 'i', 'o', 'u', 'honest')) else 'a'} {noun}"
