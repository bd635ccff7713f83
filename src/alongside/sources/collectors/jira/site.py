"""One Jira: which kind it is, who asks, and what its fields and statuses are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from alongside.sources.collectors.contract import Given, Refused
from alongside.sources.collectors.fields import Record, at, line, number, records
from alongside.sources.collectors.web import NoAnswer, Web

_TITLE = "Jira"
_PAGE = 50
_BEGUN_ANEW = 50
_MOST_CHANGES = 10_000
_POINTS = ("story points", "story point estimate")
_CUSTOM = "com.pyxis.greenhopper.jira:"
_FIELDS = """
summary description status resolution resolutiondate statuscategorychangedate created updated assignee reporter comment
parent issuetype project priority
""".split()


@dataclass(frozen=True, slots=True)
class Fields:
    """Ids of fields that each Jira numbers in its own way."""

    points: tuple[str, ...] = ()
    sprint: tuple[str, ...] = ()
    epic: tuple[str, ...] = ()

    def all(self) -> str:
        return ",".join([*_FIELDS, *self.points, *self.sprint, *self.epic])


@dataclass(frozen=True, slots=True)
class Account:
    ids: frozenset[str]
    zone: tzinfo | None
    """In which it writes and reads the times of a search."""

    def is_(self, user: Any) -> bool:
        return any(line(user, name) in self.ids for name in ("accountId", "key", "name"))


@dataclass(frozen=True, slots=True)
class Site:
    web: Web
    address: str
    is_cloud: bool

    def ask(self, path: str, **params: str | int) -> Any:
        return self.web.get(f"/rest/api/{3 if self.is_cloud else 2}/{path}", etag="", **params).json

    def account(self) -> Account:
        myself = self.ask("myself")
        ids = frozenset(name for key in ("accountId", "key", "name") if (name := line(myself, key)))
        if not ids:
            raise Refused("Jira does not say whose token this is. Check the address, the e-mail address and the token.")
        return Account(ids, _zone(line(myself, "timeZone")))

    def fields(self) -> Fields:
        known = records({"fields": self.ask("field")}, "fields")
        return Fields(
            _named(known, f"{_CUSTOM}jsw-story-points", *_POINTS),
            _named(known, f"{_CUSTOM}gh-sprint"),
            _named(known, f"{_CUSTOM}gh-epic-link"),
        )

    def ends(self) -> frozenset[str]:
        """Ids of the statuses that mean done; none if that may not be read."""
        try:
            statuses = records({"statuses": self.ask("status")}, "statuses")
        except NoAnswer as problem:
            if problem.status not in (403, 404):
                raise
            statuses = []
        return frozenset(line(each, "id") for each in statuses if line(each, "statusCategory", "key") == "done")

    def changes(self, issue: Record) -> list[Record]:
        """All of its history: Cloud sends only the newest part along. That part, if the rest may not be read."""
        sent = records(issue, "changelog", "histories")
        if number(issue, "changelog", "total") <= len(sent) or not line(issue, "id").isdecimal():
            return sent
        try:
            return self._all_changes(line(issue, "id"))
        except NoAnswer as problem:
            if problem.status not in (403, 404):
                raise
            return sent

    def _all_changes(self, issue: str) -> list[Record]:
        read: list[Record] = []
        while len(read) < _MOST_CHANGES:
            answer = self.ask(f"issue/{issue}/changelog", startAt=len(read), maxResults=100)
            page = records(answer, "values") or records(answer, "histories")
            read += page
            if not page or len(read) >= number(answer, "total"):
                break
        return read

    def found(self, jql: "Question", fields: str) -> Iterator[list[Record]]:
        yield from self._by_token(jql, fields) if self.is_cloud else self._by_count(jql, fields)

    def _by_token(self, jql: "Question", fields: str) -> Iterator[list[Record]]:
        asked, tokens = jql.text(), set[str]()
        more: dict[str, str] = {}
        while True:
            answer = self.ask("search/jql", jql=asked, fields=fields, expand="changelog", maxResults=_PAGE, **more)
            yield records(answer, "issues")
            token = at(answer, "nextPageToken")
            if not isinstance(token, str) or not token or token in tokens:
                return
            tokens.add(token)
            more = {"nextPageToken": token}

    def _by_count(self, jql: "Question", fields: str) -> Iterator[list[Record]]:
        """Pages overlap by one ticket. If that is another one, somebody changed a ticket meanwhile and all moved up."""
        asked, start, last = jql.text(), 0, ""
        for _ in range(_BEGUN_ANEW):
            while True:
                answer = self.ask(
                    "search", jql=asked, fields=fields, expand="changelog", maxResults=_PAGE, startAt=start
                )
                page = records(answer, "issues")
                if start and (not page or line(page[0], "id") != last):
                    break
                yield page
                if len(page) < 2 or start + len(page) >= number(answer, "total"):
                    return
                start, last = start + len(page) - 1, line(page[-1], "id")
            asked, start = jql.text(), 0
        raise Refused("Jira changes faster than it can be read. What was read is kept; run it again later.")


class Question:
    """What is asked for, from where the reading has come to."""

    def __init__(self, account: Account, since: datetime | None) -> None:
        self._account = account
        self.since = since

    def text(self) -> str:
        mine = "(assignee = currentUser() OR assignee WAS currentUser() OR reporter = currentUser())"
        updated = f' AND updated >= "{self._minute(self.since)}"' if self.since else ""
        return f"{mine}{updated} ORDER BY updated ASC"

    def _minute(self, moment: datetime) -> str:
        """In the zone of the account, a little early where that hour comes twice or the zone is not known."""
        zone = self._account.zone
        if zone is None:
            return f"{moment.astimezone(UTC) - timedelta(hours=14):%Y-%m-%d %H:%M}"
        local = moment.astimezone(zone)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return f"{local - timedelta(hours=1) if twice else local:%Y-%m-%d %H:%M}"


def opened(given: Given) -> Site:
    """Raises Refused."""
    address, email, token = (given.settings.get(name, "").strip() for name in ("address", "email", "token"))
    about = _about(Web(address, pause=given.pause, title=_TITLE))
    is_cloud = line(about, "deploymentType") == "Cloud" if about else bool(email)
    if is_cloud and not email:
        raise Refused("Jira Cloud wants your e-mail address beside the token. Enter the one with which you sign in.")
    if is_cloud:
        web = Web(address, pause=given.pause, auth=(email, token), title=_TITLE)
    else:
        web = Web(address, pause=given.pause, headers={"Authorization": f"Bearer {token}"}, title=_TITLE)
    base = line(about or _about(web), "baseUrl")
    return Site(web, (base if base.startswith(("https://", "http://")) else address).rstrip("/"), is_cloud)


def _about(web: Web) -> Any:
    """Which kind of Jira this is and where people find it; nothing if it does not tell that to whoever asks."""
    try:
        return web.get("/rest/api/2/serverInfo").json
    except NoAnswer as problem:
        if problem.status not in (401, 403):
            raise
        return None


def _named(known: list[Record], custom: str, *names: str) -> tuple[str, ...]:
    """By the program that made the field, or by its name."""
    found = (
        line(field, "id")
        for field in known
        if line(field, "schema", "custom") == custom or line(field, "name").casefold() in names
    )
    return tuple(name for name in found if name.isidentifier())


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
