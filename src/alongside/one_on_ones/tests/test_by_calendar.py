"""A collected calendar says when the two of a pair meet that has no rhythm: to the one who collected it, and nobody
else before they use it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair
from alongside.people.actions import add_identity, add_person
from alongside.sources import actions as sources
from alongside.sources.tests.conftest import run

SIXTEEN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:ours@example.org
DTSTAMP:20260701T000000Z
SUMMARY:Anna / Ben
DTSTART;TZID=Europe/Berlin:20260804T100000
DTEND;TZID=Europe/Berlin:20260804T103000
RRULE:FREQ=WEEKLY;COUNT={times}
ORGANIZER;CN=Ben Okoye:mailto:ben@example.org
ATTENDEE;CN=Anna Berg;PARTSTAT=ACCEPTED:mailto:anna@example.org
ATTENDEE;CN=Ben Okoye;PARTSTAT=ACCEPTED:mailto:ben@example.org
END:VEVENT
END:VCALENDAR
"""
USE, NOT_OURS = "Use this rhythm", "Not ours"
LIST = "/one-on-ones/"


@pytest.fixture
def pair(anna: Member, ben: Member) -> Pair:
    """Nobody has said when they meet, and Ben is a member too."""
    for member in (anna, ben):
        member.timezone = "Europe/Berlin"
        member.save()
    return actions.pair_up(anna, person=add_person(anna, name="Ben Okoye", relation="manager", email="ben@example.org"))


def collect(member: Member, folder: Path, *, times: int = 30) -> None:
    """A file is read until today, and no further."""
    add_identity(member, kind="email", value=member.user.email)
    file = folder / "anna.ics"
    file.write_text(SIXTEEN.format(times=times).replace("\n", "\r\n"))
    connection = sources.connect(member, collector="calendar", answers={"place": str(file)})
    done = run(member, sources.collect_connection(member, connection=connection))
    assert (done.state, done.new) == ("done", min(times, 16))


def shown_to(client: Client, member: Member, page: str = LIST) -> str:
    client.force_login(member.user)
    return client.get(page).text


def use(client: Client, pair: Pair, page: str) -> None:
    """The button, with all that its form holds."""
    form = page.split(f'action="/one-on-ones/{pair.pk}/rhythm/"')[1].split("</form>", maxsplit=1)[0]
    given = {part.split('"')[0]: part.split('value="')[1].split('"')[0] for part in form.split('name="')[1:]}
    assert client.post(f"/one-on-ones/{pair.pk}/rhythm/", given).status_code == 302


@pytest.mark.parametrize("page", [LIST, "{agenda}"])
def test_sixteen_weekly_meetings_give_the_next_date_and_say_where_it_is_from(
    client: Client,
    anna: Member,
    pair: Pair,
    tmp_path: Path,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[None]],
    page: str,
) -> None:
    page = page.format(agenda=f"/one-on-ones/{pair.pk}/")
    before = shown_to(client, anna, page)
    collect(anna, tmp_path)

    client.force_login(anna.user)
    with django_assert_max_num_queries(15):
        shown = client.get(page).text

    assert "2026-11-24T10:00:00+01:00" not in before
    assert "2026-11-24T10:00:00+01:00" in shown
    assert "every week" in shown.lower()
    assert "your calendar" in shown
    assert "No date yet" not in shown


def test_the_other_is_shown_nothing_before_it_is_used_and_all_of_it_afterwards(
    client: Client, anna: Member, ben: Member, pair: Pair, tmp_path: Path
) -> None:
    unread = [shown_to(client, ben, page) for page in (LIST, f"/one-on-ones/{pair.pk}/")]
    collect(anna, tmp_path)
    hidden = [shown_to(client, ben, page) for page in (LIST, f"/one-on-ones/{pair.pk}/")]

    use(client, pair, shown_to(client, anna))

    pair.refresh_from_db()
    assert (pair.every, pair.at and f"{pair.at:%H:%M}", pair.zone, pair.minutes) == (
        "weekly",
        "10:00",
        "Europe/Berlin",
        30,
    )
    assert [USE in page or "calendar, seen" in page for page in hidden] == [False, False]
    assert [plain(page) for page in hidden] == [plain(page) for page in unread]
    assert "Tuesday at 10:00" in shown_to(client, ben)


def plain(page: str) -> str:
    """Without what is another each time a page is drawn."""
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


def test_the_collector_may_be_the_other_of_the_pair(
    client: Client, anna: Member, ben: Member, pair: Pair, tmp_path: Path
) -> None:
    add_person(ben, name="Anna Berg", relation="report", email="anna@example.org")
    collect(ben, tmp_path)

    assert USE in shown_to(client, ben)
    assert USE not in shown_to(client, anna)


def test_using_it_is_taken_back_with_undo(client: Client, anna: Member, pair: Pair, tmp_path: Path) -> None:
    collect(anna, tmp_path)
    use(client, pair, shown_to(client, anna))
    shown = shown_to(client, anna)

    undo = shown.split("as your calendar has it")[1].split("</form>")[0]
    given = {part.split('"')[0]: part.split('value="')[1].split('"')[0] for part in undo.split('name="')[1:]}
    client.post(f"/one-on-ones/{pair.pk}/rhythm/", given)

    pair.refresh_from_db()
    assert (pair.every, pair.first_on, pair.at, pair.minutes) == ("ad_hoc", None, None, 45)
    assert USE in shown_to(client, anna)


def test_what_is_not_theirs_is_put_away(client: Client, anna: Member, pair: Pair, tmp_path: Path) -> None:
    collect(anna, tmp_path)
    assert NOT_OURS in shown_to(client, anna)

    done = client.post(f"/one-on-ones/{pair.pk}/prepare/dismiss/", {"key": "rhythm:calendar", "next": LIST})
    gone = shown_to(client, anna)
    client.post(f"/one-on-ones/{pair.pk}/prepare/bring-back/", {"key": "rhythm:calendar"})

    assert done.headers["Location"] == LIST
    assert USE not in gone
    assert "no date" in gone
    assert USE in shown_to(client, anna)


def test_a_rhythm_or_a_date_that_was_set_wins(client: Client, anna: Member, pair: Pair, tmp_path: Path) -> None:
    collect(anna, tmp_path)

    actions.plan(anna, pair=pair, starts_at=datetime(2026, 11, 26, 13, tzinfo=UTC))

    shown = shown_to(client, anna)
    assert USE not in shown
    assert "2026-11-26T14:00:00+01:00" in shown


@pytest.mark.parametrize("times", [2, 12])
def test_two_meetings_are_no_rhythm_and_neither_is_a_series_that_has_ended(
    client: Client, anna: Member, pair: Pair, tmp_path: Path, times: int
) -> None:
    collect(anna, tmp_path, times=times)

    assert timezone.localdate().isoformat() == "2026-11-20"
    assert USE not in shown_to(client, anna)
