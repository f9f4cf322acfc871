"""A model hub on this machine, that can lose connections and send wrong files.

`tags` are the ETags that it sends; for a file in `linked` it leads on to another address, and says
there what that file's X-Linked-ETag is, as a hub does that keeps large files elsewhere.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Hub:
    """What the hub serves and how it misbehaves; what it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.cut_after: int | None = None
        self.ranges_work = True
        self.tags: dict[str, str] = {}
        self.linked: dict[str, str] = {}
        self.requests: list[tuple[str, str | None]] = []


@contextmanager
def serving(folder: Path) -> Iterator[Hub]:
    """Serve the files of ``folder`` under any path until the block ends."""
    hub = Hub(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(hub, self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(hub: Hub, request: BaseHTTPRequestHandler) -> None:
    asked = request.headers.get("Range")
    hub.requests.append((request.path, asked))
    path = hub.folder / request.path.rsplit("/", 1)[-1]
    if not path.is_file():
        request.send_error(404)
        return
    if path.name in hub.linked and not request.path.startswith("/elsewhere/"):
        request.send_response(302)
        request.send_header("Location", f"/elsewhere/{path.name}")
        request.send_header("X-Linked-ETag", hub.linked[path.name])
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    content = path.read_bytes()
    start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and hub.ranges_work else 0
    if start >= len(content) > 0:
        request.send_error(416)
        return
    body = content[start:]
    request.send_response(206 if start else 200)
    request.send_header("Content-Length", str(len(body)))
    if path.name in hub.tags:
        request.send_header("ETag", hub.tags[path.name])
    request.end_headers()
    request.wfile.write(body if hub.cut_after is None else body[: hub.cut_after])
    request.close_connection = True
