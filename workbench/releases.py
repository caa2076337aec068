"""The newest release that is published: where that is told, what was answered, and whether it is newer than this one.

The answer is that of GitHub's "Get the latest release" (https://docs.github.com/rest/releases/releases): an object
with ``tag_name``, ``html_url``, ``body`` and ``prerelease``.
"""

from __future__ import annotations

import json
import logging
import os
import time
from typing import Any, Literal
from urllib.parse import urlsplit

from packaging.version import InvalidVersion, Version

from workbench import __version__, paths
from workbench.errors import InputError, UpdateError
from workbench.events import ReleaseFound
from workbench.messages import say

logger = logging.getLogger(__name__)

VARIABLE = "WORKBENCH_RELEASES"
"""The environment variable that names another address."""
PATIENCE = 15.0
"""Seconds after which a server that says nothing counts as one that cannot be reached."""
_MOST_BYTES = 1_000_000
_MOST_NOTES = 20_000  # characters
_HERE = ("localhost", "127.0.0.1", "::1")


def address() -> str:
    """Where the newest release is told. Raises InputError where no address is known, or one that is not safe."""
    told = os.environ.get(VARIABLE, "").strip() or _built_in()
    if not told:
        message = say("This copy was not told where its releases are published.")
        advice = say(
            "Look for a newer one where you got it, or name the address in the environment variable {name}.",
            name=VARIABLE,
        )
        raise InputError(message, advice)
    if not is_safe(told):
        message = say("{address} is no address of the form https://…", address=told)
        raise InputError(message, say("Correct the environment variable {name}.", name=VARIABLE))
    return told


def host_of(address: str) -> str:
    """The computer that an address leads to."""
    return urlsplit(address).hostname or ""


def is_safe(address: str) -> bool:
    """Whether an address may be asked or opened: nobody on the way can read along or answer in another's name."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
        )
    except ValueError:
        return False


def fetch(address: str) -> bytes:
    """The answer of an address, within PATIENCE. Raises UpdateError in words.

    What is sent is the question alone, in the name of the program; certificates are checked with the system's own.
    """
    import httpx2

    logger.info("Asking %s for the newest release.", address)
    headers = {"Accept": "application/json", "User-Agent": paths.APP_ID}
    deadline = time.monotonic() + PATIENCE
    content = b""
    try:
        with (
            httpx2.Client(headers=headers, timeout=PATIENCE, event_hooks={"request": [_demand_safe]}) as client,
            client.stream("GET", address, follow_redirects=True) as response,
        ):
            if response.status_code != httpx2.codes.OK:
                raise _refused(address, response.status_code)
            for block in response.iter_bytes():
                content += block
                if len(content) > _MOST_BYTES:
                    raise _not_understood(address)
                if time.monotonic() > deadline:
                    raise too_slow(address)
    except httpx2.TimeoutException as error:
        raise too_slow(address) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        reason = " ".join(str(error).split())[:150] or type(error).__name__
        raise _unreachable(address, reason) from error
    return content


def understand(content: bytes, address: str, installed: str = __version__) -> ReleaseFound:
    """What the answer of an address says beside the installed version. Raises UpdateError for anything else."""
    try:
        told: dict[str, Any] = json.loads(content)
        newest, page, notes = Version(told["tag_name"]), told["html_url"], told.get("body") or ""
        preview = newest.is_prerelease or told.get("prerelease") is True
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, InvalidVersion) as error:
        raise _not_understood(address) from error
    if not (isinstance(page, str) and is_safe(page) and isinstance(notes, str)):
        raise _not_understood(address)
    relation = _compare(newest, Version(installed), preview)
    return ReleaseFound(installed, str(newest), relation, page, notes.replace("\r\n", "\n").strip()[:_MOST_NOTES])


def too_slow(address: str) -> UpdateError:
    """The error of an answer that did not come in time."""
    return _unreachable(address, say("no answer within {seconds:.0f} seconds", seconds=PATIENCE))


def _compare(newest: Version, installed: Version, preview: bool) -> Literal["newer", "preview", "same", "older"]:
    if newest == installed:
        return "same"
    if newest < installed:
        return "older"
    return "preview" if preview and not installed.is_prerelease else "newer"


def _built_in() -> str:
    """The address in the program's own files; "" where none was put in."""
    lines = (paths.resources() / "releases.txt").read_text(encoding="utf-8").splitlines()
    return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")


def _demand_safe(request: Any) -> None:
    """Stop before a redirection leads to where others can read along."""
    if not is_safe(str(request.url)):
        raise _unreachable(str(request.url), say("it is not an address of the form https://…"))


def _unreachable(address: str, reason: str) -> UpdateError:
    message = say("{host} could not be reached: {reason}", host=host_of(address) or address, reason=reason)
    return UpdateError(message, say("Check the network, and ask again later. Nothing was changed."))


def _refused(address: str, status: int) -> UpdateError:
    host = host_of(address)
    if status == 404:
        message = say("{host} knows of no release.", host=host)
        return UpdateError(message, say("None has been published yet, or they have moved to another place."))
    message = say("{host} did not answer the question (status {status}).", host=host, status=status)
    return UpdateError(message, say("Ask again later."))


def _not_understood(address: str) -> UpdateError:
    message = say("The answer of {host} was not understood.", host=host_of(address))
    return UpdateError(message, say("It does not name a release. Look for a newer one where you got this copy."))
