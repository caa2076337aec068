"""Tokenizer from a file."""

from typing import ClassVar, Literal

from workbench.config.setting import setting
from workbench.config.tokenizer import TokenizerChoice


class File(TokenizerChoice):
    """A tokenizer that was made before, here or by another program."""

    label: ClassVar[str] = "From a file"
    summary: ClassVar[str] = "A tokenizer made elsewhere, with its very ids; the run keeps a copy of it."
    rank: ClassVar[int] = 80

    kind: Literal["file"] = "file"
    path: str = setting(
        "",
        "File or folder",
        "A tokenizer.json, GPT-2's vocab.json with merges.txt beside it, a SentencePiece .model, "
        "or the folder of a Hugging Face model that holds one of these.",
        kind="path",
    )
