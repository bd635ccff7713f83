"""Two clicks on the same at the same moment. SQLite lets only one of them write at a time."""

import pytest
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.evidence import actions, queries
from alongside.evidence.models import Activity, Entry, Piece
from alongside.evidence.tests.findings import work_of
from alongside.people.tests.meanwhile import TWO_WHO_WRITE, at_once

pytestmark = TWO_WHO_WRITE


def test_a_merge_is_undone_once(anna: Member) -> None:
    pieces = work_of(anna)
    titles = {piece.title for piece in pieces}
    stood = queries.how_they_stand(anna, pieces)
    whole = actions.merge(anna, pieces=pieces)

    with pytest.raises(ValidationError, match="not none"):
        at_once(lambda: actions.take_apart(anna, piece=whole, stood=stood))

    assert [piece.title for piece in Piece.objects.visible_to(anna).order_by("title")] == sorted(titles)


def test_a_piece_is_split_once(anna: Member) -> None:
    piece, other = work_of(anna)
    going = list(Activity.objects.visible_to(anna).filter(piece=piece)[:1])

    with pytest.raises(ValidationError, match="not none"):
        at_once(lambda: actions.split(anna, piece=piece, activities=going))

    assert Piece.objects.visible_to(anna).exclude(pk__in=[piece.pk, other.pk]).count() == 1


def test_a_piece_becomes_an_entry_once(anna: Member) -> None:
    piece, _ = work_of(anna)

    first, second = at_once(lambda: actions.accept(anna, piece=Piece.objects.visible_to(anna).get(pk=piece.pk)))

    assert first == second
    assert Entry.objects.visible_to(anna).count() == 1


def test_who_edits_a_shared_entry_while_it_is_withdrawn_does_not_share_it_again(anna: Member, ben: Member) -> None:
    entry = actions.log(anna, line="win: shipped it")
    actions.share(anna, entry=entry, with_members=[ben])
    same = Entry.objects.visible_to(anna).get()

    at_once(
        lambda: actions.withdraw(anna, entry=entry),
        other=lambda: actions.edit(anna, entry=same, line="win: shipped it all"),
    )

    kept = Entry.objects.visible_to(anna).get()
    assert (kept.text, kept.audience) == ("shipped it all", "me")
