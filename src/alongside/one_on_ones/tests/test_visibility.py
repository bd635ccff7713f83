"""Who sees and changes what of a one-on-one: the two of it, and nobody else."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Dismissal, Meeting, Note, Pair, Promise, Question, TalkingPoint
from alongside.one_on_ones.queries.agenda import agenda
from alongside.one_on_ones.queries.documents import export_markdown, export_values
from alongside.one_on_ones.queries.history import find
from alongside.one_on_ones.queries.preparing import prepare
from alongside.people.actions import add_person


@pytest.fixture
def things(anna: Member, shared: Pair) -> dict[str, Any]:
    return {
        "pair": shared,
        "point": actions.add_point(anna, pair=shared, line="decision: on-call?"),
        "meeting": actions.plan(anna, pair=shared, starts_at=timezone.now()),
        "note": actions.write_note(anna, pair=shared, text="We agreed", audience="both"),
        "promise": actions.make_promise(anna, pair=shared, text="Send the rota"),
    }


@pytest.mark.parametrize("name", ["pair", "point", "meeting", "note", "promise"])
def test_the_two_see_and_change_it_and_nobody_else_does(
    things: dict[str, Any], anna: Member, ben: Member, cleo: Member, dan: Member, name: str
) -> None:
    thing = things[name]
    rows = type(thing).objects

    assert [rows.visible_to(who).filter(pk=thing.pk).exists() for who in (anna, ben, cleo, dan)] == [1, 1, 0, 0]
    assert [rows.editable_by(who).filter(pk=thing.pk).exists() for who in (anna, ben, cleo, dan)] == [1, 1, 0, 0]


def test_a_private_note_is_seen_by_its_author_alone(anna: Member, ben: Member, cleo: Member, shared: Pair) -> None:
    note = actions.write_note(anna, pair=shared, text="Zebra: she looked tired")
    actions.write_note(ben, pair=shared, text="Mine about anna")

    assert list(Note.objects.visible_to(anna)) == [note]
    assert not Note.objects.visible_to(cleo).exists()
    assert not agenda(ben, shared, now=timezone.now()).shared_notes
    assert "Zebra" not in export_markdown(ben, shared) + str(export_values(ben, shared))
    assert find(ben, shared, "zebra") == []
    assert [hit.text for hit in find(anna, shared, "zebra")] == ["Zebra: she looked tired"]
    with pytest.raises(PermissionDenied):
        actions.edit_note(ben, note=note, version=1, text="changed")


def test_a_point_for_me_alone_is_shared_only_when_i_say_so(anna: Member, ben: Member, shared: Pair) -> None:
    point = actions.add_point(anna, pair=shared, line="growth: the staff ladder", audience="me")
    before = TalkingPoint.objects.visible_to(ben).exists()

    actions.share_point(anna, point=point)

    assert not before
    assert TalkingPoint.objects.visible_to(ben).get() == point


def test_only_its_author_takes_a_point_back(anna: Member, ben: Member, shared: Pair) -> None:
    from django.core.exceptions import ValidationError

    point = actions.add_point(anna, pair=shared, line="hello")

    with pytest.raises(ValidationError):
        actions.withdraw_point(ben, point=point)


def test_the_bank_and_what_was_put_away_are_ones_own(anna: Member, ben: Member, shared: Pair) -> None:
    question = actions.add_question(anna, text="What did I miss?")
    actions.dismiss(anna, pair=shared, key=f"question:{question.pk}")

    assert not Question.objects.visible_to(ben).filter(pk=question.pk).exists()
    assert not Dismissal.objects.visible_to(ben).exists()
    with pytest.raises(PermissionDenied):
        actions.ask_question(ben, pair=shared, question=question)


def test_the_other_is_never_shown_how_they_are_called(client: Client, ben: Member, shared: Pair) -> None:
    client.force_login(ben.user)
    pages = ["agenda", "prepare", "history", "change_rhythm", "import_document"]

    shown = [client.get(reverse(f"one_on_ones:{name}", args=[shared.pk])).content.decode() for name in pages]

    assert all("You and Anna" in page or "Anna" in page for page in shown)
    assert not any("the boss" in page for page in shown)
    assert "the boss" not in export_markdown(ben, shared) + str(export_values(ben, shared))


def test_what_a_point_was_made_from_stays_with_its_author(anna: Member, ben: Member, shared: Pair) -> None:
    entry = evidence.log(anna, line="win: secret details #zebra")
    actions.put_on_agenda(anna, pair=shared, key=f"entry:{entry.pk}", text="A win")

    shown = str(prepare(ben, shared, now=timezone.now()).as_values()) + str(export_values(ben, shared))

    assert "zebra" not in shown
    assert f"entry:{entry.pk}" not in shown


def test_nobody_puts_anothers_entry_on_the_agenda(anna: Member, ben: Member, shared: Pair) -> None:
    from django.core.exceptions import ValidationError

    entry = evidence.log(anna, line="win: private")

    with pytest.raises(ValidationError, match="not yours"):
        actions.put_on_agenda(ben, pair=shared, key=f"entry:{entry.pk}")


def test_no_pair_with_a_person_of_another_member(anna: Member, cleo: Member) -> None:
    person = add_person(anna, name="Zoe")

    with pytest.raises(PermissionDenied):
        actions.pair_up(cleo, person=person)


PAGES = ["agenda", "prepare", "history", "change_rhythm", "export", "import_document"]
POSTS = ["add_point", "write_note", "make_promise", "plan", "hold", "skip", "cancel", "move", "archive", "restore"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_for_the_two(
    client: Client, anna: Member, ben: Member, cleo: Member, dan: Member, shared: Pair, name: str
) -> None:
    answers = []
    for who in (anna, ben, cleo, dan):
        client.force_login(who.user)
        answers.append(client.get(reverse(f"one_on_ones:{name}", args=[shared.pk])).status_code)

    assert answers == [200, 200, 404, 404]


@pytest.mark.parametrize("name", POSTS)
def test_others_can_do_nothing_in_a_pair(client: Client, cleo: Member, dan: Member, shared: Pair, name: str) -> None:
    for who in (cleo, dan):
        client.force_login(who.user)
        assert client.post(reverse(f"one_on_ones:{name}", args=[shared.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("point", "edit_point"), ("point", "answer"), ("point", "mark_done"), ("point", "drop_point"),
        ("point", "reopen_point"), ("point", "move_point"), ("point", "share_point"), ("point", "withdraw_point"),
        ("note", "edit_note"), ("note", "remove_note"), ("note", "restore_note"), ("promise", "edit_promise"),
        ("promise", "keep_promise"), ("promise", "drop_promise"), ("promise", "reopen_promise"),
        ("meeting", "plan_again"),
    ],
)  # fmt: skip
def test_others_can_do_nothing_with_a_part(
    client: Client, cleo: Member, dan: Member, things: dict[str, Any], name: str, verb: str
) -> None:
    for who in (cleo, dan):
        client.force_login(who.user)
        assert client.post(reverse(f"one_on_ones:{verb}", args=[things[name].pk])).status_code == 404


def test_unopened_questions_do_not_run() -> None:
    from alongside.sharing.door import NotOpened

    for model in (Pair, Meeting, TalkingPoint, Note, Promise, Question, Dismissal):
        with pytest.raises(NotOpened):
            list(model.objects.all())
