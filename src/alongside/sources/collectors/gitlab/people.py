"""Who is named in a record of GitLab, beside the member."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from alongside.sources.collectors.contract import Me
from alongside.sources.collectors.fields import LONGEST_BODY, Record, line, number, records, text
from alongside.sources.collectors.git.trailers import credits_in

type Credit = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Myself:
    """The member, and the numbers that the member has in this GitLab: those decide, since no name does so for sure."""

    me: Me
    ids: frozenset[int]

    def is_(self, person: Any) -> bool:
        return number(person, "id") in self.ids

    def wrote(self, name: str, email: str) -> bool:
        return self.me.is_among(names=[name] if name else (), emails=[email] if email else ())


def is_me(user: Record, me: Me) -> bool:
    """By login or address; a display name is anybody's choice."""
    addresses = [line(user, key) for key in ("email", "public_email", "commit_email")]
    return me.is_among(logins=[line(user, "username")], emails=[each for each in addresses if each])


def credit(role: str, person: Any, myself: Myself) -> Iterator[Credit]:
    name = line(person, "name") or line(person, "username")
    if name and not myself.is_(person) and at_work(person):
        yield role, name, ""


def at_work(person: Any) -> bool:
    """GitLab's own accounts review nothing: the one of deleted people, of security policies, of a project's token."""
    login = line(person, "username").casefold()
    return login != "ghost" and not (login.startswith(("project_", "group_")) and "_bot" in login)


def of_commits(commits: Iterable[Record], myself: Myself) -> Iterator[Credit]:
    """Who else wrote the commits, or is named in them."""
    for commit in commits:
        name, email = line(commit, "author_name"), line(commit, "author_email")
        if (name or email) and not myself.wrote(name, email):
            yield "co-author", name, email
        for named in credits_in(text(commit, "message", most=LONGEST_BODY)):
            if named.role != "signer" and not myself.wrote(named.name, named.email):
                yield named.role, line(named.name), line(named.email)


def once(named: Iterable[Credit]) -> tuple[Credit, ...]:
    """Each person once for a role, with the address if there is any."""
    found: dict[tuple[str, str], Credit] = {}
    for role, name, email in named:
        key = role, (name or email).casefold()
        if key not in found or not found[key][2]:
            found[key] = role, name, email
    return tuple(found.values())


def reviewers(record: Record, approvals: Any, myself: Myself) -> Iterator[Credit]:
    for approval in records(approvals, "approved_by"):
        yield from credit("reviewer", approval.get("user"), myself)
    for person in records(record, "reviewers"):
        yield from credit("reviewer", person, myself)
