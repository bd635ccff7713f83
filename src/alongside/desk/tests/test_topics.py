"""Today reminds of a topic of which nothing new is on record for long."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.growth import actions as growth
from alongside.growth.models import KnownFor


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def chosen(anna: Member, topic: str, *, days_ago: int = 100, **more: object) -> KnownFor:
    known = growth.choose_topic(anna, topic=topic, **more)  # type: ignore[arg-type]
    known.chosen_on = timezone.localdate() - timedelta(days=days_ago)
    known.save()
    return known


def wrote(anna: Member, topic: str, days_ago: int) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    evidence.log(anna, line=f"win: something #{topic} {day.isoformat()}", today=timezone.localdate())


def shown(page: Client) -> str:
    return page.get("/?later").text


def test_a_topic_that_is_quiet_for_long_is_a_line_that_leads_to_writing_one(page: Client, anna: Member) -> None:
    chosen(anna, "slow pages")
    wrote(anna, "slow-pages", 50)

    text = shown(page)

    assert "<b>Add something on</b> “slow pages”, which you want to be known for" in text
    assert "Nothing new for 7 weeks; you wanted something every 6 weeks" in text
    assert "?line=%20%23slow-pages" in text


@pytest.mark.parametrize(
    ("days_ago", "every_weeks", "written"),
    [(100, 6, 30), (100, 0, None), (20, 6, None), (20, 6, 80)],
    ids=["something new came", "no reminder wanted", "just chosen", "just chosen, and quiet before"],
)
def test_nobody_is_reminded_of_what_is_not_due(
    page: Client, anna: Member, days_ago: int, every_weeks: int, written: int | None
) -> None:
    chosen(anna, "ledger", days_ago=days_ago, every_weeks=every_weeks)
    if written:
        wrote(anna, "ledger", written)

    assert "ledger”" not in shown(page)


def test_a_story_and_a_title_of_work_are_something_new_too(page: Client, anna: Member) -> None:
    chosen(anna, "webhooks", words=["retry"])

    evidence.write_story(anna, told=evidence.Told(action="Retry every delivery", result="none lost"))

    assert "webhooks" not in shown(page)


def test_of_several_only_the_one_that_waits_longest_is_named(page: Client, anna: Member) -> None:
    chosen(anna, "ledger", days_ago=200)
    chosen(anna, "hiring", days_ago=300)

    text = shown(page)

    assert "“hiring”" in text
    assert "“ledger”" not in text


def test_what_was_dismissed_comes_back_only_after_something_new_grew_old(page: Client, anna: Member) -> None:
    known = chosen(anna, "ledger")
    page.post("/today/delay/", {"key": f"topic:{known.pk}:{known.chosen_on}", "days": ""})
    gone = shown(page)

    wrote(anna, "ledger", 60)

    assert "“ledger”" not in gone
    assert "“ledger”" in shown(page)


def test_where_one_was_put_off_another_one_may_be_named(page: Client, anna: Member) -> None:
    first, _ = chosen(anna, "ledger", days_ago=200), chosen(anna, "hiring")
    page.post("/today/delay/", {"key": f"topic:{first.pk}:{first.chosen_on}", "days": "1"})

    text = shown(page)

    assert "“ledger”" not in text
    assert "“hiring”" in text


def test_nobody_else_is_reminded_of_it(client: Client, anna: Member, ben: Member) -> None:
    chosen(anna, "ledger")
    client.force_login(ben.user)

    assert "ledger" not in shown(client)
