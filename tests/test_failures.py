"""Any exception becomes words."""

from __future__ import annotations

import errno

import pytest

from workbench.errors import DataError
from workbench.failures import describe_failure


@pytest.mark.parametrize(
    ("error", "message", "code"),
    [
        (DataError("The text is empty.", "Choose another."), "The text is empty.", 2),
        (MemoryError(), "There is not enough memory for this.", 1),
        (RuntimeError("CUDA error: out of memory"), "There is not enough memory for this.", 1),
        (OSError(errno.ENOSPC, "No space left on device", "run.db"), "run.db: the disk is full.", 1),
        (OSError(errno.EROFS, "Read-only file system", "run.db"), "run.db: there is no permission.", 1),
        (OSError(errno.EIO, "Input/output error"), "the disk: Input/output error.", 1),
        (ZeroDivisionError("seven"), "Something went wrong that should not have: ZeroDivisionError: seven", 1),
    ],
)
def test_that_a_failure_says_what_happened_what_to_do_and_keeps_its_traceback(
    error: Exception, message: str, code: int
) -> None:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001  (any kind, as at the top of a thread)
        failed = describe_failure(caught)
    assert failed.message == message
    assert failed.advice
    assert failed.exit_code == code
    assert "Traceback" in failed.details
