"""What this computer has, as far as this process may use it; no torch."""

from __future__ import annotations

import math
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")
_PROCESSORS = Path("/proc/cpuinfo")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


@dataclass(frozen=True, slots=True)
class Launched:
    """This process's place among those that a launcher (torchrun) started together for one job."""

    rank: int
    """0 to ``size`` - 1; 0 is the one that writes and speaks."""
    size: int
    local_rank: int
    """The place among the processes on this computer: the number of the GPU to take."""
    local_size: int


def launched() -> Launched | None:
    """What PyTorch's launchers tell by environment variables; None for a program that was started by itself."""
    variables = os.environ
    if "RANK" not in variables or "WORLD_SIZE" not in variables:
        return None
    rank, size = int(variables["RANK"]), int(variables["WORLD_SIZE"])
    return Launched(rank, size, int(variables.get("LOCAL_RANK", "0")), int(variables.get("LOCAL_WORLD_SIZE", "1")))


def logical_cores() -> int:
    """Processors (hyper-threads) that the system lets this process use."""
    return len(_allowed()) or os.cpu_count() or 1


def physical_cores() -> int:
    """Physical cores (two hyper-threads count once) that the system, and a container's quota, leave us.

    Processes that a launcher started together on this computer share them evenly.
    """
    # Threads of one core name the same siblings.
    cores = len({_siblings(cpu) for cpu in _allowed()}) or os.cpu_count() or 1
    together = launched()
    return max(1, min(cores, _quota()) // (together.local_size if together else 1))


def memory_bytes() -> int:
    """Main memory in bytes."""
    import psutil  # only where it is needed: the window shows itself without

    return int(psutil.virtual_memory().total)


class OtherPrograms:
    """What other programs take of the processors, counted from when it is made; on Linux, else nothing is known."""

    def __init__(self) -> None:
        self._before = _processor_seconds()

    def share(self) -> float:
        """Their part of all processors' time until now, 0 to 1, once the processes that we started have ended."""
        everything, busy, own = (now - before for now, before in zip(_processor_seconds(), self._before, strict=True))
        return max(0.0, busy - own) / everything if everything > 0 else 0.0


def _processor_seconds() -> tuple[float, float, float]:
    """Seconds that all processors have had, have worked, and have worked for us and for ended processes of ours."""
    if sys.platform != "linux":  # elsewhere nobody counts what ended processes took
        return 0.0, 0.0, 0.0
    import psutil  # as above

    every = psutil.cpu_times()
    own = psutil.Process().cpu_times()
    idle = every.idle + every.iowait
    # Time of guests is part of the user's already.
    everything = sum(every) - every.guest - every.guest_nice
    return everything, everything - idle, own.user + own.system + own.children_user + own.children_system


def processor_name() -> str:
    """The processor as its maker calls it, or what the system says of it; "" where that is nothing."""
    try:
        lines = _PROCESSORS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def _allowed() -> set[int]:
    """The processors this process may run on; none where the system does not say."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def _siblings(cpu: int) -> str:
    try:
        return (_TOPOLOGY / f"cpu{cpu}" / "topology" / "thread_siblings_list").read_text(encoding="ascii")
    except OSError:
        return str(cpu)


def _quota() -> int:
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        return math.ceil(int(quota) / int(period))
    except (OSError, ValueError):  # no such file, or "max": no limit
        return 1_000_000
