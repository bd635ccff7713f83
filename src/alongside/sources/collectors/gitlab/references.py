"""What a text of GitLab refers to, written so that it is the same from wherever it was named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.sources.collectors.fields import LONGEST_NAME
from alongside.sources.collectors.git.tickets import tickets_in

_ADDRESS = re.compile(r"https?://([^/]+)/(.+?)/(?:-/)?(issues|work_items|merge_requests)/(\d+)")
# Of a group in a group; tickets_in() knows owner/repo#3 only.
_NESTED = re.compile(r"(?<![\w./:@-])([\w.-]{1,100}(?:/[\w.-]{1,100}){2,10}#[1-9]\d{0,8})(?!\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A project of one GitLab."""

    path: str
    """group/project"""
    address: str
    """Of the GitLab, as https://gitlab.com."""

    @property
    def web(self) -> str:
        return f"{self.address}/{self.path}" if self.address else ""

    def references(self, own: str, *texts: str) -> tuple[str, ...]:
        """Its own name first, then those named in the texts."""
        named = (name for text in texts for name in self._named(text))
        return tuple(dict.fromkeys((own, *named)))

    def _named(self, text: str) -> Iterator[str]:
        for ticket in tickets_in(text):
            yield self._whole(ticket.name)[:LONGEST_NAME]
        for found in _NESTED.finditer(text):
            yield found[1]

    def _whole(self, name: str) -> str:
        if name.startswith("#"):
            return f"{self.path}{name}"
        found = _ADDRESS.fullmatch(name)
        if found is None or found[1].casefold() != _host(self.address):
            return name
        sign = "!" if found[3] == "merge_requests" else "#"
        return f"{self._under_the_root(found[2])}{sign}{found[4]}"

    def _under_the_root(self, path: str) -> str:
        """A GitLab may live in a folder of its host."""
        root = self.address.partition("://")[2].partition("/")[2]
        return path.removeprefix(f"{root}/") if root else path


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].casefold()
