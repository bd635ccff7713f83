"""The rings: placing persons, the role wanted next, and the page around the picture."""

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Aim, Person, Ring, Touchpoint
from alongside.people.queries.rings import RECENT, aim_of, placed


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def api(anna: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(anna, name='test')}"})


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="stakeholder")


def of(viewer: Member, person: Person) -> Any:
    return next(each for each in placed(viewer, timezone.localdate()) if each.pk == person.pk)


def seen(person: Person, key: str, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    Touchpoint(owner=person.owner, workspace=person.workspace, person=person, kind="review", at=at, saw=key).save()


def test_a_person_is_placed_and_put_back(anna: Member, mina: Person) -> None:
    moved = actions.place(anna, person=mina, ring="next_level").ring

    back = actions.place(anna, person=mina, ring="").ring

    assert (moved, back) == (Ring.NEXT_LEVEL, Ring.LEADERS)


def test_placed_where_the_relation_puts_them_anyway_they_go_on_following_it(anna: Member, mina: Person) -> None:
    actions.place(anna, person=mina, ring="leaders")

    edited = actions.edit_person(anna, person=mina, relation="peer")

    assert edited.ring == Ring.INNER


def test_there_are_four_rings_only(anna: Member, mina: Person) -> None:
    with pytest.raises(ValidationError, match="no ring “moon”"):
        actions.place(anna, person=mina, ring="moon")


def test_nobody_places_a_person_of_somebody_else(ben: Member, dan: Member, mina: Person) -> None:
    for member in (ben, dan):
        with pytest.raises(PermissionDenied):
            actions.place(member, person=mina, ring="inner")


def test_one_role_is_wanted_at_a_time_or_none(anna: Member, ben: Member) -> None:
    actions.aim_for(anna, role="staff")
    actions.aim_for(anna, role="manager")
    wanted = aim_of(anna)

    actions.aim_for(anna, role="")

    assert (wanted, aim_of(anna), aim_of(ben)) == ("manager", None, None)
    assert not Aim.objects.visible_to(anna).exists()
    with pytest.raises(ValidationError, match="no role “king”"):
        actions.aim_for(anna, role="king")


def test_recent_work_that_was_seen_counts_once_each(anna: Member, mina: Person) -> None:
    for key, days in (("a", 3), ("a", 9), ("b", 20), ("old", RECENT.days + 3), ("", 2)):
        seen(mina, key, days)

    assert of(anna, mina).seen == 2


def test_the_picture_shows_each_person_in_their_ring_with_how_fresh_that_is(as_anna: Client, mina: Person) -> None:
    seen(mina, "piece:1", days=40)

    page = as_anna.get("/people/").text

    mark = re.search(rf'<a href="/people/{mina.pk}/" data-person[^>]*>.*?</a>', page)
    assert mark
    assert 'data-ring="leaders"' in mark[0]
    assert "rings__mark--due" in mark[0]
    assert "last touchpoint 40 days ago, wanted every 30 days · has seen 1 piece of your recent work" in mark[0]


def test_a_move_says_so_and_can_be_undone(as_anna: Client, anna: Member, mina: Person) -> None:
    moved = as_anna.post(f"/people/{mina.pk}/place/", {"ring": "support", "next": "/people/?ring=support"}, follow=True)
    there = of(anna, mina).ring

    as_anna.post(f"/people/{mina.pk}/place/", {"ring": ""})

    assert "Mina Okafor stands in your support ring now." in moved.text
    assert "Undo" in moved.text
    assert moved.redirect_chain[-1][0] == "/people/?ring=support"
    assert (there, of(anna, mina).ring) == ("support", "leaders")


def test_a_ring_and_a_count_are_called_alike_wherever_they_stand(as_anna: Client, anna: Member, mina: Person) -> None:
    for name in ("Ada Lund", "Bo Lund"):
        actions.add_person(anna, name=name, relation="stakeholder")

    page, person = as_anna.get("/people/").text, as_anna.get(f"/people/{mina.pk}/").text
    file = as_anna.get("/people/rings.svg").content.decode()
    moved = as_anna.post(f"/people/{mina.pk}/place/", {"ring": "leaders"}, follow=True).text

    assert "3 people around you" in page
    for picture in (page, file):
        assert "Leader’s ring: 3 people, 0 due." in picture
        assert "3 persons" not in picture
    assert page.count(">Leader’s</option>") == 1 + 3
    assert "Leader’s ring" not in person
    assert "leader’s ring" in person
    assert "stands in your leader’s ring now" in moved


def test_a_wrong_ring_is_told_and_changes_nothing(as_anna: Client, anna: Member, mina: Person) -> None:
    answer = as_anna.post(f"/people/{mina.pk}/place/", {"ring": "moon"}, follow=True)

    assert "There is no ring" in answer.text
    assert of(anna, mina).ring == "leaders"


def test_htmx_gets_the_rings_alone_after_a_move(as_anna: Client, mina: Person) -> None:
    given = {"ring": "inner", "next": "/people/"}
    part = as_anna.post(f"/people/{mina.pk}/place/", given, headers={"hx-request": "true"}, follow=True).text

    assert part.lstrip().startswith('<div id="rings"')
    assert "stands in your inner ring now" in part


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Mina Okafor", "Ravi Nair", "Ines Lind"}),
        ("?q=OKA", {"Mina Okafor"}),
        ("?q=nobody+like+this", set()),
        ("?ring=support", {"Ines Lind"}),
        ("?relation=peer", {"Ravi Nair"}),
        ("?team=data", {"Mina Okafor"}),
        ("?ring=moon&relation=king", {"Mina Okafor", "Ravi Nair", "Ines Lind"}),
    ],
)
def test_the_list_and_the_picture_are_narrowed(
    as_anna: Client, anna: Member, mina: Person, query: str, names: set[str]
) -> None:
    actions.edit_person(anna, person=mina, team="Data")
    actions.add_person(anna, name="Ravi Nair")
    actions.add_person(anna, name="Ines Lind", relation="mentor")

    page = as_anna.get(f"/people/{query}").text

    assert set(re.findall(r'<a href="/people/\d+/">([^<]+)</a>', page)) == names
    assert set(re.findall(r'class="rings__label">([^<]+)</text>', page)) == names


def test_only_those_who_are_due(as_anna: Client, anna: Member, mina: Person) -> None:
    fresh = actions.add_person(anna, name="Ravi Nair")
    seen(fresh, "a", days=1)
    seen(mina, "b", days=60)

    page = as_anna.get("/people/?due=1").text

    assert "Mina Okafor" in page
    assert "Ravi Nair" not in page


def test_the_role_wanted_next_is_compared_with_who_is_there(as_anna: Client, anna: Member, mina: Person) -> None:
    before = as_anna.get("/people/").text

    chosen = as_anna.post("/people/aim/", {"role": "staff"}, follow=True).text

    assert "The leader’s circle" not in before
    assert "The role you want next: staff engineer." in chosen
    assert "Nobody at your next level knows your work." in chosen
    assert "Undo" in chosen


def test_the_picture_is_taken_along_as_a_file(as_anna: Client, anna: Member, mina: Person) -> None:
    actions.edit_person(anna, person=mina, name="Mina <& Okafor>")

    answer = as_anna.get("/people/rings.svg")

    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="rings-')
    assert "Mina <& Okafor>" in "".join(ElementTree.fromstring(answer.content).itertext())


def test_a_long_list_is_paged(as_anna: Client, anna: Member) -> None:
    for number in range(53):
        actions.add_person(anna, name=f"Person {number:02}", relation="other")

    first, second = (as_anna.get(f"/people/{query}").text for query in ("", "?page=2"))

    assert (first.count('<tr role="row" id='), second.count('<tr role="row" id=')) == (50, 3)


def test_a_program_sees_the_rings_and_moves_persons(api: Client, mina: Person) -> None:
    moved = api.post(f"/api/persons/{mina.pk}/place", {"ring": "next_level"}, "application/json")

    rings = api.get("/api/rings?ring=next_level").json()

    assert moved.json() == {"id": mina.pk, "name": "Mina Okafor", "ring": "next_level", "placed_in": "next_level"}
    assert rings["total"] == 1
    assert rings["items"][0] | {"ring": "next_level", "by_hand": True, "state": "never"} == rings["items"][0]
    assert api.get("/api/rings?due=true").json()["total"] == 0
    assert api.post(f"/api/persons/{mina.pk}/place", {"ring": "x"}, "application/json").status_code == 422


def test_a_program_sees_what_the_role_needs(api: Client, mina: Person) -> None:
    before = api.get("/api/circles").json()

    chosen = api.put("/api/aim", {"role": "senior"}, "application/json").json()

    assert (before["role"], before["gaps"], chosen) == ("", [], {"role": "senior"})
    after = api.get("/api/circles").json()
    assert next(need for need in after["leaders"] if need["who"] == "Stakeholders")["out_of_touch"] == [mina.pk]
    assert {"sentence", "step", "relation", "person_id"} == set(after["gaps"][0])
    assert api.get("/api/aim").json() == {"role": "senior"}


def test_others_see_and_move_nobody(client: Client, anna: Member, ben: Member, dan: Member, mina: Person) -> None:
    actions.aim_for(anna, role="staff")

    for member in (ben, dan):
        client.force_login(member.user)
        assert client.post(f"/people/{mina.pk}/place/", {"ring": "inner"}).status_code == 404
        assert "Okafor" not in client.get("/people/").text + client.get("/people/rings.svg").text
        theirs = Client(headers={"authorization": f"Bearer {issue_token(member, name='test')}"})
        assert theirs.get("/api/rings").json()["total"] == 0
        assert theirs.get("/api/aim").json() == {"role": ""}
        assert theirs.post(f"/api/persons/{mina.pk}/place", {"ring": "inner"}, "application/json").status_code == 404
