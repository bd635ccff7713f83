"""The search over every room finds what its owner wants to be known for and needs support with."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.growth import actions as growth
from alongside.people import actions as people


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def found(page: Client, asked: str) -> str:
    return page.get("/search/", {"q": asked}).text.partition("</form>")[2]


def test_a_topic_is_found_by_its_name_and_its_other_words(page: Client, anna: Member) -> None:
    known = growth.choose_topic(anna, topic="latency", words=["slow pages"])
    url = reverse("growth:topic", args=[known.pk])

    assert [url in found(page, asked) for asked in ("laten", "Slow PAGES", "ledger")] == [True, True, False]


@pytest.mark.parametrize(
    ("typed", "at_hand"), [("win: cut p95 #checkout", True), ("checkout", False), ("at 9:30", False)]
)
def test_a_line_typed_into_the_box_is_one_more_enter_from_the_log(page: Client, typed: str, at_hand: bool) -> None:
    assert (
        " autofocus>" in page.get("/search/", {"q": typed}).text.split('class="search-log"')[1].split("</form>")[0]
    ) is at_hand


def test_a_need_is_found_and_leads_to_its_place(page: Client, anna: Member) -> None:
    need = growth.add_need(anna, text="Speaking in large meetings")

    assert f"{reverse('growth:support')}#need-{need.pk}" in found(page, "meetings speaking")


def test_both_are_found_as_they_read_now_and_not_once_they_were_dropped(page: Client, anna: Member) -> None:
    known, need = growth.choose_topic(anna, topic="latency"), growth.add_need(anna, text="Advice on pay")
    growth.edit_topic(anna, known_for=known, topic="throughput")
    growth.edit_need(anna, need=need, text="Advice on titles")
    edited = [reverse("growth:topic", args=[known.pk]) in found(page, asked) for asked in ("latency", "throughput")]
    edited += [f"#need-{need.pk}" in found(page, asked) for asked in ("pay", "titles")]

    growth.drop_topic(anna, known_for=known)
    growth.drop_need(anna, need=need)

    assert edited == [False, True, False, True]
    assert "throughput</" not in found(page, "throughput")
    assert f"#need-{need.pk}" not in found(page, "titles")


def test_what_is_found_nowhere_can_be_asked(page: Client, anna: Member) -> None:
    growth.choose_topic(anna, topic="latency")

    assert f'href="{reverse("knowledge:ask")}?q=src%2Fa%26b.py"' in found(page, "src/a&b.py")
    assert "Ask who knows “src/a&amp;b.py”" in found(page, "src/a&b.py")
    assert "Ask who knows" not in found(page, "latency")


def test_nobody_else_finds_them(client: Client, anna: Member, ben: Member, dan: Member) -> None:
    growth.choose_topic(anna, topic="latency", words=["slow pages"])
    growth.add_need(anna, text="Advice on latency")

    for stranger in (ben, dan):
        client.force_login(stranger.user)
        assert "Nothing" in found(client, "latency")
        assert "Advice" not in found(client, "latency")
        assert "slow pages" not in found(client, "latency")


def test_a_person_is_found_by_an_address_or_its_beginning(page: Client, anna: Member, cleo: Member) -> None:
    olga = people.add_person_known_as(anna, known=[("name", "Olga Ode"), ("email", "o.ode@example.org")])
    theirs = people.add_person_known_as(cleo, known=[("name", "Otto Ode"), ("email", "o.ode@example.com")])
    hits = page.get("/api/search", {"q": "o.ode@example.org"}, headers=token_of(anna)).json()

    assert reverse("people:person", args=[olga.pk]) in found(page, "O.Ode@Example.org")
    assert reverse("people:person", args=[olga.pk]) in found(page, "o.ode")
    assert reverse("people:person", args=[theirs.pk]) not in found(page, "o.ode")
    assert "Olga Ode" in str(hits)


def token_of(member: Member) -> dict[str, str]:
    return {"Authorization": f"Bearer {issue_token(member, name='test')}"}
