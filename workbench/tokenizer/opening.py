"""Opens a tokenizer that another program made, whatever of the usual files it is in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, decoders, models, pre_tokenizers
from tokenizers import Tokenizer as Library

from workbench.errors import TokenizerError
from workbench.messages import say
from workbench.tokenizer.library import open_library
from workbench.tokenizer.sentencepiece_model import read_sentencepiece
from workbench.tokenizer.spelling import BYTE_OF

_NAMES = ("tokenizer.json", "vocab.json", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model")
"""What a folder is searched for, in this order."""
_LARGEST = 1 << 30


def open_tokenizer(path: Path) -> Library:
    """The library's tokenizer in a file or folder. Raises TokenizerError in words."""
    file = _file_in(path) if path.is_dir() else path
    try:
        if file.suffix == ".model":
            return read_sentencepiece(_read(file))
        if file.name.endswith("vocab.json") or file.suffix in (".txt", ".bpe"):
            return _gpt2(file)
        return _from_json(_read(file))
    except (KeyError, TypeError, ValueError) as error:
        detail = say("{entry} is missing", entry=error) if isinstance(error, KeyError) else error.args[0]
        raise TokenizerError(
            say("{file} cannot be used as a tokenizer: {detail}.", file=file, detail=detail),
            say("Choose a tokenizer.json, a vocab.json with its merges.txt, or a SentencePiece .model."),
        ) from error


def _file_in(folder: Path) -> Path:
    for name in _NAMES:
        if (folder / name).is_file():
            return folder / name
    others = sorted(folder.glob("*.model"))
    if others:
        return others[0]
    raise TokenizerError(
        say("There is no tokenizer in the folder {folder}.", folder=folder),
        say("It should hold a tokenizer.json, a vocab.json with its merges.txt, or a SentencePiece .model."),
    )


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError(say("it is larger than a tokenizer can be"))
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise TokenizerError(say("{file} cannot be read: {reason}.", file=file, reason=reason)) from error


def _json(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError(say("it is not valid JSON")) from error
    if not isinstance(found, dict):
        raise ValueError(say("it holds no tokenizer"))
    return found


def _from_json(content: bytes) -> Library:
    description = _json(content)
    if isinstance(description.get("library"), dict):
        description = description["library"]  # of a run of ours
    if not isinstance(description.get("model"), dict):
        raise ValueError(say("it holds no tokenizer"))
    return open_library(json.dumps(description))


def _gpt2(file: Path) -> Library:
    """Two files side by side: the vocabulary, and the merges in order of priority."""
    pairs = (("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe"))
    vocab_name, merges_name = next((pair for pair in pairs if file.name in pair), pairs[0])
    vocabulary = _json(_read(file.with_name(vocab_name)))
    if not all(isinstance(value, int) for value in vocabulary.values()) or not BYTE_OF.keys() <= vocabulary.keys():
        raise ValueError(say("it is no vocabulary of a byte-level BPE"))
    lines = _read(file.with_name(merges_name)).decode("utf-8").split("\n")
    kept = [line.rstrip("\r").split(" ") for line in lines if line.strip() and not line.startswith("#version")]
    if any(len(pair) != 2 for pair in kept):
        raise ValueError(say("a line of {file} is no pair of tokens", file=merges_name))
    missing = next((pair for pair in kept if "".join(pair) not in vocabulary), None)
    if missing is not None:
        raise ValueError(say("the merge “{merge}” makes no token of the vocabulary", merge=" ".join(missing)))
    library = Library(models.BPE(vocab=vocabulary, merges=[(left, right) for left, right in kept]))
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    library.decoder = decoders.ByteLevel()
    special = [text for text in vocabulary if text.startswith("<|") and text.endswith("|>")]
    library.add_special_tokens([AddedToken(text, normalized=False) for text in special])
    return library
