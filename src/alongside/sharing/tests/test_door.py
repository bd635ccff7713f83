"""Whoever forgets to say for whom gets an exception, not data."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Topic
from alongside.people.actions import add_person
from alongside.sharing.door import EXITS, NotOpened, SharedQuerySet, link, opened
from alongside.sharing.models import Audience


@pytest.fixture
def entry(anna: Member) -> Entry:
    entry = Entry(owner=anna, workspace=anna.workspace, line="x", text="x", happened_on=date(2026, 11, 20))
    entry.save()
    Topic(workspace=anna.workspace, entry=entry, name="checkout").save()
    return entry


WAYS: dict[str, Callable[[Entry], Any]] = {
    "all": lambda e: list(Entry.objects.all()),
    "get": lambda e: Entry.objects.get(pk=e.pk),
    "first": lambda e: Entry.objects.first(),
    "index": lambda e: Entry.objects.all()[0],
    "slice": lambda e: list(Entry.objects.all()[:3]),
    "len": lambda e: len(Entry.objects.all()),
    "bool": lambda e: bool(Entry.objects.all()),
    "in": lambda e: e in Entry.objects.all(),
    "contains": lambda e: Entry.objects.contains(e),
    "iterator": lambda e: list(Entry.objects.iterator()),
    "count": lambda e: Entry.objects.count(),
    "exists": lambda e: Entry.objects.exists(),
    "aggregate": lambda e: Entry.objects.aggregate(Count("pk")),
    "values": lambda e: list(Entry.objects.values("line")),
    "values_list": lambda e: list(Entry.objects.values_list("line", flat=True)),
    "dates": lambda e: list(Entry.objects.dates("happened_on", "month")),
    "in_bulk": lambda e: Entry.objects.in_bulk([e.pk]),
    "latest": lambda e: Entry.objects.latest("pk"),
    "update": lambda e: Entry.objects.filter(pk=e.pk).update(line="y"),
    "delete": lambda e: Entry.objects.filter(pk=e.pk).delete(),
    "get_or_create": lambda e: Entry.objects.get_or_create(pk=e.pk),
    "raw": lambda e: list(Entry.objects.raw("SELECT * FROM evidence_entry")),
    "explain": lambda e: Entry.objects.all().explain(),
    "get_object_or_404": lambda e: get_object_or_404(Entry, pk=e.pk),
    "related": lambda e: list(e.topics.all()),
    "prefetch": lambda e: list(Entry.objects.visible_to(e.owner).prefetch_related("topics")),
    "subquery": lambda e: list(Topic.objects.visible_to(e.owner).filter(entry__in=Entry.objects.all())),
    "or": lambda e: list(Entry.objects.visible_to(e.owner) | Entry.objects.all()),
    "and": lambda e: list(Entry.objects.visible_to(e.owner) & Entry.objects.all()),
    "union": lambda e: list(Entry.objects.visible_to(e.owner).union(Entry.objects.all())),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_query_that_does_not_say_for_whom_does_not_run(entry: Entry, way: str) -> None:
    with pytest.raises(NotOpened):
        WAYS[way](entry)


def test_the_door_opens_for_the_owner(entry: Entry) -> None:
    assert list(Entry.objects.visible_to(entry.owner)) == [entry]
    assert Entry.objects.visible_to(entry.owner).filter(line="x").order_by("pk").count() == 1
    assert entry.topics.visible_to(entry.owner).exists()


def test_an_opened_prefetch_works(entry: Entry) -> None:
    topics = Prefetch("topics", Topic.objects.visible_to(entry.owner))

    [found] = Entry.objects.visible_to(entry.owner).prefetch_related(topics)

    assert [topic.name for topic in found.topics.all()] == ["checkout"]


def test_refresh_and_cascades_need_no_viewer(entry: Entry) -> None:
    entry.refresh_from_db()
    entry.delete()

    with opened("to see that nothing is left"):
        assert not Topic.objects.exists()


def test_links_are_changed_to_these_and_no_others(entry: Entry) -> None:
    first, second = (add_person(entry.owner, name=name) for name in ("Mina Abara", "Noor Haddad"))
    link(entry.people, to=[first])

    link(entry.people, to=[second])

    assert list(entry.people.visible_to(entry.owner)) == [second]


def test_a_colleague_and_a_stranger_see_nothing(entry: Entry, cleo: Member, dan: Member) -> None:
    assert not Entry.objects.visible_to(cleo).exists()
    assert not Topic.objects.visible_to(cleo).exists()
    assert not Entry.objects.visible_to(dan).exists()


def test_what_is_shared_with_the_workspace_stays_in_the_workspace(entry: Entry, cleo: Member, dan: Member) -> None:
    entry.audience = Audience.WORKSPACE
    entry.save()

    assert Entry.objects.visible_to(cleo).get() == entry
    assert not Entry.objects.editable_by(cleo).exists()
    assert not Entry.objects.visible_to(dan).exists()


def test_what_is_shared_by_name_is_seen_by_the_named_only(entry: Entry, ben: Member, cleo: Member) -> None:
    entry.audience = Audience.NAMED
    entry.save()
    entry.named.add(ben)

    assert Entry.objects.visible_to(ben).get() == entry
    assert not Entry.objects.visible_to(cleo).exists()


def test_a_name_left_from_earlier_opens_nothing_once_it_is_private_again(entry: Entry, ben: Member) -> None:
    entry.named.add(ben)

    assert not Entry.objects.visible_to(ben).exists()


@pytest.mark.parametrize("name", EXITS)
def test_every_exit_is_guarded(name: str) -> None:
    assert name in vars(SharedQuerySet)
