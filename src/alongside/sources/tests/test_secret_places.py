"""The address of a calendar is a secret, and still says which calendar it is."""

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.people.actions import add_identity
from alongside.sources import actions
from alongside.sources.collectors.tests.loopback import Reply, Server, serving
from alongside.sources.models import Connection
from alongside.sources.tests.conftest import run


@pytest.fixture(autouse=True)
def page(client: Client, anna: Member) -> Client:
    add_identity(anna, kind="email", value="anna@example.org")
    client.force_login(anna.user)
    return client


def calendar(title: str) -> list[Reply]:
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"UID:{title}", f"SUMMARY:{title}"),
        *("DTSTART:20261103T100000Z", "DTEND:20261103T103000Z", "ORGANIZER:mailto:anna@example.org"),
        *("ATTENDEE;PARTSTAT=ACCEPTED:mailto:mina@example.org", "END:VEVENT", "END:VCALENDAR", ""),
    ]
    return [Reply(200, "\r\n".join(lines))]


CALENDARS = {"GET /work.ics": calendar("Plan the work"), "GET /team.ics": calendar("Meet the team")}


def there(anna: Member) -> set[str]:
    return set(Activity.objects.visible_to(anna).filter(vanished_at=None).values_list("title", flat=True))


def connected(page: Client, anna: Member, server: Server, name: str) -> Connection:
    answers = {"address": f"{server.address}/{name}.ics", "whose": "mine", "years": "3"}
    page.post("/sources/connect/calendar", answers)
    connection = Connection.objects.visible_to(anna).latest("pk")
    run(anna, actions.collect_connection(anna, connection=connection))
    return connection


def test_a_second_calendar_does_not_take_the_place_of_the_first(page: Client, anna: Member) -> None:
    with serving(CALENDARS) as server:
        work = connected(page, anna, server, "work")
        team = connected(page, anna, server, "team")
        same = connected(page, anna, server, "team")

    assert work.pk != team.pk == same.pk
    assert there(anna) == {"Plan the work", "Meet the team"}


def test_with_another_address_it_is_read_from_its_beginning(page: Client, anna: Member) -> None:
    with serving(CALENDARS) as server:
        connection = connected(page, anna, server, "work")
        page.post(
            f"/sources/connections/{connection.pk}/change",
            {"address": f"{server.address}/team.ics", "whose": "mine", "years": "3"},
        )
        run(anna, actions.collect_connection(anna, connection=connection))

    assert there(anna) == {"Plan the work", "Meet the team"}
