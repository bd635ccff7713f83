"""Two who are one: Mina, and a twin of hers under another name."""

import pytest

from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Person


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager", email="mina@example.org")


@pytest.fixture
def twin(anna: Member) -> Person:
    return actions.add_person(anna, name="M. Okafor", handle="mo", email="mo@example.org", role="head of product")
