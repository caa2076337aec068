"""Which of torch's operations some work takes, backward passes and optimizers included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from torch.profiler import ProfilerActivity, profile

_OURS_AND_TORCHS = ("aten::", "workbench::")


def operations(work: Callable[[], object], but_within: Collection[str] = ()) -> Counter[str]:
    """How often each of torch's operations, and of ours, is carried out by ``work``.

    Not counted are those that are carried out within one of the operations ``but_within``.
    """
    with profile(activities=[ProfilerActivity.CPU]) as watched:
        work()
    found = Counter[str]()
    for event in watched.events() or ():
        if event.name.startswith(_OURS_AND_TORCHS) and not _is_within(event, but_within):
            found[_short(event.name)] += 1
    return found


def _is_within(event: Any, names: Collection[str]) -> bool:
    above = event.cpu_parent
    while above is not None and _short(above.name) not in names:
        above = above.cpu_parent
    return above is not None


def _short(name: str) -> str:
    return name.partition("::")[2]
