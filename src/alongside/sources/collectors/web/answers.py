"""What a server answered, and what is said when it did not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx

from alongside.sources.collectors.contract import Refused


class NoAnswer(Refused):
    """The server did not give what was asked for."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status
        """What it answered; 0 if nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Without regard to case."""
    content: bytes = field(repr=False)
    url: str = field(repr=False)
    title: str

    @property
    def not_modified(self) -> bool:
        """Nothing changed since the etag that was sent: there is no content."""
        return self.status == httpx.codes.NOT_MODIFIED

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def text(self) -> str:
        charset = httpx.Response(self.status, headers=self.headers).charset_encoding or "utf-8"
        try:
            return self.content.decode(charset, "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        """Raises NoAnswer, which is Refused."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            raise NoAnswer(
                f"{self.title} answered with something other than JSON. Check the address: a sign-in page or a proxy "
                "may have answered in its place.",
                self.status,
            ) from None

    @property
    def next(self) -> str:
        """The page after this one, from the Link header: a whole address, or nothing."""
        links = httpx.Response(self.status, headers=self.headers).links
        found = links.get("next", {}).get("url", "")
        return urljoin(self.url, found) if found else ""
