"""The pages of the room, as their reader meets them."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.growth.tests.conftest import Cast, Make, Tell

PAGES = ("growth:growth", "growth:advocates", "growth:deciders", "growth:topics", "growth:support")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_teaches_while_it_is_empty(client: Client, anna: Member, name: str) -> None:
    client.force_login(anna.user)

    answer = client.get(reverse(name))

    assert answer.status_code == 200


def test_an_advocate_stands_with_the_claim_the_way_they_met_it_and_the_source(
    client: Client, anna: Member, cast: Cast, piece: Make, story: Tell
) -> None:
    story("Cut the checkout time", piece("Cache prices", ("reviewer", "cleo")))
    client.force_login(anna.user)

    text = client.get(reverse("growth:advocates")).content.decode()

    assert "Cleo Duarte" in text
    assert "Cut the checkout time" in text
    assert "Reviewed it" in text
    assert "0000000" in text
