"""What an activity says of contacts with others. The weights stand here and nowhere else; docs/people.md tells them.

Pure: plain values in, contacts out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from alongside.people.contacts import Contact, Name

type Credit = tuple[str, str, str]


class Rule(NamedTuple):
    kind: str
    weight: float
    """From 0.5 on a contact restarts the cadence."""
    sees: bool = False
    """Whether they saw the piece of work."""


MY_WORK: Mapping[str, Rule] = {
    "reviewer": Rule("review", 0.7, sees=True),
    "tester": Rule("review", 0.4, sees=True),
    "merger": Rule("review", 0.3, sees=True),
    "co-author": Rule("joint_work", 0.8, sees=True),
    "author": Rule("joint_work", 0.8, sees=True),
    "helper": Rule("joint_work", 0.5, sees=True),
    "asked": Rule("question", 0.3),
    "reporter": Rule("question", 0.3),
    "suggester": Rule("question", 0.3),
}
"""Who is named in a change, an issue or a document of mine, by their role."""
OTHERS: Mapping[str, Mapping[str, Rule]] = {
    "review": {"author": Rule("review", 0.5)},
    "comment": {"author": Rule("question", 0.3), "asked": Rule("question", 0.5), "reporter": Rule("question", 0.3)},
    "message": {"author": Rule("message", 0.3), "asked": Rule("message", 0.5)},
    "thanks": {"author": Rule("thanks", 0.6)},
}
"""What I did for others, by its kind."""
IN_A_ROOM = ((2, 1.0), (4, 0.8), (8, 0.5), (20, 0.1))
"""A meeting of up to so many people, I among them. Up to eight restart the cadence."""
IN_A_CROWD = 0.05
UNANSWERED = 0.5
"""Of the weight, where I had not said whether I would come."""
ONLY_INVITED = 0.1
"""Of the weight, of somebody who never answered the invitation: no real contact, whatever the meeting."""
_NO_CONTACT = ("on-call",)


@dataclass(frozen=True, slots=True)
class Deed:
    id: str
    kind: str
    title: str
    at: datetime
    url: str
    piece: str
    """The key of the piece of work that it belongs to."""
    credits: tuple[Credit, ...]
    extra: Mapping[str, str]


def contacts_in(deed: Deed) -> Iterator[Contact]:
    if deed.kind == "meeting":
        yield from _met(deed)
        return
    for role, name, address in deed.credits:
        rule = OTHERS.get(deed.kind, MY_WORK).get(role)
        known = known_as(name, address)
        if rule and known:
            yield Contact(
                known=known,
                kind=rule.kind,
                at=deed.at,
                text=_text(deed),
                weight=rule.weight,
                source_id=deed.id,
                url=deed.url,
                saw=deed.piece if rule.sees else "",
            )


def known_as(name: str, address: str) -> tuple[Name, ...]:
    """A name in a credit may be a login, where the source knows no other."""
    login: Literal["login", "name"] = "name" if " " in name.strip() else "login"
    told = (("email", address), (login, name), ("name", name if login == "login" else ""))
    return tuple((kind, value.strip()) for kind, value in told if value.strip())


def _met(deed: Deed) -> Iterator[Contact]:
    sort = deed.extra.get("meeting", "")
    others = {known: role for role, name, address in deed.credits if (known := known_as(name, address))}
    told = deed.extra.get("people", "")
    people = max(int(told) if told.isdecimal() and len(told) < 7 else 0, len(others) + 1)
    if sort in _NO_CONTACT:
        return
    in_a_crowd = "group" in deed.extra
    usual = "hosted" if sort == "led" else "meeting"
    doubt = UNANSWERED if "had not said" in deed.extra.get("uncertain", "") else 1.0
    full = IN_A_CROWD if in_a_crowd else next((weight for most, weight in IN_A_ROOM if people <= most), IN_A_CROWD)
    for known, role in others.items():
        there = role != "invited"
        kind = "one_on_one" if people == 2 and there and not in_a_crowd else usual
        weight = full * doubt * (1.0 if there else ONLY_INVITED)
        yield Contact(known, kind, deed.at, text=deed.title, weight=weight, source_id=deed.id, url=deed.url)


def _text(deed: Deed) -> str:
    """Of a message only where it was: nobody's words are taken over."""
    return (
        f"#{deed.extra['channel']}"
        if deed.kind == "message" and deed.extra.get("channel")
        else ("" if deed.kind == "message" else deed.title)
    )
