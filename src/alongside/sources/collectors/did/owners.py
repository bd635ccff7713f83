"""Which parts of a report are about the member. A name counts whole, never by a part of it."""

import re
from collections.abc import Iterable, Iterator

from alongside.sources.collectors.contract import Defect, Given, Item, Me, Refused
from alongside.sources.collectors.did.report import Part
from alongside.sources.collectors.plain import one_line
from alongside.sources.collectors.text_file import name_of

_USER = re.compile(r"\"?(?P<name>[^\"<]*?)\"?\s*<(?P<email>[^<>]+)>$")


def own_parts(parts: Iterable[Part | Defect], given: Given) -> Iterator[Part | Item]:
    """Raises Refused when nothing in the file is about the member."""
    read = list(parts)
    named = {user for part in read if isinstance(part, Part) for user in _users(part)}
    trusted = given.settings.get("mine") == "yes" and len(named) <= 1
    others, own = 0, 0
    for part in read:
        if isinstance(part, Defect):
            yield part
        elif len(_users(part)) > 1:
            yield Defect(f"line {part.line}", _MERGED)
        elif not part.total or part.users:
            mine = trusted or _is_me(part, given.me)
            own, others = own + mine, others + (not mine)
            if mine:
                yield part
    if not own:
        raise Refused(_nobody(named))
    if others:
        yield Defect(name_of(given.settings.get("file", "")), f"Reports about others, left out: {others}.")


def _users(part: Part) -> list[str]:
    return list(dict.fromkeys(part.users))


def _is_me(part: Part, me: Me) -> bool:
    """A report without a user between rules may name somebody in its first line."""
    user = _users(part)[0] if part.users else part.period
    found = _USER.match(user)
    if found:
        return me.is_among(names=[found["name"]], emails=[found["email"]])
    return me.is_among(names=[user], emails=[user])


def _nobody(named: set[str]) -> str:
    if len(named) > 1:
        return "This file reports on several people, and none is you. Add the name or address it has for you to yours."
    who = one_line(next(iter(named), ""), 100)
    told = (
        f"This report is about {who}, who is not known to be you." if who else "This report does not say whose it is."
    )
    return f"{told} Add the name to yours, or say in the settings that the report is yours."


_MERGED = (
    "This report puts several people together, so nothing in it can be told to be yours: it is left out. "
    "Run did without --merge."
)
