"""A merge is taken back with one click."""

import re
from html import unescape

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.evidence.tests.findings import finding, work_of


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def three_of(member: Member) -> list[Piece]:
    work_of(member)
    actions.keep(member, source="git", origin="lamps", findings=[finding(90, "Replace the lamp")])
    actions.find_pieces(member)
    return list(Piece.objects.visible_to(member).order_by("first_on", "pk"))


def told(member: Member) -> set[tuple[str, bool, tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
    def keys(rows: object) -> tuple[int, ...]:
        return tuple(rows.order_by("pk").values_list("pk", flat=True))  # type: ignore[attr-defined]

    return {
        (
            piece.title,
            piece.dismissed_at is not None,
            keys(Activity.objects.visible_to(member).filter(piece=piece)),
            keys(Entry.objects.visible_to(member).filter(piece=piece)),
            keys(Story.objects.visible_to(member).filter(pieces=piece)),
        )
        for piece in Piece.objects.visible_to(member)
    }


def undo(page: Client, shown: str) -> None:
    action = re.search(r'action="(/work/\d+/take-apart/)"', shown)
    fields = re.search(r'name="stood" value="([^"]*)"', shown)
    assert action
    assert fields
    page.post(action[1], {"stood": unescape(fields[1])})


def test_undo_of_a_merge_gives_every_piece_back_as_it_was(as_anna: Client, anna: Member) -> None:
    retry, refund, lamp = three_of(anna)
    actions.retitle(anna, piece=refund, title="Money comes back right")
    actions.accept(anna, piece=refund)
    actions.draft_story(anna, piece=lamp)
    actions.dismiss(anna, piece=lamp)
    before = told(anna)

    shown = as_anna.post("/work/merge/", {"piece": [retry.pk, refund.pk, lamp.pk]}, follow=True).text
    merged = told(anna)
    undo(as_anna, shown)

    assert len(merged) == 1
    assert told(anna) == before


def test_what_came_since_stays_where_it_came_to(as_anna: Client, anna: Member) -> None:
    retry, refund, _ = three_of(anna)
    shown = as_anna.post("/work/merge/", {"piece": [retry.pk, refund.pk]}, follow=True).text
    late = finding(30, "Log retries", tickets=("PAY-1",))
    actions.keep(anna, source="git", origin="payments", findings=[late])
    actions.find_pieces(anna)

    undo(as_anna, shown)
    actions.find_pieces(anna)

    assert Activity.objects.visible_to(anna).get(title="Log retries").piece == retry
    assert Piece.objects.visible_to(anna).count() == 3


STOOD = '{"title": "", "dismissed": false, "entries": [], "stories": [], "activities": [%s]}'
LARGE = f"[{STOOD % ''}, {STOOD % 2**63}]"


@pytest.mark.parametrize("stood", ["", "[]", "{}", "null", '[{"title": 1}, 2]', "\x00", LARGE])
def test_what_is_no_undo_changes_nothing(as_anna: Client, anna: Member, stood: str) -> None:
    retry, _, _ = three_of(anna)
    before = told(anna)

    assert as_anna.post(f"/work/{retry.pk}/take-apart/", {"stood": stood}).status_code == 400
    assert told(anna) == before


def test_nobody_elses_rows_are_moved(as_anna: Client, anna: Member, ben: Member) -> None:
    retry, _, _ = three_of(anna)
    bens = work_of(ben)[0]
    theirs = list(Activity.objects.visible_to(ben).filter(piece=bens).values_list("pk", flat=True))
    as_it_was = '{"title": "", "dismissed": false, "entries": [], "stories": [], "activities": %s}'
    before = told(ben)

    as_anna.post(f"/work/{retry.pk}/take-apart/", {"stood": f"[{as_it_was % []}, {as_it_was % theirs}]"})

    assert told(ben) == before
    assert Piece.objects.visible_to(anna).count() == 3
