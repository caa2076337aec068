"""A stand-in for the place that tells the newest release, over HTTP on this computer."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = "https://example.org/releases/1"


def release(tag: str, notes: str = "", **more: object) -> bytes:
    """What GitHub answers, as far as it matters: https://docs.github.com/rest/releases/releases."""
    return json.dumps({"tag_name": tag, "html_url": PAGE, "body": notes, "prerelease": False, **more}).encode()


@dataclass
class Place:
    """What the stand-in answers, and what it was asked."""

    answer: bytes = b""
    status: int = 200
    location: str = ""
    """Send whoever asks there instead."""
    silent: bool = False
    """Take the question, and say nothing."""
    certificate: tuple[Path, Path] | None = None
    """Speak TLS with this certificate and its key."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """(path, headers) of each question."""
    heard: threading.Event = field(default_factory=threading.Event)
    """Set by the first question."""
    url: str = ""


@contextmanager
def telling(place: Place) -> Iterator[Place]:
    """The place at ``place.url`` while the block runs."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *values: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            place.asked.append((self.path, dict(self.headers)))
            place.heard.set()
            if place.silent:
                over.wait()
                return
            self.send_response(302 if place.location else place.status)
            if place.location:
                self.send_header("Location", place.location)
            self.send_header("Content-Length", str(len(place.answer)))
            self.end_headers()
            self.wfile.write(place.answer)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever asks may go away, or not trust the certificate."""

    server = Server(("127.0.0.1", 0), Handler)
    if place.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*place.certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    place.url = f"{'https' if place.certificate else 'http'}://127.0.0.1:{server.server_port}/latest"
    try:
        yield place
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
