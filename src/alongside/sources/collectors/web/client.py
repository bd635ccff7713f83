import weakref
from collections.abc import Callable, Mapping
from typing import Any, Self

import httpx

from alongside.sources.collectors.contract import Refused

from .answers import Answer, NoAnswer
from .limits import exhausted, limited, seconds_to_wait
from .places import check_secrecy, is_loopback, is_secret, read_address, same_place

_AGENT = "Alongside (evidence of one's own work; asks seldom)"
_TRIES = 4
_REDIRECTS = 5
_LARGEST = 64 * 1024 * 1024
_LONGEST_WAIT = 3_700.0
_WHOLE = ("http://", "https://")
_TIMEOUT = httpx.Timeout(30, connect=10)


class Web:
    """One server. Everything raises Refused with a sentence that says what to do and holds no secret.

    A path is added to the address. Whole addresses must be of the same server.
    """

    def __init__(
        self,
        address: str,
        *,
        pause: Callable[[float], None],
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        title: str = "The server",
        tries: int = _TRIES,
    ) -> None:
        url = read_address(address, title)
        auth = auth or ((url.username, url.password) if url.userinfo else None)
        headers = headers or {}
        self._base = url.copy_with(username="", password="")
        self._secret = bool(auth) or any(is_secret(name) for name in headers)
        self._pause, self._title, self._tries = pause, title, tries
        self._rest = 0.0
        if self._secret:
            check_secrecy(self._base, title)
        self._client = _client(self._base, headers, auth, title)
        weakref.finalize(self, self._client.close)

    def __repr__(self) -> str:
        return f"<Web {self._title} at {self._base.host}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def get(self, path_or_url: str, *, etag: str = "", **params: str | int) -> Answer:
        headers = {"If-None-Match": etag} if etag else {}
        return self._ask("GET", self._address(path_or_url, params), b"", headers)

    def post(self, path: str, *, json: Any) -> Answer:
        """For questions that are sent as JSON: it is asked again when the answer breaks off."""
        request = httpx.Request("POST", "http://none", json=json)
        return self._ask("POST", self._address(path), request.content, {"Content-Type": "application/json"})

    def request(
        self, method: str, path: str, *, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        return self._ask(method, self._address(path), content, headers or {})

    def _address(self, path: str, params: Mapping[str, str | int] | None = None) -> httpx.URL:
        try:
            url = httpx.URL(path if path.startswith(_WHOLE) else _joined(self._base, path))
            url = url.copy_merge_params(params) if params else url
        except (httpx.InvalidURL, ValueError):
            raise Refused(f"{self._title} named an address that is none. Run it again later.") from None
        self._check_place(url)
        return url

    def _check_place(self, url: httpx.URL) -> None:
        if not same_place(self._base, url):
            raise NoAnswer(
                f"{self._title} at {self._base.host} sends us on to {url.host or 'nowhere'}, which is told nothing. "
                "If that is where it lives now, enter that address."
            )

    def _ask(self, method: str, url: httpx.URL, content: bytes, headers: Mapping[str, str]) -> Answer:
        for _ in range(_REDIRECTS):
            answer = self._patiently(method, url, content, headers)
            moved = answer.headers.get("location", "") if answer.status in {301, 302, 303, 307, 308} else ""
            if not moved:
                return self._checked(answer)
            url = self._moved(url, moved)
        raise NoAnswer(f"{self._title} at {self._base.host} sends us round in a circle. Check the address.")

    def _moved(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            onward = url.join(location)
        except (httpx.InvalidURL, ValueError):
            raise NoAnswer(f"{self._title} sends us on to an address that is none. Check the address.") from None
        self._check_place(onward)
        return onward.copy_with(username="", password="")

    def _patiently(self, method: str, url: httpx.URL, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Asks again when the server was busy, broke, or did not finish what it said."""
        for attempt in range(self._tries):
            self._pause(self._rest)
            self._rest = 0.0
            answer = self._once(method, url, content, headers)
            if answer and limited(answer.status, answer.headers, answer.content):
                self._rest_for(seconds_to_wait(answer.headers, attempt))
            elif answer is None or answer.status >= 500:
                self._rest_for(2.0**attempt)
            else:
                if exhausted(answer.headers):
                    self._rest = min(seconds_to_wait(answer.headers), _LONGEST_WAIT)
                return answer
        raise self._gave_up(answer)

    def _rest_for(self, seconds: float) -> None:
        if seconds > _LONGEST_WAIT:
            hours = round(seconds / 3_600, 1)
            raise NoAnswer(
                f"{self._title} wants to be left alone for {hours} hours. What was read is kept; go on then.", 429
            )
        self._rest = seconds

    def _once(self, method: str, url: httpx.URL, content: bytes, headers: Mapping[str, str]) -> Answer | None:
        """Nothing if the line broke or the answer ended before its end."""
        try:
            with self._client.stream(method, url, content=content, headers=headers) as response:
                body = self._body(response)
                return Answer(response.status_code, response.headers, body, str(url), self._title)
        except httpx.RequestError:
            return None

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > _LARGEST:
                raise NoAnswer(
                    f"{self._title} at {self._base.host} answers with more than 64 MB at once. Ask for less of it."
                )
            self._pause(0)
        return bytes(body)

    def _gave_up(self, answer: Answer | None) -> NoAnswer:
        where = f"{self._title} at {self._base.host}"
        if answer is None:
            return NoAnswer(
                f"{where} does not answer, or not to the end. Check the address and the network; then run it again."
            )
        if answer.status >= 500:
            return NoAnswer(f"{where} has trouble of its own ({answer.status}). Run it again later.", answer.status)
        return NoAnswer(f"{where} says that we ask too often. What was read is kept; run it again in an hour.", 429)

    def _checked(self, answer: Answer) -> Answer:
        if answer.status < 300 or answer.not_modified:
            return answer
        raise NoAnswer(f"{self._title} at {self._base.host} {self._reason(answer.status)}", answer.status)

    def _reason(self, status: int) -> str:
        known = {
            401: "does not accept the token or password: it may have expired or been withdrawn. Enter a new one."
            if self._secret
            else "wants to know who asks. Enter a token.",
            403: "does not let this token read that. Give it the scopes that the guide names, or ask its administrator."
            if self._secret
            else "lets nobody read that without a token. Enter one.",
            404: "has nothing there that we may see. Check the address and the names, and what the token may read.",
            410: "no longer has that. Take it out of the settings.",
        }
        return known.get(status, f"did not understand what we asked ({status}). Check the address.")


def _joined(base: httpx.URL, path: str) -> str:
    """The address as it was entered for no path at all; its query goes with no other path."""
    if not path:
        return str(base)
    return str(base.copy_with(query=None)).rstrip("/") + "/" + path.lstrip("/")


def _client(base: httpx.URL, headers: Mapping[str, str], auth: tuple[str, str] | None, title: str) -> httpx.Client:
    try:
        return httpx.Client(
            headers={"User-Agent": _AGENT, **headers},
            auth=auth,
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=not is_loopback(base.host),
        )
    except (ValueError, TypeError):
        raise Refused(f"The token for {title} has letters that no token has. Copy it again, whole.") from None
