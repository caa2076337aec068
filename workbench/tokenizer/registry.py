"""Tokenizers by the name of their kind: found by looking into ``kinds``, made, and opened from a file."""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import pkgutil
from pathlib import Path
from typing import Any

from workbench.config.tokenizer import TokenizerChoice
from workbench.errors import TokenizerError
from workbench.messages import say
from workbench.tokenizer import kinds
from workbench.tokenizer.apprentice import learn_apart
from workbench.tokenizer.base import FORMAT, Tokenizer
from workbench.tokenizer.corpus import Corpus, Excerpt, InMemory, Watch, unwatched

QUICK = 2_000_000
"""Characters from which a tokenizer is learned in a second or two; above, it is done in a process of its own."""
EXCERPT = 1 << 26
"""Characters that a tokenizer learns from at most: the library keeps every different word in memory."""


@functools.cache
def tokenizer_classes() -> dict[str, type[Tokenizer[Any]]]:
    """Every tokenizer class by its kind."""
    found: dict[str, type[Tokenizer[Any]]] = {}
    for info in pkgutil.iter_modules(kinds.__path__):
        module = importlib.import_module(f"{kinds.__name__}.{info.name}")
        for item in vars(module).values():
            if inspect.isclass(item) and issubclass(item, Tokenizer) and item.__module__ == module.__name__:
                found[item.kind] = item
    return found


def tokenizer_class(kind: str) -> type[Tokenizer[Any]]:
    """The class of a kind. Raises TokenizerError for an unknown one."""
    known = tokenizer_classes()
    if kind not in known:
        message = say("There is no tokenizer of the kind “{kind}”.", kind=kind)
        raise TokenizerError(message, say("Choose one of {kinds}.", kinds=", ".join(sorted(known))))
    return known[kind]


def train_tokenizer(choice: TokenizerChoice, text: str | Corpus, watch: Watch | None = None) -> Tokenizer[Any]:
    """The tokenizer that ``choice`` asks for, made from ``text``.

    Where `Tokenizer.needs_whole_text`, pass all the text that will ever be encoded. After a stop the result
    comes early and is of no use. Raises TokenizerError.
    """
    corpus = InMemory(text) if isinstance(text, str) else text
    return tokenizer_class(choice.kind).train(choice, corpus, unwatched() if watch is None else watch)


def learn_tokenizer(choice: TokenizerChoice, corpus: Corpus, watch: Watch) -> Tokenizer[Any] | None:
    """The same, None after a stop; what takes long is learned in a process of its own, from an excerpt at most."""
    kind = tokenizer_class(choice.kind)
    if kind.learns and corpus.characters > QUICK:
        return learn_apart(kind, choice, Excerpt(corpus, EXCERPT) if corpus.characters > EXCERPT else corpus, watch)
    made = kind.train(choice, corpus, watch)
    return None if watch.stopped() else made


def load_tokenizer(path: Path) -> Tokenizer[Any]:
    """The tokenizer that `Tokenizer.save` wrote. Raises TokenizerError when it is missing or damaged."""
    path = Path(path)
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise TokenizerError(
            say("{file} is missing: it holds the tokenizer.", file=path),
            say("Restore it from a copy, or start a new run."),
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise TokenizerError(say("{file} cannot be read: {reason}.", file=path, reason=reason)) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path, say("it is not valid JSON")) from error
    if not isinstance(content, dict) or not isinstance(content.get("kind"), str):
        raise _damaged(path, say("it does not say of which kind it is"))
    version = content.get("format")
    if isinstance(version, int) and version > FORMAT:
        message = say("{file} was written by a newer release (format {version}).", file=path, version=version)
        raise TokenizerError(message, say("Update LM Workbench."))
    cls = tokenizer_class(content["kind"])
    try:
        return cls.from_dict(content)
    except (KeyError, TypeError, ValueError) as error:
        detail = say("{entry} is missing", entry=error) if isinstance(error, KeyError) else str(error)
        raise _damaged(path, detail) from error


def _damaged(path: Path, detail: str) -> TokenizerError:
    return TokenizerError(
        say("The tokenizer file {file} is damaged: {detail}.", file=path, detail=detail),
        say("Restore it from a copy, or start a new run."),
    )
