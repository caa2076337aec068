"""From format 1, of the first releases, to 2: a run tells with which settings each sitting was trained.

In format 1 the events ``run`` lacked, in the oldest, ``torch`` and ``processor``, and in all of them
``settings``. What was not recorded cannot be known any more: it becomes "" and {}, which every
reader takes for "unknown". A release that reads format 1 only must not train the run on: it would
leave out the settings of its sitting.

Files beside the record carry format numbers of their own, and their readers take the old ones as they
are: an experiment.yaml without newer settings gets their defaults; a checkpoint without ``saved`` is
dated by its folder, without ``compile`` and ``attention`` was trained with neither chosen by itself,
without ``shares`` and ``products`` with undivided batches and PyTorch's products, without
``processes`` was trained in one, without ``course.adjustments`` was never adjusted, and without
average.safetensors has no average.
"""

from __future__ import annotations

import json
import sqlite3

_UNKNOWN = {"torch": "", "processor": "", "settings": {}}


def migrate(connection: sqlite3.Connection) -> None:
    """Change the record, as a part of the caller's transaction."""
    for number, text in connection.execute("SELECT id, body FROM events WHERE type = 'run'").fetchall():
        body = json.dumps(_UNKNOWN | json.loads(text))
        connection.execute("UPDATE events SET body = ? WHERE id = ?", (body, number))
