"""Who is who in an export: names for numbers, and which of them is me."""

from dataclasses import dataclass
from typing import Any

from alongside.sources.collectors.contract import Me, Refused
from alongside.sources.collectors.plain import one_line


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    login: str
    email: str
    names: tuple[str, ...]
    bot: bool

    @property
    def credit(self) -> tuple[str, str]:
        return self.name, self.email


def people_in(users: list[Any]) -> dict[str, Person]:
    found = (_person(user) for user in users if isinstance(user, dict))
    return {person.id: person for person in found if person.id}


def mine_among(people: dict[str, Person], me: Me) -> frozenset[str]:
    """An address decides; without one the login does; a name only if nobody else bears it. Raises Refused."""
    humans = [person for person in people.values() if not person.bot]
    for matches in (
        [person for person in humans if person.email and me.is_among(emails=[person.email])],
        [person for person in humans if person.login and me.is_among(logins=[person.login])],
    ):
        if matches:
            return frozenset(person.id for person in matches)
    named = [person for person in humans if me.is_among(names=person.names)]
    if len(named) == 1:
        return frozenset((named[0].id,))
    raise Refused(_several(named) if named else _NOBODY)


_NOBODY = (
    "Nobody in this export has one of your addresses or names. Add the address with which you are in Slack "
    "to your names, then run it again."
)


def _several(named: list[Person]) -> str:
    return (
        f"{len(named)} people in this export bear the name {named[0].name}. Add the address or the login with which "
        "you are in Slack to your names, then run it again."
    )


def _person(user: dict[str, Any]) -> Person:
    profile = user.get("profile")
    profile = profile if isinstance(profile, dict) else {}
    login = _text(user, "name")
    names = [_text(user, "real_name"), _text(profile, "real_name"), _text(profile, "display_name"), login]
    names = [name for name in names if name]
    return Person(
        id=_text(user, "id"),
        name=names[0] if names else "",
        login=login,
        email=_text(profile, "email"),
        names=tuple(dict.fromkeys(names)),
        bot=user.get("is_bot") is True,
    )


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return one_line(value, 200) if isinstance(value, str) else ""
