"""What was read before one's turn came is not written back: another window changed it meanwhile."""

from datetime import date
from functools import partial

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair, Question, TalkingPoint
from alongside.people.tests.meanwhile import before_writing


@pytest.mark.parametrize("way", ["done", "drop", "reopen"])
def test_a_point_that_was_taken_back_is_not_shown_again(as_anna: Client, anna: Member, shared: Pair, way: str) -> None:
    point = actions.add_point(anna, pair=shared, line="Ask for a rise")
    same = TalkingPoint.objects.visible_to(anna).get(pk=point.pk)

    with before_writing(partial(actions.withdraw_point, anna, point=same)):
        as_anna.post(f"/one-on-ones/points/{point.pk}/{way}/")

    point = TalkingPoint.objects.visible_to(anna).get(pk=point.pk)
    assert (point.audience, bool(point.done_at or point.dropped_at)) == ("me", way != "reopen")


def test_a_pair_stays_archived_when_its_rhythm_changes(as_anna: Client, anna: Member, shared: Pair) -> None:
    same = Pair.objects.visible_to(anna).get()

    with before_writing(partial(actions.archive, anna, pair=same)):
        as_anna.post(
            f"/one-on-ones/{shared.pk}/rhythm/",
            {"every": "monthly", "first_on": date(2026, 11, 27), "at": "10:00", "zone": "Europe/Berlin", "minutes": 30},
        )

    pair = Pair.objects.visible_to(anna).get()
    assert (pair.every, pair.archived_at) == ("monthly", same.archived_at)


def test_a_question_that_is_edited_stays_retired(as_anna: Client, anna: Member, shared: Pair) -> None:
    same = Question.objects.visible_to(anna).filter(retired_at=None).first()
    assert same

    with before_writing(partial(actions.retire_question, anna, question=same)):
        as_anna.post(f"/one-on-ones/questions/{same.pk}/edit/", {"text": "What did you learn?"})

    question = Question.objects.visible_to(anna).get(pk=same.pk)
    assert (question.text, question.retired_at) == ("What did you learn?", same.retired_at)
