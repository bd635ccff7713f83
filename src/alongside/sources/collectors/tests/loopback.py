"""A real web server on this machine, for tests. It answers what it is told to, in turn, and notes what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

import httpx

PLACE = "http://loopback"
"""Stands for the address of the server in bodies and headers."""


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: Any = b""
    """Bytes or text as they are; anything else as JSON."""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    """Breaks off after so many bytes, though it promised all of them."""


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    """With the query."""
    headers: Mapping[str, str]
    """Without regard to case."""
    body: bytes


type Turn = Reply | Callable[[Asked], Reply]
"""A reply, or what gives one to what was asked."""


class Server:
    def __init__(self, routes: Mapping[str, Sequence[Turn]]) -> None:
        self._routes = {route: list(replies) for route, replies in routes.items()}
        self._lock = threading.Lock()
        self.asked: list[Asked] = []
        self.address = ""

    @property
    def paths(self) -> list[str]:
        return [f"{asked.method} {asked.path}" for asked in self.asked]

    def answer(self, asked: Asked) -> Reply:
        """The route with its query first, then without; the last reply of a route repeats."""
        with self._lock:
            self.asked.append(asked)
            for path in (asked.path, asked.path.partition("?")[0]):
                replies = self._routes.get(f"{asked.method} {path}")
                if replies:
                    turn = replies.pop(0) if len(replies) > 1 else replies[0]
                    return turn if isinstance(turn, Reply) else turn(asked)
        return Reply(404, {"message": "Not Found"})


@contextmanager
def serving(routes: Mapping[str, Sequence[Turn]]) -> Iterator[Server]:
    server = Server(routes)
    with _Http(("127.0.0.1", 0), _Handler) as http:
        http.server = server
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    server: Server

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    def _reply(self) -> None:
        server = cast("_Http", self.server).server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = server.answer(Asked(self.command, self.path, httpx.Headers(self.headers.items()), body))
        content = _placed(_content(reply.body), server.address)
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(content)), **reply.headers}.items():
            self.send_header(name, value.replace(PLACE, server.address))
        self.end_headers()
        self.wfile.write(content[: reply.cut_after])

    do_GET = do_POST = do_PUT = do_PROPFIND = do_REPORT = do_OPTIONS = _reply  # noqa: N815

    def send_response(self, code: int, message: str | None = None) -> None:
        """With no Date but the reply's own, so that moments of rate limits can be written down."""
        self.send_response_only(code, message)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nobody reads it."""


def _content(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


def _placed(content: bytes, address: str) -> bytes:
    return content.replace(PLACE.encode(), address.encode())
