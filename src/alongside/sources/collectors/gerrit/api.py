"""Gerrit's REST API as its documentation describes it: JSON behind a line that no script can run."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from alongside.sources.collectors.contract import Given, Me, Refused
from alongside.sources.collectors.fields import Record, at, line, number, records
from alongside.sources.collectors.web import Answer, NoAnswer, Web

TITLE = "Gerrit"
_PREFIX = ")]}'"
_OPTIONS = ("DETAILED_LABELS", "ALL_REVISIONS", "CURRENT_COMMIT", "MESSAGES", "DETAILED_ACCOUNTS")
_PAGE = 50
_MOST_NAMES = 20
_NOBODY = {400, 403, 404, 409, 422}
# Pages of the web interface that one may have copied, and what the API lives under.
_PAGE_OF_IT = re.compile(r"/(?:(?:a|c|q|dashboard|settings|admin)(?:/.*)?)?$")


@dataclass(frozen=True, slots=True)
class Api:
    web: Web
    address: str
    signed_in: bool

    def get(self, path: str) -> Any:
        return _read(self.web.get(f"/a{path}" if self.signed_in else path))

    def changes(self, query: str) -> Iterator[list[Record]]:
        """Latest change first."""
        start, more = 0, True
        while more:
            asked = [("q", query), ("n", _PAGE), ("S", start), *(("o", option) for option in _OPTIONS)]
            found = self.get(f"/changes/?{urlencode(asked)}")
            if not isinstance(found, list):
                raise NoAnswer(f"{TITLE} answered with something other than a list of changes. Check the address.")
            page = records({"all": found}, "all")
            yield page
            start += len(found)
            more = bool(page) and at(page[-1], "_more_changes") is True

    def myself(self, me: Me) -> frozenset[int]:
        """The numbers of the member's accounts. Raises Refused."""
        if self.signed_in:
            own = self.get("/accounts/self/detail")
            if not is_me(own, me):
                raise Refused(
                    f"That account of Gerrit belongs to “{line(own, 'username') or line(own, 'name')}”, which is none "
                    "of your logins or addresses. Add it to your names, or sign in with an account of your own."
                )
            found = [own]
        else:
            names = [*sorted(me.emails), *sorted(me.logins)][:_MOST_NAMES]
            found = [account for name in names if name and is_me(account := self._account(name), me)]
        ids = frozenset(number(account, "_account_id") for account in found if number(account, "_account_id"))
        if not ids:
            raise Refused(
                "Nobody in that Gerrit has one of your addresses or logins, as far as it tells without signing in. "
                "Enter your user name and HTTP password, or add the address that you use there to your names."
            )
        return ids

    def _account(self, name: str) -> Any:
        try:
            return self.get(f"/accounts/{quote(name, safe='@')}/detail")
        except NoAnswer as problem:
            if problem.status not in _NOBODY:
                raise
            return None


def opened(given: Given) -> Api:
    entered = given.settings.get("address", "").strip().partition("#")[0]
    root, host = re.match(r"(https?://[^/]*)?(.*)", entered, re.DOTALL).groups("")  # type: ignore[union-attr]
    address = f"{root}{_PAGE_OF_IT.sub('', host)}".rstrip("/")
    user, password = given.settings.get("user", "").strip(), given.settings.get("password", "").strip()
    if bool(user) != bool(password):
        raise Refused("Enter both the user name and the HTTP password, or neither to read what everybody may.")
    auth = (user, password) if user else None
    return Api(Web(address, pause=given.pause, auth=auth, title=TITLE), address, signed_in=bool(user))


def is_me(account: Any, me: Me) -> bool:
    """By login or address; a display name is anybody's choice."""
    others = at(account, "secondary_emails")
    emails = [line(account, "email"), *(others if isinstance(others, list) else ())]
    return me.is_among(
        logins=[login] if (login := line(account, "username")) else (),
        emails=[each for each in emails if isinstance(each, str) and each],
    )


def _read(answer: Answer) -> Any:
    """Raises NoAnswer."""
    prefix, _, found = answer.text.partition("\n")
    try:
        if prefix.strip() == _PREFIX:
            return json.loads(found)
    except (ValueError, RecursionError):
        pass
    raise NoAnswer(
        f"{TITLE} answered with something other than its JSON. Check the address: a sign-in page or a proxy may have "
        "answered in its place.",
        answer.status,
    )
