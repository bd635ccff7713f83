"""One way to ask: paths below /api/, plain values in and out, and Refused with a sentence when the answer is no."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from alongside.client.refused import Refused, refuse

_AT_ONCE = 200


class Client:
    def __init__(self, http: httpx.Client, *, where: str, is_inside: bool = False) -> None:
        """`is_inside` is true when the app is in this process, and ends with it."""
        self.http = http
        self.where = where
        self.is_inside = is_inside

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.http.close()

    def get(self, path: str, **query: Any) -> Any:
        """The answer's document. A query that is None is not sent."""
        return self._document(self._send("GET", path, params=_given(query)))

    def post(self, path: str, body: Any = None, **query: Any) -> Any:
        return self._document(self._send("POST", path, params=_given(query), json=_sendable(body or {})))

    def patch(self, path: str, body: Any) -> Any:
        return self._document(self._send("PATCH", path, json=_sendable(body)))

    def all(self, path: str, **query: Any) -> list[Any]:
        """Every item of a list that is answered in pages."""
        items: list[Any] = []
        while True:
            page = self.get(path, **query, limit=_AT_ONCE, offset=len(items))
            items += page["items"]
            if not page["items"] or len(items) >= page["total"]:
                return items

    def download(self, path: str, *, into: Path, **query: Any) -> None:
        """Write the answer's bytes to a file as they come."""
        try:
            with self.http.stream("GET", _below(path), params=_given(query)) as answer:
                if not answer.is_success:
                    answer.read()
                    raise self._refused(answer)
                with into.open("xb") as file:
                    for part in answer.iter_bytes():
                        file.write(part)
        except httpx.TransportError as error:
            raise self._away(error) from error

    def text(self, path: str, **query: Any) -> str:
        return self._send("GET", path, params=_given(query)).text

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            answer = self.http.request(method, _below(path), **more)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise self._away(error) from error
        if not answer.is_success:
            raise self._refused(answer)
        return answer

    def _document(self, answer: httpx.Response) -> Any:
        if not answer.content:
            return None
        elif "json" not in answer.headers.get("Content-Type", ""):
            raise self._stranger(answer)
        else:
            return answer.json()

    def _refused(self, answer: httpx.Response) -> Refused:
        if not answer.headers.get("Content-Type", "").startswith("application/problem+json"):
            return self._stranger(answer)
        elif answer.status_code == 401:
            detail = f"{self.where} does not know the token. Set ALONGSIDE_TOKEN to one that is not revoked."
            return refuse("The token is refused", detail, status=401)
        else:
            return Refused(answer.json())

    def _away(self, error: Exception) -> Refused:
        detail = (
            f"{self.where} does not answer ({str(error) or type(error).__name__}). Start it, or check ALONGSIDE_URL."
        )
        return refuse("The server is away", detail, status=503)

    def _stranger(self, answer: httpx.Response) -> Refused:
        detail = f"{self.where} answers ({answer.status_code}), but not as Alongside does. Check ALONGSIDE_URL."
        return refuse("Not Alongside", detail, status=502)


def _below(path: str) -> str:
    return f"/api/{path.removeprefix('/')}"


def _given(query: dict[str, Any]) -> dict[str, Any]:
    return {name: _sendable(value) for name, value in query.items() if value is not None}


def _sendable(value: Any) -> Any:
    """A terminal in another encoding hands over bytes that no letter stands for."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    elif isinstance(value, dict):
        return {name: _sendable(each) for name, each in value.items()}
    elif isinstance(value, list | tuple):
        return [_sendable(each) for each in value]
    else:
        return value
