"""GitLab's REST API, v4, as its documentation describes it: pages by the Link header, lists by when they changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from alongside.sources.collectors.contract import Given, Me, Refused
from alongside.sources.collectors.fields import Record, Unusable, at, line, moment, number, records
from alongside.sources.collectors.web import NoAnswer, Web

from .people import Myself, is_me
from .references import Place

TITLE = "GitLab"
_PAGE = 100
_MOST_LOGINS = 20
_FULL = re.compile(r"(.+)[!#]\d+")
_PAGE_OF = re.compile(r"/(?:-/)?(?:issues|work_items|merge_requests)/\d+$")


@dataclass(slots=True)
class Api:
    web: Web
    address: str
    _places: dict[int, Place] = field(default_factory=dict)

    def get(self, path: str, **params: str) -> Any:
        return self.web.get(f"/api/v4{path}", **params).json

    def pages(self, path: str, **params: str) -> Iterator[list[Record]]:
        answer = self.web.get(f"/api/v4{path}", per_page=str(_PAGE), **params)
        while True:
            yield _listed(answer.json)
            if not answer.next:
                return
            answer = self.web.get(answer.next)

    def changed(self, path: str, after: str, **params: str) -> Iterator[list[Record]]:
        """Oldest change first. A page begins where the last one ended in time, not in number: what changes meanwhile
        moves to the end of the list, and with numbers the one behind it would be passed over.
        """
        params |= {"order_by": "updated_at", "sort": "asc", "per_page": str(_PAGE)}
        answer = self.web.get(f"/api/v4{path}", **params, **_since(after))
        while True:
            page = _listed(answer.json)
            yield page
            if not answer.next:
                return
            last = line(page[-1], "updated_at") if page else ""
            if later(last, after):
                after = last
                answer = self.web.get(f"/api/v4{path}", **params, **_since(after))
            else:
                answer = self.web.get(answer.next)

    def myself(self, me: Me) -> Myself:
        """The owner of the token if that is the member; else whoever bears a login of the member, as it is with
        the token of a project. Raises Refused.
        """
        owner = self.get("/user")
        found = [owner] if isinstance(owner, dict) and is_me(owner, me) else self._by_login(me)
        if not found:
            raise Refused(
                f"The token belongs to “{line(owner, 'username') or 'nobody'}”, which is none of your logins. "
                "Add that login to your names, or enter a token of your own."
            )
        return Myself(me, frozenset(number(user, "id") for user in found if number(user, "id")))

    def _by_login(self, me: Me) -> list[Record]:
        logins = sorted(login for login in me.logins if login)[:_MOST_LOGINS]
        users = [user for login in logins for user in _listed(self.get("/users", username=login))]
        return [user for user in users if me.is_among(logins=[line(user, "username")])]

    def project(self, path: str) -> tuple[int, Place]:
        """Its number and its name. Raises NoAnswer."""
        found = self.get(f"/projects/{quote(path, safe='')}")
        place = Place(line(found, "path_with_namespace") or path, self.address)
        if not number(found, "id"):
            raise NoAnswer(f"{TITLE} answers without a number for the project {path}. Check the address.")
        self._places[number(found, "id")] = place
        return number(found, "id"), place

    def place(self, record: Record) -> Place:
        """The project that a merge request or issue is in. Raises Unusable."""
        whole = _FULL.fullmatch(line(record, "references", "full"))
        if whole:
            return Place(whole[1], self.address)
        page = line(record, "web_url", most=1_000)
        if page.startswith(f"{self.address}/") and _PAGE_OF.search(page):
            return Place(_PAGE_OF.sub("", page.removeprefix(f"{self.address}/")), self.address)
        if number(record, "project_id") in self._places:
            return self._places[number(record, "project_id")]
        raise Unusable("does not say which project it is in")

    def commits(self, record: Record) -> list[Record]:
        pages = self.pages(f"/projects/{number(record, 'project_id')}/merge_requests/{number(record, 'iid')}/commits")
        return [commit for page in pages for commit in page]

    def approvals(self, record: Record) -> Any:
        return self.get(f"/projects/{number(record, 'project_id')}/merge_requests/{number(record, 'iid')}/approvals")


def opened(given: Given) -> Api:
    address = re.sub(r"/(api(/v4)?/?)?$", "", given.settings.get("address", "").strip() or "https://gitlab.com")
    token = given.settings.get("token", "").strip()
    if not token:
        raise Refused("GitLab tells nothing about you without a token. Make one as the guide says, and enter it.")
    return Api(Web(address, pause=given.pause, headers={"PRIVATE-TOKEN": token}, title=TITLE), address)


def later(one: str, other: str) -> bool:
    """Whether one moment, as GitLab writes it, is after the other; any moment is after none."""
    found = moment({"at": one}, "at", zone=UTC)
    return found is not None and found > (moment({"at": other}, "at", zone=UTC) or datetime.min.replace(tzinfo=UTC))


def _since(after: str) -> dict[str, str]:
    return {"updated_after": after} if after else {}


def _listed(found: Any) -> list[Record]:
    """Raises NoAnswer where something else than a list came."""
    if not isinstance(found, list):
        said = line(at(found, "message") or at(found, "error"))
        raise NoAnswer(
            f"{TITLE} answered with something other than a list{f' ({said})' if said else ''}. Try it later."
        )
    return records({"all": found}, "all")
