"""A pair of anna and ben, who has signed up; and one of anna and somebody who has not."""

from datetime import UTC, date, datetime, time, timedelta
from time import monotonic

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair
from alongside.people.actions import add_person

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon on 20 November 2026, and time goes on from there."""
    began = monotonic()
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(seconds=monotonic() - began))


@pytest.fixture
def shared(anna: Member, ben: Member) -> Pair:
    person = add_person(anna, name="Ben the boss", relation="manager", email="ben@example.org")
    return actions.pair_up(
        anna, person=person, every="weekly", first_on=date(2026, 10, 2), at=time(14), zone="Europe/Berlin"
    )


@pytest.fixture
def alone(anna: Member) -> Pair:
    return actions.pair_up(anna, person=add_person(anna, name="Mina", relation="manager"))


def token(member: Member) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue_token(member, name='test')}"}


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client
