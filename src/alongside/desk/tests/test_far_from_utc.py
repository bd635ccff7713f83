"""Days on Today are those of its reader, however far they live from UTC."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.one_on_ones import actions as one_on_ones
from alongside.people.actions import add_person
from alongside.sources.models import Collection, Repository

pytestmark = pytest.mark.django_db


def test_weekdays_and_days_are_those_of_auckland(client: Client, anna: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    tuesday_at_nine = datetime(2026, 11, 16, 20, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: tuesday_at_nine)
    anna.timezone = "Pacific/Auckland"
    anna.save()
    pair = one_on_ones.pair_up(anna, person=add_person(anna, name="Mina", relation="manager"))
    one_on_ones.plan(anna, pair=pair, starts_at=datetime(2026, 11, 18, 20, tzinfo=UTC))
    one_on_ones.make_promise(anna, pair=pair, text="Send the rota", due_on=date(2026, 11, 18), side="owner")
    read(anna, at=datetime(2026, 11, 5, 20, tzinfo=UTC))
    client.force_login(anna.user)

    shown = client.get("/").text

    assert "Thursday at 09:00" in shown
    assert "you said so on 17 November" in shown
    assert "Last read on 6 November" in shown


def read(anna: Member, *, at: datetime) -> None:
    whose = {"owner": anna, "workspace": anna.workspace}
    repository = Repository(path="payments", git_dir="payments", name="payments", **whose)
    repository.save()
    Collection(repository=repository, done_at=at, **whose).save()
