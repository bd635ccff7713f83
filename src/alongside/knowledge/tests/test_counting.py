"""How many know an area, and who that is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.knowledge import actions
from alongside.knowledge.models import Area
from alongside.knowledge.tests.conftest import BEN, api, collected, days_ago
from alongside.sources.collectors.git.tests.repositories import Made

A_YEAR_AGO = timezone.now() - timedelta(days=350)


def test_what_was_known_a_year_ago_is_not_known_for_ever(
    client: Client, engineer: Member, shop: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Made(shop.folder.with_name("old"))
    old.clock = days_ago(400)
    for number in range(9):
        old.commit(f"Press {number}", {"press/a.c": f"{number}\n"}, person=BEN)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: A_YEAR_AGO)
        collected(engineer, old)
    client.force_login(engineer.user)
    area = Area.objects.visible_to(engineer).get()
    assert (area.name, area.known_by) == ("press", 1)
    on_its_page = client.get(reverse("knowledge:area", args=[area.pk])).text

    collected(engineer, shop)

    in_the_list = client.get(reverse("knowledge:areas")).text
    assert "Nobody knows it at present" in on_its_page
    assert "Who knows it <small>0</small>" in on_its_page
    assert "one alone knows this" not in in_the_list
    assert api(engineer).get(f"/api/areas/{area.pk}").json()["known_by"] == 0


def test_two_areas_of_one_folder_count_the_same(knowing: Member, shop: Made) -> None:
    shop.commit("Pool at home", {"src/db/pool.py": "home\n"}, person=("Ben Okoye", "home@example.org"))
    collected(knowing, shop)
    actions.add_area(knowing, name="The same", paths=["src/db/"])

    areas = api(knowing).get("/api/areas", {"knowers": "true"}).json()["items"]

    wrote = [[each["wrote"] for each in area["knowers"] if each["name"] == "Ben Okoye"] for area in areas]
    assert wrote == [[5], [5]]
