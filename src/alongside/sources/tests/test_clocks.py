"""Clocks jump. A day that cannot be right is kept as it is told, and said to be uncertain wherever it is shown."""

from datetime import date

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.models import Piece
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.counting import counted
from alongside.sources.tests.conftest import collected

HOURS_LATER = ("1700000600 +0000", "1699998800 +0000")


@pytest.mark.parametrize(
    ("written", "committed", "said"),
    [
        ("4070908800 +0000", "4070908800 +0000", "Its clock was ahead: this day had not come yet when it was read."),
        ("60 +0000", "1700000000 +0000", "Its clock was not set: it stood at 1970."),
        ("1700200000 +0000", "1700000000 +0000", "It was committed before it was written"),
        (*HOURS_LATER, ""),
    ],
)
def test_a_day_that_cannot_be_right_is_said_to_be_uncertain(
    client: Client, engineer: Member, made: Made, written: str, committed: str, said: str
) -> None:
    made.write("lamp.c", "1\n")
    made.git("add", "-A")
    made.raw_commit(
        author=f"Engineer <engineer@example.org> {written}".encode(),
        committer=f"Engineer <engineer@example.org> {committed}".encode(),
        message=b"Replace the lamp\n",
    )
    collected(engineer, made)
    client.force_login(engineer.user)
    token = {"Authorization": f"Bearer {issue_token(engineer, name='t')}"}
    piece = Piece.objects.visible_to(engineer).get(title="Replace the lamp")

    shown = client.get(f"/work/{piece.pk}/").text
    told = client.get(f"/api/pieces/{piece.pk}", headers=token).json()["activities"]
    listed = client.get("/api/activities", headers=token).json()["items"]
    story = evidence.draft_story(engineer, piece=piece)

    assert said in shown
    assert ("clock" in shown) is bool(said)
    assert [each["uncertain"].startswith(said) for each in told] == [True]
    assert [each["uncertain"] for each in told] == [each["uncertain"] for each in listed]
    assert said in client.get(f"/stories/{story.pk}/").text


def test_a_count_says_which_commits_a_wrong_clock_keeps_from_it(client: Client, engineer: Member, made: Made) -> None:
    made.commit("Of a clock that ran ahead", {"lamp.c": "1\n"}, date="4070908800 +0000")
    made.commit("Of a clock that was not set", {"song.md": "1\n"}, date="@60 +0000")
    collected(engineer, made)
    client.force_login(engineer.user)

    told = counted(engineer, date(2023, 1, 1), date(2023, 12, 31))
    ever = counted(engineer, date(1970, 1, 1), date(2100, 1, 1))

    assert told.commits == 2
    assert [(each.reason, each.commits) for each in told.left_out] == [("clock", 2)]
    assert (ever.commits, ever.left_out) == (4, [])
    assert "A clock stood wrong" in client.get("/sources/counted?year=2023").text
