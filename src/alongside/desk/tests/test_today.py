import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.desk import actions as desk
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.evidence.models import Piece
from alongside.growth import actions as growth
from alongside.growth.models import Step
from alongside.one_on_ones.actions import pair_up, plan
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def peer(anna: Member) -> Person:
    """Somebody anna spoke with two months ago, and a one-on-one far away, so that she is no newcomer."""
    person = people.add_person(anna, name="Cleo Duarte", relation="peer")
    then = timezone.now() - timedelta(days=60)
    people.keep_touchpoints(anna, source="calendar", contacts=[Contact(person.pk, "meeting", then, source_id="1")])
    manager = people.add_person(anna, name="Ben Okoye", relation="manager")
    pair_up(anna, person=manager, every="ad_hoc")
    return person


def test_today_shows_one_step_of_the_week(client: Client, anna: Member, peer: Person) -> None:
    growth.plan_steps(anna, today=timezone.localdate())
    client.force_login(anna.user)

    shown = client.get("/").content.decode()

    assert "propose a short sync to Cleo Duarte" in shown


def test_a_step_that_was_taken_is_not_shown(client: Client, anna: Member, peer: Person) -> None:
    [step] = growth.plan_steps(anna, today=timezone.localdate())
    growth.finish_step(anna, step=step)
    client.force_login(anna.user)

    assert "Cleo Duarte" not in client.get("/").content.decode()


def planned_with(anna: Member, person: Person, *, by: str) -> None:
    """A talk in three days: in the calendar, or a one-on-one."""
    soon = timezone.now() + timedelta(days=3)
    if by == "calendar":
        people.add_identity(anna, kind="email", value="cleo@example.org", person=person)
        coming = Finding(
            id="m1", kind="meeting", title="Catch up", at=soon, credits=(("attendee", "", "cleo@example.org"),)
        )
        evidence.keep(anna, source="calendar", origin="work", findings=[coming])
    else:
        plan(anna, pair=pair_up(anna, person=person), starts_at=soon)


@pytest.mark.parametrize("by", ["calendar", "one-on-one"])
@pytest.mark.parametrize("first", [True, False])
def test_no_step_asks_for_a_talk_that_is_planned(
    client: Client, anna: Member, peer: Person, by: str, first: bool
) -> None:
    if first:
        planned_with(anna, peer, by=by)
    growth.plan_steps(anna, today=timezone.localdate())
    if not first:
        planned_with(anna, peer, by=by)
    client.force_login(anna.user)

    shown = [client.get(path).text for path in ("/", "/steps/")]
    growth.plan_steps(anna, today=timezone.localdate())

    assert [text for text in shown if "short sync" in text] == []
    assert not Step.objects.visible_to(anna).exists()


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_no_step_is_shown_or_found_in_a_pause(client: Client, anna: Member, peer: Person, whose: str) -> None:
    today = timezone.localdate()
    growth.plan_steps(anna, today=today)
    client.force_login(anna.user)
    pause = people.pause(anna, first_on=today, person=None if whose == "mine" else peer)

    shown = [client.get(path).text for path in ("/", "/steps/")]
    found = growth.plan_steps(anna, today=today)
    people.end_pause(anna, pause=pause)

    assert [text for text in shown if "short sync" in text] == []
    assert ("You are away today" in shown[1]) == (whose == "mine")
    assert found == []
    assert [step.person for step in growth.plan_steps(anna, today=today)] == [peer]


def test_nothing_is_to_be_told_of_a_meeting_that_is_still_ahead(
    client: Client, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = timezone.now().replace(hour=9, minute=0)
    meeting = Finding(
        id="m1",
        kind="meeting",
        title="Skip-level",
        at=day + timedelta(hours=3),
        extra={"meeting": "led", "minutes": "60"},
    )
    evidence.keep(anna, source="calendar", origin="work", findings=[meeting])
    evidence.find_pieces(anna)
    client.force_login(anna.user)

    told = {}
    for hours in (0, 6):
        monkeypatch.setattr(timezone, "now", lambda now=day + timedelta(hours=hours): now)
        told[hours] = "Make an entry" in client.get("/").text

    assert told == {0: False, 6: True}


def test_a_new_week_leads_to_the_page_that_looks_for_its_steps(client: Client, anna: Member, peer: Person) -> None:
    client.force_login(anna.user)

    new = client.get("/").content.decode()
    client.post("/steps/plan/")
    looked = client.get("/").content.decode()

    assert "three small steps of this week" in new
    assert "three small steps of this week" not in looked


def work(anna: Member, number: int) -> list[Piece]:
    """So many pieces of work without an entry, the weightiest first."""
    at = timezone.now() - timedelta(days=2)
    found = [
        Finding(id=f"{n:040x}", kind="commit", title=f"Build part {n}", at=at, files=((f"part{n}/a.py", 50 * n, 0),))
        for n in range(1, number + 1)
    ]
    evidence.keep(anna, source="git", origin="payments", findings=found)
    evidence.find_pieces(anna)
    return list(Piece.objects.visible_to(anna).order_by("-score", "-last_on"))


def shown(client: Client, noun: str) -> list[str]:
    """The keys of the lines on Today about a piece or a story."""
    forms = client.get("/?later").text.split('action="/today/delay/"')[1:]
    keys = dict.fromkeys(form.split('name="key" value="')[1].partition('"')[0] for form in forms)
    return [key for key in keys if key.startswith(f"{noun}:")]


def put_off(client: Client, key: str) -> None:
    client.post("/today/delay/", {"key": key, "days": ""})


def test_pieces_of_work_that_were_put_off_make_room_for_the_next_two(client: Client, anna: Member) -> None:
    keys = [f"piece:{piece.pk}" for piece in work(anna, 5)]
    client.force_login(anna.user)

    first = shown(client, "piece")
    for key in first:
        put_off(client, key)
    then = shown(client, "piece")
    client.post("/today/show-again/", {"key": first[1]})
    again = shown(client, "piece")

    assert len(keys) == 5
    assert (first, then) == (keys[:2], keys[2:4])
    assert again == [keys[1], keys[2]]


def test_a_piece_that_was_delayed_comes_back_on_its_day(client: Client, anna: Member) -> None:
    keys = [f"piece:{piece.pk}" for piece in work(anna, 3)]
    desk.delay(anna, key=keys[0], until=timezone.localdate() + timedelta(days=3))
    desk.delay(anna, key=keys[1], until=timezone.localdate())
    client.force_login(anna.user)

    assert shown(client, "piece") == keys[1:]


def test_a_story_whose_result_is_put_off_makes_room_for_the_one_before(client: Client, anna: Member) -> None:
    stories = [evidence.write_story(anna, told=evidence.Told(action=f"Move part {n}")) for n in range(3)]
    client.force_login(anna.user)

    told = []
    for _ in range(4):
        keys = shown(client, "story")
        told += keys
        for key in keys:
            put_off(client, key)

    assert sorted(told) == sorted(f"story:{story.pk}" for story in stories)
    assert len(told) == 3


def test_what_holds_one_up_makes_room_for_the_next_when_put_off(client: Client, anna: Member) -> None:
    today = timezone.localdate()
    lines = [f"blocker: part {n} is down {today - timedelta(days=30 - n)}" for n in range(3)]
    keys = [f"obstacle:{evidence.log(anna, line=line, today=today).pk}" for line in lines]
    client.force_login(anna.user)

    first = shown(client, "obstacle")
    for key in first:
        put_off(client, key)

    assert (first, shown(client, "obstacle")) == (keys[:2], keys[2:])


def test_upkeep_and_plain_meetings_are_no_news(client: Client, anna: Member) -> None:
    then = timezone.now() - timedelta(days=2)
    plain = Finding(id="m1", kind="meeting", title="Weekly status", at=then, extra={"meeting": "attended"})
    upkeep = Finding(id="a" * 40, kind="commit", title="chore: bump requests", at=then, files=(("lock.txt", 1, 1),))
    evidence.keep(anna, source="calendar", origin="work", findings=[plain])
    evidence.keep(anna, source="git", origin="payments", findings=[upkeep])
    evidence.find_pieces(anna)
    client.force_login(anna.user)

    assert Piece.objects.visible_to(anna).count() == 2
    assert shown(client, "piece") == []


def test_a_line_about_a_piece_of_work_leads_to_it(client: Client, anna: Member) -> None:
    [piece] = work(anna, 1)
    client.force_login(anna.user)

    links = re.findall(r'href="([^"]+)"', client.get("/?later").text)

    assert reverse("evidence:piece", args=[piece.pk]) in links


def test_a_piece_of_work_whose_entry_was_taken_back_waits_again(client: Client, anna: Member) -> None:
    [piece] = work(anna, 1)
    client.force_login(anna.user)

    entry = evidence.accept(anna, piece=piece)
    taken = shown(client, "piece")
    evidence.archive(anna, entry=entry)

    assert (taken, shown(client, "piece")) == ([], [f"piece:{piece.pk}"])
