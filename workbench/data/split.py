"""Which part of the text is trained on, and which is kept out to measure honestly."""

from __future__ import annotations


def split_text(text: str, validation_fraction: float) -> tuple[str, str]:
    """(training text, validation text): the last ``validation_fraction`` of the characters is kept out.

    The cut is at int(length * (1 - fraction)), as nanoGPT's data preparation does it, so that
    losses can be compared with published ones.
    """
    border = int(len(text) * (1.0 - validation_fraction))
    return text[:border], text[border:]
