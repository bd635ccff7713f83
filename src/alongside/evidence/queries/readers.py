"""Who reads an entry or an impact story, in words, and who could be let in."""

from dataclasses import dataclass

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Story
from alongside.lib.wording import listed
from alongside.sharing.models import Audience

_FEW = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """One line of the menu behind the eye: what it is set to, and whom that adds."""

    audience: str
    words: str
    adds: str = ""
    member: int | None = None
    is_now: bool = False


def who_reads(thing: Entry | Story, viewer: Member) -> str:
    """`only you`, `you and Mina`, `everyone in Payments`; of others' things, from the viewer's side."""
    if thing.audience == Audience.WORKSPACE:
        return f"everyone in {viewer.workspace.name}"
    names = (
        [member.name for member in thing.named.all() if member.pk != viewer.pk]
        if thing.audience == Audience.NAMED
        else []
    )
    if thing.owner_id != viewer.pk:
        names.insert(0, thing.owner.name)
    if not names:
        return "only you"
    return f"you and {names[0]}" if len(names) == 1 else f"you, {_listed(names)}"


def choices_of_readers(thing: Entry | Story, viewer: Member, members: list[Member]) -> list[Reader]:
    """`members` are those of the workspace, without the viewer."""
    named = {member.pk for member in thing.named.all()} if thing.audience == Audience.NAMED else set()
    everyone = thing.audience == Audience.WORKSPACE
    only_me = Reader(Audience.ME, "Only you", is_now=not (named or everyone))
    each = [
        Reader(
            Audience.NAMED, f"You and {member.name}", _adds([member], named, everyone), member.pk, named == {member.pk}
        )
        for member in members
    ]
    added = _adds(members, named, everyone)
    whole = Reader(Audience.WORKSPACE, f"Everyone in {viewer.workspace.name}", added, is_now=everyone)
    return [only_me, *each, whole] if members else [only_me]


def _adds(members: list[Member], named: set[int], everyone: bool) -> str:
    new = [member.name for member in members if member.pk not in named]
    return f"adds {_listed(new)}" if new and not everyone else ""


def _listed(names: list[str]) -> str:
    if len(names) > _FEW:
        return f"{', '.join(names[:_FEW])} and {len(names) - _FEW} more"
    return listed(names)
