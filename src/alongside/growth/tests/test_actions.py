"""Verbs of the room."""

import json
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.desk import archive
from alongside.growth import actions
from alongside.growth.actions import known_for, needs
from alongside.growth.models import Need
from alongside.growth.tests.conftest import Cast, Tell
from alongside.people import actions as people


def test_a_topic_is_kept_as_it_stands_in_the_log(anna: Member) -> None:
    known = actions.choose_topic(anna, topic=" #Große Latenz ", words=["", "p95", "p95", " slow  pages "])

    assert (known.topic, known.words) == ("grosse latenz", ["p95", "slow pages"])


def test_a_topic_that_was_dropped_is_taken_up_with_its_key(anna: Member) -> None:
    first = actions.choose_topic(anna, topic="latency")
    actions.drop_topic(anna, known_for=first)

    again = actions.choose_topic(anna, topic="latency", every_weeks=3)

    assert (again.pk, again.dropped_at, again.every_weeks) == (first.pk, None, 3)


def test_nobody_is_known_for_everything(anna: Member) -> None:
    for n in range(known_for.MOST):
        actions.choose_topic(anna, topic=f"topic{n}")

    with pytest.raises(ValidationError, match="Drop one first"):
        actions.choose_topic(anna, topic="one more")


def test_two_topics_do_not_become_one_by_editing(anna: Member) -> None:
    actions.choose_topic(anna, topic="latency")
    other = actions.choose_topic(anna, topic="hiring")

    with pytest.raises(ValidationError, match="already"):
        actions.edit_topic(anna, known_for=other, topic="Latency")


@pytest.mark.parametrize("text", ["", "  ", "\x00", "x" * 201])
def test_what_is_no_need_is_refused(anna: Member, text: str) -> None:
    with pytest.raises(ValidationError):
        actions.add_need(anna, text=text)


def test_a_need_is_on_the_list_once_however_it_is_written(anna: Member) -> None:
    actions.add_need(anna, text="Code review")

    with pytest.raises(ValidationError, match="on your list already"):
        actions.add_need(anna, text="code  REVIEW")


def test_a_dropped_need_comes_back_with_who_helped(anna: Member, cast: Cast) -> None:
    need = actions.add_need(anna, text="Morale", helped_by=[cast.noor])
    actions.drop_need(anna, need=need)

    again = actions.add_need(anna, text="morale")

    assert again.pk == need.pk
    assert list(Need.helped_by.through._default_manager.values_list("person", flat=True)) == [cast.noor.pk]


def test_the_list_of_needs_has_an_end(anna: Member) -> None:
    for n in range(needs.MOST):
        actions.add_need(anna, text=f"Need {n}")

    with pytest.raises(ValidationError, match="Drop one first"):
        actions.add_need(anna, text="One more")


def test_nobody_else_writes_in_it(anna: Member, ben: Member, cast: Cast) -> None:
    need, known = actions.add_need(anna, text="Morale"), actions.choose_topic(anna, topic="latency")

    for verb, given in (
        (actions.drop_need, {"need": need}),
        (actions.get_help, {"need": need, "person": cast.noor}),
        (actions.drop_topic, {"known_for": known}),
        (actions.decide, {"person": cast.ben}),
    ):
        with pytest.raises(PermissionDenied):
            verb(ben, **given)


def test_nobody_helps_who_is_not_ones_own_person(anna: Member, ben: Member, cast: Cast) -> None:
    need = actions.add_need(ben, text="Morale")

    with pytest.raises(PermissionDenied):
        actions.get_help(ben, need=need, person=cast.noor)


def test_merging_who_helps_twice_leaves_one_and_parting_brings_both_back(anna: Member, cast: Cast) -> None:
    twice = people.add_person(anna, name="Noor H.")
    need = actions.add_need(anna, text="Morale", helped_by=[cast.noor, twice])
    through = Need.helped_by.through._default_manager.filter(need=need)

    merge = people.merge_persons(anna, person=twice, into=cast.noor)

    assert [row.person_id for row in through] == [cast.noor.pk]
    people.part_persons(anna, merge=merge)
    assert through.all().count() == 2


def test_the_archive_holds_topics_needs_and_who_witnessed_what(anna: Member, cast: Cast, story: Tell) -> None:
    actions.choose_topic(anna, topic="latency")
    actions.add_need(anna, text="Morale", helped_by=[cast.noor])
    story("Cut the checkout time", witnesses=(cast.cleo,))

    names = ("topics-to-be-known-for", "needs", "impact-stories")
    with archive.of(anna) as file:
        held = zipfile.ZipFile(file)
        topics, needs, stories = (json.loads(held.read(f"data/{name}.json")) for name in names)

    assert [row["topic"] for row in topics] == ["latency"]
    assert [row["helped_by"] for row in needs] == [[cast.noor.pk]]
    assert stories[0]["witnesses"] == [cast.cleo.pk]
