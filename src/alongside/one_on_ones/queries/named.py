"""Which pair is meant by what was typed."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.one_on_ones.models import Meeting, Pair
from alongside.one_on_ones.queries.pairs import pairs_of
from alongside.one_on_ones.queries.schedule import schedule
from alongside.one_on_ones.wording import counted, day
from alongside.search.folding import fold

_TOLD = 12


def pair_with(viewer: Member, name: str) -> Pair:
    """The pair with the person whom a name, handle or the beginning of one means, or the one of that number: with
    somebody who was two before a merge there may be two.

    Raises ValidationError, naming who could be meant, when it is none or not one alone.
    """
    wanted = fold(name.strip().lstrip("@"))
    lines = [(pair, pair.other_name(viewer)) for pair in pairs_of(viewer).filter(archived_at=None).order_by("pk")]
    exact = [pair for pair, other in lines if wanted in _names(viewer, pair, other)]
    numbered = [pair for pair, _ in lines if wanted == str(pair.pk)]
    found = exact or numbered or [pair for pair, other in lines if wanted and fold(other).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        several = f"“{name}” could be more than one. Write its number: {_told_apart(viewer, found)}."
        raise ValidationError(several, code="ambiguous")
    if not lines:
        raise ValidationError(
            f'You have no one-on-ones yet. Begin with: alongside init --manager "{name}"', code="nobody"
        )
    known = ", ".join(other for _, other in lines)
    raise ValidationError(f"You have no one-on-ones with “{name}”. You have them with {known}.", code="nobody")


def _names(viewer: Member, pair: Pair, other: str) -> set[str]:
    handle = {fold(pair.person.handle)} if pair.owner_id == viewer.pk else set()
    return {fold(other)} | handle


def _told_apart(viewer: Member, pairs: Iterable[Pair]) -> str:
    """`--with 3 (Mina, since 6 Mar, 4 meetings) or --with 5 (Mina, since 2 Oct, no meeting yet)`."""
    some = list(pairs)[:_TOLD]
    return " or ".join(f"--with {pair.pk} ({pair.other_name(viewer)}, {used(viewer, pair)})" for pair in some)


def used(viewer: Member, pair: Pair) -> str:
    """Since when, and how often the two have met: `since 6 Mar, 4 meetings`."""
    now = timezone.now()
    first = Meeting.objects.visible_to(viewer).not_called_off().filter(pair=pair).order_by("starts_at").first()
    since = min(pair.created_at, first.starts_at) if first else pair.created_at
    meetings = sum(slot.is_over(now) for slot in schedule(viewer, pair, now=now, since=since).slots)
    began = day(since.astimezone(viewer.zone).date(), today=now.astimezone(viewer.zone).date())
    return f"since {began}, {counted(meetings, 'meeting') if meetings else 'no meeting yet'}"
