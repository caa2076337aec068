"""Any exception as one JobFailed: what happened and what to do, in words; the traceback for the curious."""

from __future__ import annotations

import traceback

from workbench.errors import WorkbenchError
from workbench.events import JobFailed
from workbench.messages import say


def describe_failure(error: BaseException) -> JobFailed:
    """What happened, what to do, and the traceback, for any exception."""
    message, advice = _explain(error)
    exit_code = error.exit_code if isinstance(error, WorkbenchError) else 1
    field = error.field if isinstance(error, WorkbenchError) else ""
    return JobFailed(message, advice, "".join(traceback.format_exception(error)), exit_code, field)


def _explain(error: BaseException) -> tuple[str, str]:
    if isinstance(error, WorkbenchError):
        return error.message, error.advice
    if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
        advice = say("Choose a smaller batch size, context length or model, or close other programs, and start again.")
        return say("There is not enough memory for this."), advice
    if isinstance(error, OSError):
        return _explain_os_error(error)
    problem = f"{type(error).__name__}: {error}"
    message = say("Something went wrong that should not have: {problem}", problem=problem)
    return message, say("This is a fault of the program. Please copy the details and report it.")


def _explain_os_error(error: OSError) -> tuple[str, str]:
    from workbench.storage import DENIED, FULL  # with it come databases, which the window's start can do without

    place = error.filename or say("the disk")
    if error.errno in FULL:
        advice = say("Free some space, or choose another folder, and start again.")
        return say("{place}: the disk is full.", place=place), advice
    if error.errno in DENIED:
        advice = say("Choose another place, or change the permissions of this one.")
        return say("{place}: there is no permission.", place=place), advice
    reason = error.strerror or str(error)
    advice = say("Check that the file or folder is still there and can be reached.")
    return say("{place}: {reason}.", place=place, reason=reason), advice
