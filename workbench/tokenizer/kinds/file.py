"""A tokenizer that was made before, here or by another program."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from workbench.config.tokenizers.file import File
from workbench.errors import TokenizerError, TokenizerFileError
from workbench.messages import say
from workbench.tokenizer.corpus import Corpus, Watch
from workbench.tokenizer.library import LibraryTokenizer
from workbench.tokenizer.opening import open_tokenizer


class FileTokenizer(LibraryTokenizer[File]):
    """Has the ids of the file; nothing is learned. A run keeps all of it, and needs the file no more."""

    kind: ClassVar[str] = "file"

    @classmethod
    def train(cls, choice: File, corpus: Corpus, watch: Watch) -> FileTokenizer:
        if not choice.path.strip():
            raise TokenizerFileError(
                say("No tokenizer file is chosen."),
                say("Name it in tokenizer.path, or choose another kind of tokenizer."),
            )
        path = Path(choice.path).expanduser()
        try:
            return cls(open_tokenizer(path))
        except TokenizerError as error:
            raise TokenizerFileError(error.message, error.advice) from error
        except ValueError as error:
            raise TokenizerFileError(
                say("{file} cannot be used as a tokenizer: {detail}.", file=path, detail=error.args[0]),
                say("Choose a tokenizer.json, a vocab.json with its merges.txt, or a SentencePiece .model."),
            ) from error
