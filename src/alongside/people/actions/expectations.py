"""What a member understood is expected of them, and what the one who expects it says to that.

Its owner writes it and may share it with that person alone. They confirm it, or say it in other words; either may drop
it. Every wording is kept with who said so and when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import lines
from alongside.people.actions.notes import fit
from alongside.people.models import Expectation, ExpectationChange, Person
from alongside.people.queries import member_behind
from alongside.search.index import index
from alongside.sharing.guard import NotHere, action, held, in_turn
from alongside.sharing.models import Audience

State = Expectation.State
ANSWERS = (State.CONFIRMED, State.CORRECTED, State.UNCLEAR)


@action(edits="person")
def expect(actor: Member, *, person: Person, text: str, since: date | None = None) -> Expectation:
    """What the actor understood that this person expects of them. Nobody else sees it yet."""
    in_turn(actor, person)
    expectation = Expectation(owner=actor, workspace=actor.workspace, person=person)
    expectation.text, expectation.since = _clean(text), since or timezone.localdate()
    return _say(actor, expectation, State.UNDERSTOOD, "wrote")


@action(edits="expectation")
def edit_expectation(
    actor: Member, *, expectation: Expectation, text: str, since: date | None = None, read: str | None = None
) -> Expectation:
    """Other words have not been confirmed by anybody. `read` are the words that they replace, where that is known."""
    _open(actor, expectation, read)
    before, expectation.text = expectation.text, _clean(text)
    expectation.since = since or expectation.since
    if expectation.text == before:
        expectation.save(update_fields=["since"])
        return expectation
    return _say(actor, expectation, State.UNDERSTOOD, "edited")


@action(edits="expectation")
def ask_to_confirm(actor: Member, *, expectation: Expectation) -> Expectation:
    """Share it with the one who expects it, and nobody else, so that they confirm or correct it."""
    _open(actor, expectation)
    member = member_behind(actor, expectation.person)
    if member is None:
        name = expectation.person.name
        raise ValidationError(
            f"{name} has not signed up in this workspace. Ask them yourself and write down what they say."
        )
    expectation.audience = Audience.NAMED
    _say(actor, expectation, State.UNDERSTOOD, "shared")
    expectation.named.set([member])
    return expectation


@action(edits="expectation")
def withdraw_expectation(actor: Member, *, expectation: Expectation) -> Expectation:
    """Back to the actor's own eyes. What the other said stays in its history."""
    _reload(actor, expectation)
    expectation.audience = Audience.ME
    expectation.save(update_fields=["audience"])
    expectation.named.clear()
    record(actor, verb="withdrew", thing=expectation)
    return expectation


@action(edits="expectation")
def record_answer(actor: Member, *, expectation: Expectation, state: str, text: str = "") -> Expectation:
    """What they said in a talk, written down by its owner. Who was asked here answers for themself."""
    _open(actor, expectation)
    if state not in ANSWERS:
        raise ValidationError(f"“{state[:40]}” is no answer: say one of {', '.join(ANSWERS)}.")
    if expectation.named.exists() and state != State.UNCLEAR:
        raise ValidationError("You asked them here, so they answer it themself. Take it back first to write it down.")
    if state == State.CORRECTED:
        expectation.text = _clean(text)
    return _say(actor, expectation, State(state), "answered")


@action()
def confirm_expectation(actor: Member, *, expectation: Expectation, read: str) -> Expectation:
    """By the one who expects it: yes, these are the words. `read` are the words that they read."""
    _answers_it(actor, expectation, read)
    return _say(actor, expectation, State.CONFIRMED, "confirmed")


@action()
def correct_expectation(actor: Member, *, expectation: Expectation, read: str, text: str) -> Expectation:
    """By the one who expects it: it is meant so. `read` are the words that they read."""
    _answers_it(actor, expectation, read)
    cleaned = _clean(text)
    if cleaned == expectation.text:
        raise ValidationError("These are the same words. Confirm them, or change what is not meant so.")
    expectation.text = cleaned
    return _say(actor, expectation, State.CORRECTED, "corrected")


@action()
def drop_expectation(actor: Member, *, expectation: Expectation) -> Expectation:
    """By either side: it is expected no longer. Both see that, and who said so."""
    _reload(actor, expectation)
    if not expectation.dropped_at:
        expectation.dropped_at = timezone.now()
        expectation.save(update_fields=["dropped_at"])
        _keep(actor, expectation, text="")
        record(actor, verb="dropped", thing=expectation)
    return expectation


@action()
def restore_expectation(actor: Member, *, expectation: Expectation) -> Expectation:
    _reload(actor, expectation)
    if expectation.dropped_at:
        expectation.dropped_at = None
        expectation.save(update_fields=["dropped_at"])
        _keep(actor, expectation, text=expectation.text)
        record(actor, verb="restored", thing=expectation)
    return expectation


def _reload(actor: Member, expectation: Expectation, read: str | None = None) -> None:
    """As it stands now, held until this is done: two sides may write at once."""
    held(actor, expectation)
    if read is not None and read.replace("\r\n", "\n").strip() != expectation.text:
        raise ValidationError("It was put in other words meanwhile. Read it again first; nothing was changed.")


def _open(actor: Member, expectation: Expectation, read: str | None = None) -> None:
    _reload(actor, expectation, read)
    if expectation.dropped_at:
        raise ValidationError("This was dropped. Bring it back first.")


def _answers_it(actor: Member, expectation: Expectation, read: str) -> None:
    _open(actor, expectation, read)
    if expectation.owner_id == actor.pk:
        raise ValidationError("You wrote this: ask the other side, or write down what they said.")
    if not expectation.named.filter(pk=actor.pk).exists():
        raise NotHere("Only who was asked answers this.")


def _say(actor: Member, expectation: Expectation, state: Expectation.State, verb: str) -> Expectation:
    expectation.state = state
    expectation.answered_at = None if state == State.UNDERSTOOD else timezone.now()
    expectation.save()
    _keep(actor, expectation, text=expectation.text)
    index(expectation, expectation.text)
    record(actor, verb=verb, thing=expectation)
    return expectation


def _keep(actor: Member, expectation: Expectation, *, text: str) -> None:
    """Without a text it is expected no longer."""
    ExpectationChange(
        workspace=expectation.workspace, expectation=expectation, by=actor, state=expectation.state, text=text
    ).save(force_insert=True)


def _clean(text: str) -> str:
    cleaned = lines(text)
    if not cleaned:
        raise ValidationError({"text": "Write what is expected of you, in a sentence."})
    return fit(cleaned, "expectation")
