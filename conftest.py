"""The cast: anna works with ben, her manager; cleo is a colleague in the same workspace; dan is in another one."""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import Settings

from alongside.accounts.actions import found
from alongside.accounts.models import Member, Role, User

TODAY = date(2026, 11, 20)

# How long a first example takes says something of the machine, not of the code: on a fresh clone tables are made first.
# Examples are the same in every run, so what fails belongs to the change at hand; "explore" looks for others.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None
)
settings.register_profile("explore", settings.get_profile("any machine"), derandomize=False, max_examples=2000)
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes by itself begins first, so that nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("postgresql") is None)


def join(host: Member, name: str, role: Role = Role.ENGINEER) -> Member:
    user = User.objects.create(email=f"{name.lower()}@example.org")
    return Member.objects.create(workspace=host.workspace, user=user, name=name, timezone=host.timezone, role=role)


@pytest.fixture
def anna(db: None) -> Member:
    return found(name="Anna", email="anna@example.org", workspace="Payments", zone="Europe/Berlin")


@pytest.fixture
def ben(anna: Member) -> Member:
    return join(anna, "Ben", Role.MANAGER)


@pytest.fixture
def cleo(anna: Member) -> Member:
    return join(anna, "Cleo")


@pytest.fixture
def dan(db: None) -> Member:
    return found(name="Dan", email="dan@example.org", workspace="Elsewhere")


@pytest.fixture
def nothing_in_the_background(settings: Settings) -> None:
    """It would still write when the tables of a test with transactions of its own are emptied."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
