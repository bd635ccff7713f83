"""Who is known by their full name alone learns the addresses that the record has beside it."""

from collections.abc import Container, Iterable

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.events.models import Event
from alongside.lib.cleaning import one_line
from alongside.people.contacts import Contact
from alongside.people.following import changed
from alongside.people.full_names import Known, names_of_addresses
from alongside.people.models import Identity, IdentityKind, NotLearned
from alongside.people.queries import known_as, own_names, persons_by_identity
from alongside.people.strangers import names_in
from alongside.search.folding import fold
from alongside.sharing.guard import action, in_turn

_LEARNED = "learned"


@action()
def learn_addresses(actor: Member, *, contacts: Iterable[Contact]) -> int:
    """Where one person alone bears that full name and nobody really different uses the address: whoever writes from it
    without a name is them. What was taken from somebody is not learned again. How many."""
    everyone = [known for contact in contacts if (known := names_in(contact))]
    if not _new(actor, everyone):
        return 0
    in_turn(actor)
    new = _new(actor, everyone)
    for address, person in new.items():
        identity = Identity(
            owner=actor, workspace=actor.workspace, kind=IdentityKind.EMAIL, value=address, person_id=person
        )
        identity.save()
        record(actor, verb=_LEARNED, thing=identity)
    if new:  # who was waited for may have learned them
        changed(actor)
    return len(new)


@action()
def unlearn_addresses(actor: Member, *, addresses: Container[str]) -> None:
    """Those, folded, that were learned, and not moved or added by hand since. They may be learned again."""
    in_turn(actor)
    events = Event.objects.visible_to(actor).filter(noun="identity")
    learned, by_hand = events.filter(verb=_LEARNED), events.exclude(verb=_LEARNED)
    rows = Identity.objects.editable_by(actor).filter(kind=IdentityKind.EMAIL, pk__in=learned.values("noun_id"))
    going = [each for each in rows.exclude(pk__in=by_hand.values("noun_id")) if fold(one_line(each.value)) in addresses]
    for identity in going:
        record(actor, verb="forgotten", thing=identity)
        identity.delete()
    if going:
        changed(actor)


def do_not_learn_again(actor: Member, address: str) -> None:
    told = {"workspace": actor.workspace}
    NotLearned.objects.editable_by(actor).get_or_create(owner=actor, address=fold(address)[:300], defaults=told)


def _new(actor: Member, everyone: list[Known]) -> dict[str, int]:
    """Address as it is written → whose it is."""
    persons, mine = persons_by_identity(actor), own_names(actor)
    written = {
        fold(value): value for known in everyone for kind, raw in known if kind == "email" and (value := one_line(raw))
    }
    refused, signed_up = _refused(actor), _signed_up(actor)
    found: dict[str, int] = {}
    for address, names in names_of_addresses(everyone).items():
        forms = [known_as("name", name) for name in names]
        whose = {persons[form] for form in forms if form in persons}
        told = {known_as("email", address), *forms}
        known = known_as("email", address) in persons or not mine.isdisjoint(told) or address in refused
        is_of_another = address in signed_up and signed_up[address] not in forms
        if len(whose) == 1 and not known and not is_of_another and len(written[address]) <= 254:
            found[written[address]] = whose.pop()
    return found


def _signed_up(actor: Member) -> dict[str, tuple[str, str]]:
    """Address → what its member is called here. Who writes in a colleague's name does not become that colleague, to
    whom one-on-ones are opened."""
    others = Member.objects.filter(workspace=actor.workspace_id).exclude(pk=actor.pk)
    return {fold(address): known_as("name", name) for name, address in others.values_list("name", "user__email")}


def _refused(actor: Member) -> set[str]:
    return set(NotLearned.objects.visible_to(actor).values_list("address", flat=True))
