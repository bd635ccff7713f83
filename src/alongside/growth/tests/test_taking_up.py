"""Topics and needs that were dropped come back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.growth import actions
from alongside.growth.actions import known_for, needs
from alongside.growth.models import KnownFor, Need
from alongside.growth.tests.conftest import TODAY


@pytest.mark.parametrize("noun", ["topic", "need"])
def test_what_was_dropped_comes_back_only_where_there_is_room(client: Client, anna: Member, noun: str) -> None:
    client.force_login(anna.user)
    first: Any
    rows: Any
    if noun == "topic":
        rows = KnownFor.objects.visible_to(anna)
        first, *_ = [actions.choose_topic(anna, topic=f"topic{n}") for n in range(known_for.MOST)]
        actions.drop_topic(anna, known_for=first)
        actions.choose_topic(anna, topic="one more")
    else:
        rows = Need.objects.visible_to(anna)
        first, *_ = [actions.add_need(anna, text=f"need {n}") for n in range(needs.MOST)]
        actions.drop_need(anna, need=first)
        actions.add_need(anna, text="one more")

    said = client.post(reverse(f"growth:restore_{noun}", args=[first.pk]), follow=True).text

    assert "Drop one first" in said
    assert [each.pk for each in rows.exclude(dropped_at=None)] == [first.pk]


def test_a_topic_that_is_taken_up_again_is_due_as_a_new_one(client: Client, anna: Member) -> None:
    client.force_login(anna.user)
    known = actions.choose_topic(anna, topic="latency", words=["p95", "slow pages"], every_weeks=3)
    actions.drop_topic(anna, known_for=known)
    KnownFor.objects.editable_by(anna).update(chosen_on=TODAY - timedelta(days=200))
    form = client.get(reverse("growth:topics")).text.partition("Dropped topics")[2].partition("</form>")[0]

    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    client.post(re.findall(r'action="([^"]+)"', form)[0], sent)

    known.refresh_from_db()
    assert (known.dropped_at, known.chosen_on) == (None, TODAY)
    assert (known.words, known.every_weeks) == (["p95", "slow pages"], 3)
