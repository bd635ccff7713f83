"""Anna's work as her sources and stories have it, and who of her people met which part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.evidence.findings import Finding
from alongside.evidence.models import Piece, Story
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import Person

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Cast:
    """Anna's own rows for the people around her."""

    ben: Person
    """Her manager."""
    cleo: Person
    mina: Person
    """The skip-level, who decides."""
    noor: Person
    """A friend."""


@pytest.fixture
def cast(anna: Member) -> Cast:
    ben = people.add_person(anna, name="Ben Okoye", relation="manager", email="ben@example.org", team="Payments")
    mina = people.add_person(anna, name="Mina Abara", relation="skip_level", email="mina@example.org", decides=True)
    cleo = people.add_person(anna, name="Cleo Duarte", email="cleo@example.org", reports_to=mina)
    noor = people.add_person(anna, name="Noor Haddad", email="noor@example.org", friend=True)
    people.edit_person(anna, person=ben, reports_to=mina)
    return Cast(ben, cleo, mina, noor)


type Make = Callable[..., Piece]


@pytest.fixture
def piece(anna: Member, cast: Cast) -> Make:
    """A piece of work that names these people in these roles."""
    number = iter(range(1, 1000))

    def make(
        title: str, *named: tuple[str, str], on: date = TODAY - timedelta(days=5), origin: str = "payments"
    ) -> Piece:
        n = next(number)
        named_in = tuple((role, f"{who.capitalize()} Somebody", f"{who}@example.org") for role, who in named)
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        finding = Finding(
            id=f"{n:040x}",
            kind="commit",
            title=f"PAY-{n}: {title}",
            at=at,
            tickets=(f"PAY-{n}",),
            files=((f"src/{n}.py", 200, 20),),
            credits=named_in,
        )
        evidence.keep(anna, source="git", origin=origin, findings=[finding])
        evidence.find_pieces(anna)
        return Piece.objects.visible_to(anna).get(activities__external_id=finding.id)

    return make


type Tell = Callable[..., Story]


@pytest.fixture
def story(anna: Member) -> Tell:
    def tell(
        action: str, *pieces: Piece, on: date = TODAY - timedelta(days=5), witnesses: tuple[Person, ...] = ()
    ) -> Story:
        told = Told(action=action, happened_on=on)
        return evidence.write_story(anna, told=told, pieces=pieces, witnesses=witnesses)

    return tell


type Meet = Callable[..., None]


@pytest.fixture
def meet(anna: Member) -> Meet:
    """A contact of anna with a person."""

    def keep(
        person: Person, kind: str = "meeting", *, days_ago: int = 3, text: str = "", name: str = "", saw: str = ""
    ) -> None:
        at = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC) - timedelta(days=days_ago)
        contact = Contact(person.pk, kind, at, text=text, source_id=name, saw=saw)
        people.keep_touchpoints(anna, source="calendar", contacts=[contact])

    return keep


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask Django for the day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 20, 15, tzinfo=UTC))
