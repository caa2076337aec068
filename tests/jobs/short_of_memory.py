"""Trains an experiment in a process that may only use so much more memory once training begins.

usage: short_of_memory.py EXPERIMENT_FILE RUN_DIR MEGABYTES state|evaluation

Prints each event as a line of JSON. The limit is the system's own, so torch's allocator really fails.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
from pathlib import Path

from workbench.config.yaml_io import load
from workbench.control import JobControl
from workbench.errors import WorkbenchError
from workbench.event_json import to_json
from workbench.events import Evaluated, Event, StateChanged
from workbench.jobs.train import train

FAR_AWAY = 2**46
LIMITED_SINCE = {"state": StateChanged, "evaluation": Evaluated}


def main() -> None:
    """Train, with the limit from after the first measurement on, or (state) from before it."""
    experiment_file, run_dir, megabytes, since = sys.argv[1:]
    threading.stack_size(512 * 1024)  # the address space that is left must do for the checkpoint's thread too
    resource.setrlimit(resource.RLIMIT_AS, (FAR_AWAY, resource.RLIM_INFINITY))  # so that it is known from the start

    def emit(event: Event) -> None:
        sys.stdout.write(json.dumps(to_json(event)) + "\n")
        if isinstance(event, LIMITED_SINCE[since]) and event.step == 0:
            limit = virtual_memory() + int(megabytes) * 2**20
            resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))

    try:
        train(load(Path(experiment_file)), emit, JobControl(), run_dir=Path(run_dir))
    except WorkbenchError as error:
        sys.exit(f"{error.message}\n{error.advice}")


def virtual_memory() -> int:
    """Bytes of address space in use, which is what the limit is on."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
