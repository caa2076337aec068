"""A tokenizer that learns in a process of its own, so that it can be stopped at any moment.

While it merges, the `tokenizers` library answers nobody: it cannot be interrupted, and says how far it is only on
the standard error. In another process a stop ends it at once, what it says is read, and its memory is given back.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from workbench.config.tokenizer import TokenizerChoice
from workbench.errors import TokenizerError, WorkbenchError
from workbench.messages import Message, say
from workbench.tokenizer.base import Tokenizer
from workbench.tokenizer.corpus import Corpus, Watch

_POLL_SECONDS = 0.05
_KILLED = 9
"""SIGKILL, under which Linux ends a process when memory is short."""
_STAGES = {
    "Tokenize words": say("Making the tokenizer: splitting words"),
    "Count pairs": say("Making the tokenizer: counting pairs"),
    "Compute merges": say("Making the tokenizer: merging"),
}

_spawning = multiprocessing.get_context("spawn")


def learn_apart(
    kind: type[Tokenizer[Any]], choice: TokenizerChoice, corpus: Corpus, watch: Watch
) -> Tokenizer[Any] | None:
    """What ``kind.train`` gives; None after a stop. Raises TokenizerError, also where no process can be started."""
    check_started()
    ours, theirs = _spawning.Pipe(duplex=False)
    process = _spawning.Process(target=_work, args=(theirs, kind, choice, corpus), daemon=True, name="tokenizer")
    try:
        process.start()
    except (OSError, RuntimeError) as error:
        raise TokenizerError(say("No process could be started to make the tokenizer.")) from error
    finally:
        theirs.close()
    try:
        return _follow(kind, ours, watch, process)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def check_started() -> None:
    """Raise TokenizerError in a process that is only reading the script of the one that started it.

    A script that does its work at once does it again there: the process would wait for its parent, and that for it.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):  # as multiprocessing itself looks
        raise TokenizerError(
            say(
                "A process that makes a tokenizer has begun the script again: put what the script does below "
                'if __name__ == "__main__":'
            )
        )


def _follow(
    kind: type[Tokenizer[Any]], connection: Connection, watch: Watch, process: SpawnProcess
) -> Tokenizer[Any] | None:
    begun = False
    while not watch.stopped():
        if not connection.poll(_POLL_SECONDS):
            continue
        try:
            said = connection.recv()
        except EOFError as error:
            process.join(1.0)
            raise _ended(process.exitcode, begun) from error
        begun = True
        if isinstance(said, WorkbenchError):
            raise said
        if isinstance(said, dict):
            return kind.from_dict(said)
        watch.tell(*said)
    return None


def _ended(code: int | None, begun: bool) -> TokenizerError:
    if code == -_KILLED:
        return TokenizerError(
            say("The system ended the making of the tokenizer, as it does when memory is short."),
            say("Close other programs, or use a shorter text."),
        )
    if begun:
        return TokenizerError(say("The making of the tokenizer ended without a result (exit code {code}).", code=code))
    return TokenizerError(
        say(
            "The process that makes the tokenizer ended before it began (exit code {code}). What a script does must "
            'stand below if __name__ == "__main__":',
            code=code,
        )
    )


def _work(connection: Connection, kind: type[Tokenizer[Any]], choice: TokenizerChoice, corpus: Corpus) -> None:
    """The body of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that asks
    os.environ["TOKENIZERS_PARALLELISM"] = "true"  # to learn, the library's own threads are the only ones
    threading.Thread(target=_end_with_parent, daemon=True).start()
    said = threading.Lock()

    def tell(message: Message, fraction: float | None) -> None:
        with said:
            connection.send((message, fraction))

    tell(say("Making the tokenizer"), None)
    answer: dict[str, Any] | WorkbenchError
    try:
        with _heard(Watch(lambda: False, tell)) as watch:
            answer = kind.train(choice, corpus, watch).to_dict()
    except WorkbenchError as error:
        answer = error
    except Exception as error:  # noqa: BLE001  (told to whoever asked)
        reason = f"{type(error).__name__}: {error}"
        answer = TokenizerError(say("The tokenizer could not be made: {reason}", reason=reason))
    with said:
        connection.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)  # also in the middle of merging


@contextlib.contextmanager
def _heard(watch: Watch) -> Iterator[Watch]:
    """Whatever the library writes to the standard error in the block is told to ``watch``."""
    reading, writing = os.pipe()
    kept = os.dup(2)
    os.dup2(writing, 2)
    os.close(writing)
    listener = threading.Thread(target=_listen, args=(reading, watch), daemon=True)
    listener.start()
    watch.loud = True
    try:
        yield watch
    finally:
        os.dup2(kept, 2)  # the pipe's last writing end is closed by this
        os.close(kept)
        listener.join()


def _listen(reading: int, watch: Watch) -> None:
    told = 0.0
    with os.fdopen(reading, "r", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            now = time.monotonic()
            if now - told < _POLL_SECONDS:
                continue
            with contextlib.suppress(ValueError, KeyError, TypeError):  # whatever else is written there
                said = json.loads(line)
                message = _STAGES[said["stage"]]
                told = now
                watch.tell(message, said["current"] / said["total"] if said["total"] else None)
