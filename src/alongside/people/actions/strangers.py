"""Those whom the record names and who are no persons yet: proposed, added, dismissed for good."""

from collections.abc import Iterable

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.actions.learning import learn_addresses
from alongside.people.actions.persons import add_persons_known_as
from alongside.people.actions.touchpoints import Whom
from alongside.people.actions.twice import keep_who_could_be_one
from alongside.people.contacts import Contact
from alongside.people.models import REAL, Person, Relation, Stranger
from alongside.people.strangers import Met, names_in, put_together
from alongside.search.folding import fold
from alongside.sharing.guard import action, in_turn

_TOLD = ("name", "known", "counts", "score", "last_at")
_MOST = 2000


@action()
def keep_strangers(actor: Member, *, contacts: Iterable[Contact]) -> int:
    """Out of all contacts of the record, from which persons learn their addresses first: with whom there was at least
    one real one, and who is nobody's person. Who was dismissed stays so. How many there are."""
    contacts = list(contacts)
    learn_addresses(actor, contacts=contacts)
    whom = Whom(actor)
    keep_who_could_be_one(actor, filter(None, map(names_in, contacts)), whom.persons)
    met = put_together((each for each in contacts if whom.is_stranger(each.known)), beside=contacts)
    wanted = {each.key: each for each in met if each.score >= REAL and each.last_at}
    wanted = dict(list(wanted.items())[:_MOST])
    mine = Stranger.objects.editable_by(actor)
    rows = list(mine)
    _rename_dismissed(rows, wanted)
    there = {each.key: each for each in rows}
    mine.exclude(key__in=list(wanted)).filter(dismissed_at=None).delete()
    new = [
        _told(Stranger(owner=actor, workspace=actor.workspace, key=key), wanted[key]) for key in wanted.keys() - there
    ]
    Stranger.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    changed = [
        there[key] for key in wanted.keys() & there if _says(there[key]) != _says(_told(there[key], wanted[key]))
    ]
    mine.bulk_update(changed, _TOLD, batch_size=200)
    return len(wanted)


@action(edits="strangers")
def add_strangers(actor: Member, *, strangers: list[Stranger], relation: str = Relation.OTHER) -> list[Person]:
    """They are persons of the actor now; their touchpoints are found in the record after that. Who was added in that
    moment is not added twice."""
    in_turn(actor)
    there = Stranger.objects.editable_by(actor).filter(pk__in=[each.pk for each in strangers])
    everyone = [_names(each) for each in there.order_by("pk")]
    added = add_persons_known_as(actor, everyone=everyone, relation=relation)
    there.delete()
    return added


@action(edits="strangers")
def dismiss_strangers(actor: Member, *, strangers: list[Stranger]) -> None:
    """Propose them no more, whatever is found."""
    _set(actor, strangers, dismissed=True)


@action(edits="strangers")
def propose_strangers_again(actor: Member, *, strangers: list[Stranger]) -> None:
    _set(actor, strangers, dismissed=False)


def _set(actor: Member, strangers: list[Stranger], *, dismissed: bool) -> None:
    rows = Stranger.objects.editable_by(actor).filter(pk__in=[each.pk for each in strangers])
    rows.update(dismissed_at=timezone.now() if dismissed else None)
    for each in strangers:
        record(actor, verb="dismissed" if dismissed else "brought back", thing=each)


def _rename_dismissed(rows: list[Stranger], wanted: dict[str, Met]) -> None:
    """Who was dismissed under their address alone stays so when their name is found beside it. Of two addresses of one
    human the first takes the name, and one dismissed is enough."""
    there = {row.key for row in rows}
    called = {fold(value): key for key, met in wanted.items() for kind, value in met.names if kind == "email"}
    for row in rows:
        keys = (called.get(fold(value), "") for kind, value in row.known if kind == "email")
        key = next((key for key in keys if key and key not in there), "")
        if key and row.dismissed_at and row.key not in wanted:
            row.key = key
            row.save(update_fields=["key"])
            there.add(key)


def _told(row: Stranger, met: Met) -> Stranger:
    row.name = met.name[:200]
    row.known = [list(name) for name, _ in met.names.most_common(20)]
    row.counts, row.score = dict(met.counts), round(met.warmth, 3)
    row.last_at = met.last_at or timezone.now()
    return row


def _says(row: Stranger) -> list[object]:
    return [getattr(row, name) for name in _TOLD]


def _names(stranger: Stranger) -> list[tuple[str, str]]:
    """Their full name first: they are called so."""
    names = [(str(kind), str(value)) for kind, value in stranger.known]
    return sorted(names, key=lambda name: (name != ("name", stranger.name), name[0] != "name"))
