from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from alongside.accounts.actions import found
from alongside.accounts.models import Member
from alongside.desk.demo import fill
from alongside.desk.demo.repository import works
from alongside.evidence.models import Activity, Entry, EntryKind, Piece, Story
from alongside.one_on_ones.models import Meeting, Note, Pair, PointKind, Promise, Question, TalkingPoint
from alongside.one_on_ones.queries.preparing import prepare
from alongside.people.models import Person
from alongside.sources.models import Collection, Repository

pytestmark = pytest.mark.django_db

NOUNS = (Activity, Entry, Piece, Story, Person, Repository, Collection, Pair, Meeting, TalkingPoint, Note, Promise)


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Member]:
    """Filled once for all tests here, and rolled back after them."""
    with django_db_blocker.unblock(), override_settings(HOME=tmp_path_factory.mktemp("demo")), transaction.atomic():
        member = found(name="me", email="me@example.org", workspace="Mine", zone="Europe/Berlin")
        fill(member)
        yield member
        transaction.set_rollback(True)


def test_every_room_of_the_demo_has_something(filled: Member) -> None:
    counts = {noun.__name__: noun.objects.visible_to(filled).count() for noun in (*NOUNS, Question)}

    assert counts["Activity"] > 250
    assert 50 <= counts["Piece"] <= 100
    assert counts["Entry"] > 110
    assert set(Entry.objects.visible_to(filled).values_list("kind", flat=True)) == set(EntryKind.values)
    assert counts["Story"] == 6
    assert counts["Meeting"] > 25
    assert counts["Question"] >= 60
    assert all(counts.values())


def test_the_sources_of_the_demo_were_read_to_their_end(filled: Member) -> None:
    runs = list(Collection.objects.visible_to(filled))

    assert [run.source for run in runs] == ["git", "jira-csv", "calendar"]
    assert [run.told for run in runs if run.state != "done"] == []
    assert [run.defects for run in runs] == [[], [], []]


def test_a_ticket_and_its_commits_are_one_piece_of_work(filled: Member) -> None:
    tickets = Activity.objects.visible_to(filled).filter(source="jira-csv")

    alone = [
        each.title
        for each in tickets
        if each.piece and not each.piece.activities.visible_to(filled).filter(source="git")
    ]

    assert tickets.count() > 20
    assert set(alone) == {work.title for work in works() if work.by == "laptop"}, "their commits are not Anna's yet"


def test_filling_twice_changes_nothing(filled: Member) -> None:
    before = {noun: noun.objects.visible_to(filled).count() for noun in NOUNS}

    fill(filled)

    assert {noun: noun.objects.visible_to(filled).count() for noun in NOUNS} == before


def test_the_preparation_with_the_manager_has_each_section_filled(filled: Member) -> None:
    pair = Pair.objects.visible_to(filled).get(person__name="Mina Okafor")

    prepared = prepare(filled, pair, now=timezone.now())

    assert [section.name for section in prepared.sections if not section.items] == []
    assert 1 <= len(prepared.sections[-1].items) <= 3


def test_the_manager_of_the_demo_sees_what_is_shared_with_her_and_no_more(filled: Member) -> None:
    mina = filled.workspace.members.get(name="Mina Okafor")

    audiences = Counter(Entry.objects.visible_to(mina).values_list("audience", flat=True))

    assert set(audiences) == {"named", "workspace"}
    assert not Note.objects.visible_to(mina).filter(audience="me").exists()


def test_one_promise_in_the_demo_is_late_and_open_points_are_of_several_kinds(filled: Member) -> None:
    day = timezone.now().astimezone(filled.zone).date()

    late = Promise.objects.visible_to(filled).still_open().filter(due_on__lt=day)
    points = TalkingPoint.objects.visible_to(filled).still_open()

    assert late.count() == 1
    assert len(set(points.values_list("kind", flat=True)) & set(PointKind.values)) >= 5
    assert points.filter(created_at__lt=timezone.now() - timedelta(days=9)).exists()
