"""What is asked of the Hub, and what can go wrong with it, in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from workbench.data.hub.name import HubName
from workbench.errors import DataError
from workbench.messages import say

_PATIENCE = 20.0  # seconds without a byte after which a connection counts as broken


class RevisionMissingError(Exception):
    """The data set has no such revision."""


class BrokenConnectionError(DataError):
    """The network, or the Hub, did not answer; it may do so the next time."""


class Endpoint:
    """The Hub: huggingface.co, or what HF_ENDPOINT names. Raises what `in_words` understands."""

    def __init__(self) -> None:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read when the library is imported
        from huggingface_hub import constants

        self._url = (os.environ.get("HF_ENDPOINT") or constants.ENDPOINT).rstrip("/")

    def files(self, name: HubName, revision: str) -> tuple[str, dict[str, tuple[str, int, str]]]:
        """(the commit, (path, size in bytes, SHA-256 or "") of every file by its path). Raises RevisionMissingError."""
        from huggingface_hub import HfApi
        from huggingface_hub.errors import RevisionNotFoundError

        try:
            info = HfApi(endpoint=self._url).dataset_info(
                name.repository, revision=revision, files_metadata=True, timeout=_PATIENCE
            )
        except RevisionNotFoundError as error:
            raise RevisionMissingError(revision) from error
        files = {
            item.rfilename: (item.rfilename, item.size or 0, item.lfs.sha256 if item.lfs else "")
            for item in info.siblings or []
        }
        return info.sha or revision, files

    @contextmanager
    def stream(self, name: HubName, commit: str, path: str, begin: int) -> Iterator[tuple[int, Iterator[bytes]]]:
        """(the byte that it begins with, its blocks) of a file, from byte ``begin`` where the server can."""
        from huggingface_hub import get_session, hf_hub_url
        from huggingface_hub.utils import build_hf_headers, hf_raise_for_status  # type: ignore[attr-defined]

        url = hf_hub_url(name.repository, path, repo_type="dataset", revision=commit, endpoint=self._url)
        headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
        if begin:
            headers["Range"] = f"bytes={begin}-"
        with get_session().stream("GET", url, headers=headers, timeout=_PATIENCE) as response:
            hf_raise_for_status(response)
            yield (begin if response.status_code == 206 else 0), response.iter_bytes()


@contextmanager
def in_words(name: HubName) -> Iterator[None]:
    """Turn what the Hub and the network refuse into a DataError."""
    import httpx2
    from huggingface_hub.errors import (
        GatedRepoError,
        HfHubHTTPError,
        HFValidationError,
        OfflineModeIsEnabled,
        RepositoryNotFoundError,
    )

    try:
        yield
    except RevisionMissingError as error:
        message = say("The data set {name} has no revision “{revision}”.", name=name.repository, revision=str(error))
        raise DataError(message, say("Name a branch, a tag or a commit that it has, or none.")) from error
    except GatedRepoError as error:
        message = say("The data set {name} is given only to those who accept its conditions.", name=name.repository)
        advice = say("Accept them on its page at huggingface.co, and log in here with the command: hf auth login")
        raise DataError(message, advice) from error
    except (RepositoryNotFoundError, HFValidationError) as error:
        message = say("There is no data set called {name} on the Hub, or it is private.", name=name.repository)
        advice = say("Check the name. For a private data set, log in with the command: hf auth login")
        raise DataError(message, advice) from error
    except HfHubHTTPError as error:
        raise _refused(name, error.response.status_code) from error
    except (httpx2.HTTPError, OfflineModeIsEnabled) as error:
        raise _unreachable(name, error) from error


def _refused(name: HubName, status: int) -> DataError:
    if status in (401, 403):
        message = say("The Hub does not give you the data set {name} ({status}).", name=name.repository, status=status)
        return DataError(message, say("Log in with the command: hf auth login"))
    if status == 404:
        message = say("A file of the data set {name} is not on the Hub any more.", name=name.repository)
        return DataError(message, say("Choose another revision of it."))
    message = say("The Hub could not answer for {name} (status {status}).", name=name.repository, status=status)
    return BrokenConnectionError(message, say("Try again later; what was downloaded is kept."))


def _unreachable(name: HubName, error: Exception) -> DataError:
    reason = " ".join(str(error).split())[:150] or type(error).__name__
    message = say(
        "The data set {name} cannot be fetched: the Hub cannot be reached ({reason}).",
        name=name.repository,
        reason=reason,
    )
    advice = say("Check the network; what was downloaded is kept. Or choose a file of yours, or a sample.")
    return BrokenConnectionError(message, advice)
