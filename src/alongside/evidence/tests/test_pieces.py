from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.deeds import deed_of
from alongside.evidence.models import Activity, Entry, Piece
from alongside.evidence.tests.findings import finding, small_history, work_of
from alongside.people.actions import add_person
from alongside.search.index import matching


def activities(member: Member, piece: Piece) -> list[Activity]:
    return list(Activity.objects.visible_to(member).filter(piece=piece).order_by("happened_at"))


def test_activities_for_one_ticket_are_one_piece(anna: Member) -> None:
    retry, refund = work_of(anna)

    assert (retry.title, refund.title) == ("Retry failed captures", "Fix rounding in refunds")
    assert len(activities(anna, retry)) == 3
    assert "PAY-1" in retry.because


def test_a_piece_is_found_by_the_words_of_its_title(anna: Member) -> None:
    retry, refund = work_of(anna)
    assert list(matching(Piece.objects.visible_to(anna), "captures")) == [retry]

    actions.retitle(anna, piece=refund, title="Geld kommt zurück")

    assert list(matching(Piece.objects.visible_to(anna), "zuruck")) == [refund]
    assert not matching(Piece.objects.visible_to(anna), "rounding")


def test_finding_again_changes_nothing(anna: Member) -> None:
    work_of(anna)
    before = list(Piece.objects.visible_to(anna).order_by("pk").values())

    again = actions.find_pieces(anna)

    assert again.new == 0
    assert list(Piece.objects.visible_to(anna).order_by("pk").values()) == before


def test_a_piece_grows_and_keeps_its_row(anna: Member) -> None:
    retry, _ = work_of(anna)

    actions.keep(anna, source="git", origin="payments", findings=[finding(30, "Log retries", tickets=("PAY-1",))])
    actions.find_pieces(anna)

    assert activities(anna, retry)[-1].title == "Log retries"


def test_an_older_activity_found_later_does_not_change_the_key(anna: Member) -> None:
    retry, _ = work_of(anna)

    actions.keep(anna, source="git", origin="payments", findings=[finding(-3, "Begin retries", tickets=("PAY-1",))])
    actions.find_pieces(anna)

    assert activities(anna, retry)[0].title == "Begin retries"
    assert Piece.objects.visible_to(anna).count() == 2


def test_finding_piecemeal_gives_what_finding_at_once_gives(anna: Member, ben: Member) -> None:
    work_of(anna)
    for one in small_history():
        actions.keep(ben, source="git", origin="payments", findings=[one])
        actions.find_pieces(ben)

    def told(member: Member) -> list[tuple[str, str, int]]:
        rows = Piece.objects.visible_to(member).order_by("key")
        return [(row.key, row.title, len(activities(member, row))) for row in rows]

    assert told(anna) == told(ben)


def test_who_reviewed_has_seen_it(anna: Member) -> None:
    ben = add_person(anna, name="Benjamin", email="BEN@example.org")
    retry, _ = work_of(anna)

    assert list(retry.seen_by.visible_to(anna)) == [ben]


def test_an_accepted_piece_is_one_entry_however_often_it_is_accepted(anna: Member) -> None:
    retry, _ = work_of(anna)

    first, again = (actions.accept(anna, piece=retry) for _ in range(2))

    assert first == again
    assert (first.kind, first.text, first.happened_on, first.piece) == ("win", retry.title, retry.last_on, retry)


def test_signs_in_a_title_name_nobody(anna: Member) -> None:
    actions.keep(anna, source="git", origin="web", findings=[finding(1, "Bump @types/node for #frontend")])
    actions.find_pieces(anna)

    entry = actions.accept(anna, piece=Piece.objects.visible_to(anna).get())

    assert not entry.people.visible_to(anna).exists()
    assert entry.line == "win: Bump @types/node for #frontend"


def test_a_dismissed_piece_stays_dismissed_when_it_grows(anna: Member) -> None:
    retry, _ = work_of(anna)
    actions.dismiss(anna, piece=retry)

    actions.keep(anna, source="git", origin="payments", findings=[finding(30, "Log retries", tickets=("PAY-1",))])
    actions.find_pieces(anna)

    retry = Piece.objects.visible_to(anna).get(pk=retry.pk)
    assert retry.dismissed_at
    assert len(activities(anna, retry)) == 4
    actions.bring_back(anna, piece=retry)
    assert retry.dismissed_at is None


def test_merged_pieces_stay_merged(anna: Member) -> None:
    retry, refund = work_of(anna)

    whole = actions.merge(anna, pieces=[refund, retry])
    actions.keep(anna, source="git", origin="payments", findings=[finding(30, "Log retries", tickets=("PAY-1",))])
    actions.find_pieces(anna)

    assert whole == retry
    assert len(activities(anna, whole)) == 6
    assert Piece.objects.visible_to(anna).count() == 1


def test_a_merge_takes_title_and_entry_along(anna: Member) -> None:
    retry, refund = work_of(anna)
    actions.retitle(anna, piece=refund, title="Money comes back right")
    entry = actions.accept(anna, piece=refund)

    whole = actions.merge(anna, pieces=[retry, refund])

    assert whole.title == "Money comes back right"
    assert Entry.objects.visible_to(anna).get(pk=entry.pk).piece == whole


def test_one_piece_alone_is_not_merged(anna: Member) -> None:
    retry, _ = work_of(anna)

    with pytest.raises(ValidationError, match="at least two"):
        actions.merge(anna, pieces=[retry, retry])


@pytest.mark.parametrize("which", [slice(0, 1), slice(1, 3)])
def test_what_was_split_off_stays_apart(anna: Member, which: slice) -> None:
    retry, _ = work_of(anna)
    going = activities(anna, retry)[which]

    new = actions.split(anna, piece=retry, activities=going)
    actions.keep(anna, source="git", origin="payments", findings=[finding(30, "Log retries", tickets=("PAY-1",))])
    actions.find_pieces(anna)

    assert set(going) <= set(activities(anna, new))
    assert not set(going) & set(activities(anna, retry))
    assert Piece.objects.visible_to(anna).count() == 3


def test_all_or_nothing_is_not_split(anna: Member) -> None:
    retry, _ = work_of(anna)

    for going in ([], activities(anna, retry)):
        with pytest.raises(ValidationError, match="not none and not all"):
            actions.split(anna, piece=retry, activities=going)


def test_a_title_by_hand_stays_until_it_is_given_back(anna: Member) -> None:
    retry, _ = work_of(anna)
    actions.retitle(anna, piece=retry, title="Captures that heal")
    actions.keep(anna, source="git", origin="payments", findings=[finding(30, "Log retries", tickets=("PAY-1",))])
    actions.find_pieces(anna)
    retry = Piece.objects.visible_to(anna).get(pk=retry.pk)
    assert retry.title == "Captures that heal"

    actions.retitle(anna, piece=retry, title=" ")

    assert retry.title == "Retry failed captures"


def test_after_a_rebase_a_suggestion_is_not_doubled(anna: Member) -> None:
    work_of(anna)
    old = [one.id for one in small_history()]
    new = [
        finding(100 + number, one.title, tickets=one.tickets, files=one.files, at=one.at)
        for number, one in enumerate(small_history())
    ]

    actions.mark_vanished(anna, source="git", origin="payments", ids=old)
    actions.keep(anna, source="git", origin="payments", findings=new)
    actions.find_pieces(anna)

    assert Piece.objects.visible_to(anna).count() == 2
    assert Activity.objects.visible_to(anna).filter(piece=None).count() == 5


def test_after_a_rebase_an_accepted_piece_is_not_suggested_again(anna: Member) -> None:
    retry, _ = work_of(anna)
    actions.accept(anna, piece=retry)
    new = [
        finding(100 + number, one.title, tickets=one.tickets, files=one.files, at=one.at)
        for number, one in enumerate(small_history())
    ]

    actions.mark_vanished(anna, source="git", origin="payments", ids=[one.id for one in small_history()])
    actions.keep(anna, source="git", origin="payments", findings=new)
    actions.find_pieces(anna)

    assert Piece.objects.visible_to(anna).count() == 2
    assert Activity.objects.visible_to(anna).filter(piece=retry, vanished_at=None).count() == 3


def test_pieces_are_not_for_others(anna: Member, ben: Member) -> None:
    retry, refund = work_of(anna)

    assert not Piece.objects.visible_to(ben).exists()
    for verb in (actions.accept, actions.dismiss, actions.bring_back):
        with pytest.raises(PermissionDenied):
            verb(ben, piece=retry)
    with pytest.raises(PermissionDenied):
        actions.merge(ben, pieces=[retry, refund])


def test_a_first_import_of_much_is_found_at_once(anna: Member) -> None:
    history = [finding(number, f"Feature {number} of its own", tickets=(f"T-{number}",)) for number in range(150)]
    actions.keep(anna, source="git", origin="r", findings=history)

    found = actions.find_pieces(anna)

    assert (found.pieces, found.new) == (150, 150)


def test_type_and_labels_of_a_tracker_come_along() -> None:
    extra = {"type": "Bug", "labels": "payments, Good first issue"}
    activity = Activity(source="jira", external_id="PAY-9", kind="ticket", title="Retry", details={"extra": extra})
    activity.happened_at = datetime(2026, 11, 3, 9, tzinfo=UTC)

    assert deed_of(activity).labels == ("bug", "payments", "good first issue")
