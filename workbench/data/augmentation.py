"""Noised copies of training documents.

Words are left out, change places with the next one, or give way to a word drawn from the unigram distribution of
the text (Xie et al. 2017, "Data noising as smoothing in neural network language models"; Wei and Zou 2019, "EDA"),
estimated by a reservoir of the words that came so far (Vitter 1985, algorithm R). The copies are a function of the
documents and the seed; they are stored like any document, so that a resumed run trains on the very same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from workbench.config.augmentation import Augmentation
from workbench.data.cleaning.holding import Holding
from workbench.data.readers.records import Document, Remark
from workbench.messages import say

_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A word, or one character of a script that writes without spaces, and what stands behind it.
_WORD = re.compile(rf"([{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’-][^\W{_UNSPACED}]+)*)([ \t]?)")
_RESERVOIR = 10_000


class Augmenter:
    """Takes the training documents in order and gives copies of them."""

    def __init__(self, settings: Augmentation) -> None:
        self._settings = settings
        self._holding: Holding | None = None
        self._first: Document | None = None
        self._documents = 0
        self._words: list[str] = []
        self._seen = 0
        self._drawing = _random(settings.seed, 0)

    def take(self, document: Document) -> None:
        """Keep a training document, or the next piece of one, until `copies` is asked for."""
        if self._first is None:
            self._first, self._holding = document, Holding()
        assert self._holding is not None
        self._holding.add(document.text)
        for word, _ in _WORD.findall(document.text):
            self._keep(word)

    def copies(self) -> Iterator[Document]:
        """The copies of the document that has ended; none if there is none."""
        if self._first is None or self._holding is None:
            return
        first, pieces = self._first, self._holding
        self._first = self._holding = None
        self._documents += 1
        for copy in range(1, self._settings.copies + 1):
            again = Holding()
            begun = False
            for number, text in enumerate(pieces.take()):
                again.add(text)
                noised = self._noised(text, _random(self._settings.seed, self._documents, copy, number))
                if noised:
                    yield replace(first, text=noised, continues=begun)
                    begun = True
            pieces = again
        pieces.close()

    def remark(self) -> Remark:
        """What was added, in words."""
        return Remark(
            say(
                "Augmentation: {copies:,} noised copies of {documents:,} training documents were added.",
                copies=self._documents * self._settings.copies,
                documents=self._documents,
            )
        )

    def _keep(self, word: str) -> None:
        self._seen += 1
        if len(self._words) < _RESERVOIR:
            self._words.append(word)
            return
        place = int(self._drawing.random() * self._seen)
        if place < _RESERVOIR:
            self._words[place] = word

    def _noised(self, text: str, random: Random) -> str:
        settings, place = self._settings, 0
        parts: list[str] = []
        waiting: tuple[int, str, str] | None = None  # (place in parts, word, space) to change places with the next
        for match in _WORD.finditer(text):
            parts.append(text[place : match.start()])
            word, space = match.groups()
            place = match.end()
            draw = random.random()
            if draw < settings.dropout:
                continue
            if draw < settings.dropout + settings.replace:
                word = self._words[int(random.random() * len(self._words))]
            elif waiting is None and draw < settings.dropout + settings.replace + settings.swap:
                waiting = len(parts), word, space
            elif waiting is not None:
                parts[waiting[0]] = word + waiting[2]
                word, waiting = waiting[1], None
            parts.append(word + space)
        return "".join([*parts, text[place:]])


def _random(*numbers: int) -> Random:
    """Random numbers that these numbers decide: a text is a seed that every release of Python reads alike."""
    return Random(" ".join(map(str, numbers)))
