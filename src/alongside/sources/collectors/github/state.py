"""What a run remembers for the next one: how far each search came."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from .values import inside, listed, moment, text

LONG_AGO = "2007-01-01T00:00:00Z"
_LATE = timedelta(minutes=15)
"""The index of the search is behind by so much at times: the last minutes are asked for again."""

_LAST_FEW = 3


class Memory:
    """Of one login at one address; of another it knows nothing."""

    def __init__(self, state: Mapping[str, Any], login: str, address: str) -> None:
        self._whose = {"login": login, "address": address}
        same = all(text(dict(state), name) == value for name, value in self._whose.items())
        kept: dict[str, Any] = dict(state) if same else {}
        self._searches = {name: Progressed(inside(kept, "searches", name)) for name in inside(kept, "searches") or {}}
        self._releases: dict[str, str] = dict(inside(kept, "releases") or {})
        self.writable: dict[str, None] = dict.fromkeys(text(each, "name") for each in listed(kept, "writable"))
        """Repositories of threads that were found where the member may publish releases."""

    def of(self, search: str, repository: str) -> "Progressed":
        return self._searches.setdefault(f"{search} {repository}".strip(), Progressed(None))

    def last_release(self, repository: str) -> datetime | None:
        return moment(self._releases, repository)

    def keep_release(self, repository: str, at: datetime) -> None:
        self._releases[repository] = at.isoformat()

    def said(self) -> dict[str, Any]:
        searches = {name: search.said() for name, search in self._searches.items()}
        writable = [{"name": name} for name in self.writable]
        return {**self._whose, "searches": searches, "releases": dict(self._releases), "writable": writable}


class Progressed:
    """How far a search by the time of the last change came."""

    def __init__(self, said: Any) -> None:
        self.latest = moment(said, "latest")
        seen = inside(said, "seen")
        self._seen: dict[str, str] = dict(seen) if isinstance(seen, dict) else {}

    @property
    def since(self) -> str:
        return written(self.latest - _LATE) if self.latest else LONG_AGO

    def is_new(self, record: dict[str, Any]) -> bool:
        return self._seen.get(text(record, "id")) != text(record, "updatedAt")

    def pass_by(self, records: list[dict[str, Any]]) -> None:
        self._seen |= {text(each, "id"): text(each, "updatedAt") for each in records}
        self.latest = max(filter(None, [self.latest, reached(records)]), default=None)
        if self.latest:
            oldest = self.latest - _LATE
            self._seen = {name: at for name, at in self._seen.items() if (moment({"at": at}, "at") or oldest) >= oldest}

    def said(self) -> dict[str, Any]:
        return {"latest": self.latest.isoformat() if self.latest else "", "seen": dict(self._seen)}


def reached(records: list[dict[str, Any]]) -> datetime | None:
    """How far a page comes. One that changed while its place in the index is still the old one must not carry us away,
    so the earliest of the last few counts; fewer do not tell."""
    times = [at for at in (moment(each, "updatedAt") for each in records[-_LAST_FEW:]) if at]
    return min(times) if len(times) == _LAST_FEW else None


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
