"""Lines of Today that were put off."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.desk.models import Delay
from alongside.sources.models import Collection, Repository

pytestmark = pytest.mark.django_db


def test_a_line_of_today_is_dismissed_for_good(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    answer = client.post("/today/delay/", {"key": "silence:2026-47"})

    assert answer.status_code == 302
    assert Delay.objects.visible_to(anna).get().until is None


def test_the_silence_of_a_week_is_dismissed_for_that_week_and_not_for_every_year(
    client: Client, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for now in (datetime(2026, 7, 1, tzinfo=UTC), datetime(2027, 7, 7, tzinfo=UTC)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        client.force_login(anna.user)
        told.append("about your week" in client.get("/?later").text)
        dismiss(client, "silence")
        told.append("about your week" in client.get("/?later").text)

    assert told == [True, False, True, False]


def test_the_source_with_a_long_name_is_put_off_and_not_another_one_of_that_name(client: Client, anna: Member) -> None:
    first, second = (read(anna, name="payments " * 20, place=place) for place in ("here", "there"))
    client.force_login(anna.user)

    shown = ["what is new in" in client.get("/?later").text]
    dismiss(client, "read")
    shown.append("what is new in" in client.get("/?later").text)
    Collection.objects.visible_to(anna).filter(repository=first).update(done_at=timezone.now())
    shown.append("what is new in" in client.get("/?later").text)

    assert first.name == second.name
    assert shown == [True, False, True]


@pytest.mark.parametrize("wrong", [{"days": "366"}, {"key": "x" * 121}])
def test_what_cannot_be_put_off_is_said(client: Client, anna: Member, wrong: dict[str, str]) -> None:
    client.force_login(anna.user)

    answer = client.post("/today/delay/", {"key": "x", "days": "1", **wrong}, follow=True)

    assert "It was not put off." in answer.text
    assert not Delay.objects.visible_to(anna).exists()


def dismiss(client: Client, beginning: str) -> None:
    """As the button of the line does."""
    [key] = set(re.findall(rf'name="key" value="({beginning}:[^"]+)"', client.get("/?later").text))
    client.post("/today/delay/", {"key": key, "days": ""})


def read(anna: Member, *, name: str, place: str) -> Repository:
    """Read for the last time a month ago."""
    whose = {"owner": anna, "workspace": anna.workspace}
    repository = Repository(path=place, git_dir=place, name=name, **whose)
    repository.save()
    Collection(repository=repository, done_at=timezone.now() - timedelta(days=30), **whose).save()
    return repository
