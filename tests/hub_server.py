"""A stand-in for the Hugging Face Hub: one data set after the other, over HTTP on this computer."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


@dataclass
class Hub:
    """What the stand-in holds, what it breaks, and what it was asked."""

    revisions: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """The files of ``some/data`` by revision."""
    status: int = 0
    """Answer everything with this status."""
    code: str = ""
    """The X-Error-Code that goes with it."""
    break_after: int = 0
    """Close the connection after so many bytes of a file, each time that one is asked for."""
    hold_after: int = 0
    """Wait for ``go_on`` after so many bytes of a file."""
    go_on: threading.Event = field(default_factory=threading.Event)
    ranges: bool = True
    """Whether a part of a file may be asked for."""
    damaged: bool = False
    """Send other bytes than were promised."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, Range header) of each request."""
    url: str = ""


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """The Hub at ``hub.url`` while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *values: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            hub.asked.append((path, self.headers.get("Range", "")))
            if hub.status:
                self._refuse(hub.status, hub.code)
            elif path.startswith("/api/datasets/some/data/revision/"):
                self._list(path.removeprefix("/api/datasets/some/data/revision/"))
            elif path.startswith("/datasets/some/data/resolve/"):
                self._send(*path.removeprefix("/datasets/some/data/resolve/").split("/", 1))
            else:
                self._refuse(404, "RepoNotFound")

        def _list(self, revision: str) -> None:
            if revision not in hub.revisions:
                self._refuse(404, "RevisionNotFound")
                return
            files = [
                {
                    "rfilename": name,
                    "size": len(content),
                    "lfs": {"oid": "", "sha256": hashlib.sha256(content).hexdigest(), "size": 1, "pointerSize": 1},
                }
                for name, content in hub.revisions[revision].items()
            ]
            answer = json.dumps({"id": "some/data", "sha": commit_of(revision), "siblings": files}).encode()
            self._answer(200, answer, {"Content-Type": "application/json"})

        def _send(self, commit: str, name: str) -> None:
            content = next(files for revision, files in hub.revisions.items() if commit_of(revision) == commit)[name]
            content = content[::-1] if hub.damaged else content
            wanted = self.headers.get("Range", "") if hub.ranges else ""
            begin = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
            rest = content[begin:]
            headers = {"Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"} if wanted else {}
            self._answer(206 if wanted else 200, rest, headers, hub.break_after, hub.hold_after)

        def _refuse(self, status: int, code: str) -> None:
            self._answer(status, b"{}", {"X-Error-Code": code} if code else {})

        def _answer(self, status: int, body: bytes, headers: dict[str, str], most: int = 0, hold: int = 0) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked has gone
                self.wfile.write(body[:hold])
                if hold:
                    hub.go_on.wait(60)
                self.wfile.write(body[hold : most or None])
            self.close_connection = self.close_connection or bool(most and most < len(body))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def commit_of(revision: str) -> str:
    """The commit that a revision of the stand-in is."""
    return hashlib.sha1(revision.encode()).hexdigest()
