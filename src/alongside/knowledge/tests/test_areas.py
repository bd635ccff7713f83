"""Areas: found, corrected, shared, and what anybody may know of them."""

import json
import re
from datetime import timedelta
from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.models import Event
from alongside.knowledge import actions
from alongside.knowledge.models import Area
from alongside.knowledge.queries import area_told, areas_of, who_knows, whom_to_ask
from alongside.knowledge.surveying import tell
from alongside.knowledge.tests.conftest import BEN, CLEO, api, asked, collected
from alongside.sharing.models import Audience
from alongside.sources.collectors.git.tests.repositories import Made

POOL = "src/db/pool.py"


def test_areas_are_found_from_folders_with_enough_changes(knowing: Member) -> None:
    assert [(each.area.name, each.area.paths, each.area.known_by) for each in areas_of(knowing)] == [
        ("db", ["shop/src/db/"], 3)
    ]


def test_an_area_that_is_corrected_stays_so(knowing: Member, shop: Made) -> None:
    area = Area.objects.visible_to(knowing).get()
    actions.edit_area(knowing, area=area, name="Database", problem="Keeps what was paid")
    shop.commit("Once more", {POOL: "again\n"})

    collected(knowing, shop)

    area.refresh_from_db()
    assert Area.objects.visible_to(knowing).count() == 1
    assert (area.name, area.problem, area.changes) == ("Database", "Keeps what was paid", 9)


def test_a_found_area_that_gets_other_folders_does_not_end_the_survey(
    page: Client, knowing: Member, shop: Made
) -> None:
    area = Area.objects.visible_to(knowing).get()
    page.post(reverse("knowledge:edit_area", args=[area.pk]), {"name": "Web", "paths": "web/"})
    for number in range(9):
        shop.commit(f"Bill {number}", {"billing/bill.py": f"{number}\n"}, person=BEN)
    shop.commit("Colour it once more", {"web/page.css": "more\n"}, person=BEN)

    collected(knowing, shop)

    told = {each.area.name: (each.area.paths, each.area.changes) for each in areas_of(knowing)}
    assert told == {"Web": (["shop/web/"], 5), "billing": (["shop/billing/"], 9)}


def test_what_nobody_sees_is_left_out_of_what_is_typed(knowing: Member) -> None:
    area = actions.add_area(knowing, name="W\u202ee\u200bb\x07", paths=["web/"])
    actions.edit_area(knowing, area=area, problem="- o\u202ene\r\n- two")

    assert (area.name, area.problem) == ("Web", "- one\n- two")


def test_an_area_that_goes_during_a_survey_does_not_end_it(knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    gone = actions.add_area(knowing, name="Web", paths=["web/"])
    Area.objects.editable_by(knowing).filter(name="Web").delete()
    Area.objects.editable_by(knowing).update(known_by=0)

    tell(knowing, [gone, db])

    assert [each.area.known_by for each in areas_of(knowing)] == [3]


def test_a_hidden_area_is_not_found_again(knowing: Member, shop: Made) -> None:
    actions.hide_area(knowing, area=Area.objects.visible_to(knowing).get())
    shop.commit("Once more", {POOL: "again\n"})

    collected(knowing, shop)

    assert areas_of(knowing) == []


def test_what_sleeps_is_folded_behind_what_lives(page: Client, knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    assert db.last_on is not None
    old = actions.add_area(knowing, name="Attic", paths=["web/"])
    Area.objects.editable_by(knowing).filter(pk=old.pk).update(last_on=timezone.localdate() - timedelta(days=400))
    actions.look_at(knowing, area=db)

    text = page.get(reverse("knowledge:areas")).content.decode()

    assert [each.area.name for each in areas_of(knowing)] == ["db", "Attic"]
    assert text.index(">db<") < text.index("1 asleep: nothing happened there for a year") < text.index(">Attic<")


def test_what_i_have_not_looked_at_for_long_comes_first(page: Client, knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    Area.objects.editable_by(knowing).filter(pk=db.pk).update(mine_on=timezone.localdate())
    quiet = actions.add_area(knowing, name="Quiet", paths=["web/"])
    Area.objects.editable_by(knowing).filter(pk=quiet.pk).update(mine_on=None)
    assert [each.area.name for each in areas_of(knowing)] == ["Quiet", "db"]

    page.post(reverse("knowledge:look_at", args=[quiet.pk]))

    assert area_told(knowing, quiet).looked_on == timezone.localdate()
    page.post(reverse("knowledge:take_look_back", args=[quiet.pk]))
    quiet.refresh_from_db()
    assert area_told(knowing, quiet).looked_on is None


def test_a_shared_area_says_how_many_know_it_and_never_who(knowing: Member, ben: Member, cleo: Member) -> None:
    area = Area.objects.visible_to(knowing).get()
    client = Client()
    client.force_login(cleo.user)
    url = reverse("knowledge:area", args=[area.pk])
    assert client.get(url).status_code == 404

    actions.share_area(knowing, area=area, audience=Audience.WORKSPACE)

    text = client.get(url).content.decode()
    assert "3 people know it" in text
    assert [name for name in ("Okoye", "Duarte", "Engineer", "Who knows it") if name in text] == []
    assert client.post(reverse("knowledge:edit_area", args=[area.pk]), {"name": "Mine"}).status_code == 403
    document = api(cleo).get(f"/api/areas/{area.pk}").json()
    assert (document["known_by"], document["is_mine"], document["looked_on"]) == (3, False, None)
    assert api(cleo).get(f"/api/areas/{area.pk}/knowers").json() == {"items": [], "total": 0}
    assert whom_to_ask(cleo, area=area).people == ()


def test_areas_of_one_name_in_several_repositories_carry_the_repositorys(
    client: Client, engineer: Member, tmp_path: Path
) -> None:
    client.force_login(engineer.user)
    for name in ("barn", "mill", "yard"):
        made = Made(tmp_path / name)
        for number in range(9):
            made.commit(f"Turn {number}", {"src/wheel/a.c": f"{number}\n", f"{name}s/b.c": f"{number}\n"})
        collected(engineer, made)
        if name == "mill":
            told = {each.area.name for each in areas_of(engineer)}
            area = Area.objects.visible_to(engineer).get(name="mill/wheel")
            actions.edit_area(engineer, area=area, name="The mill wheel")

    names = {each.area.name for each in areas_of(engineer)}

    assert told == {"barn/wheel", "barns", "mill/wheel", "mills"}
    assert names == {"barn/wheel", "barns", "The mill wheel", "mills", "yard/wheel", "yards"}
    assert "yard/wheel" in client.get(reverse("knowledge:areas")).text
    assert "yard/wheel" in client.get("/search/", {"q": "yard/wheel"}).text.partition("Areas of the system")[2]


def test_who_knows_an_area_stands_by_name_and_not_by_how_much(page: Client, knowing: Member, shop: Made) -> None:
    for number in range(9):
        shop.commit(f"Pool {number}", {POOL: f"once more {number}\n"}, person=CLEO)
        shop.commit(f"Drain {number}", {POOL: f"drained {number}\n"}, person=("Zoe Moe", "zoe@example.org"))
    shop.commit("Pass by", {POOL: "passed\n"}, person=("Abe Lund", "abe@example.org"))
    collected(knowing, shop)
    area = Area.objects.visible_to(knowing).get()

    known = [each.name for each in who_knows(knowing, area) if each.knows]
    text = page.get(reverse("knowledge:area", args=[area.pk])).text.partition("Who knows it")[2]

    assert known == ["Ben Okoye", "Cleo Duarte", "Engineer", "Zoe Moe"]
    assert "wrote and reviewed there" in text
    assert not re.search(r"(wrote|reviewed) \d", text)
    assert text.index("Zoe Moe") < text.index("One was there, but no longer or too little") < text.index("Abe Lund")


def test_every_page_of_areas_opens(page: Client, knowing: Member) -> None:
    area = Area.objects.visible_to(knowing).get()
    for name, keys in (("areas", []), ("add_area", []), ("area", [area.pk]), ("edit_area", [area.pk])):
        assert page.get(reverse(f"knowledge:{name}", args=keys)).status_code == 200
    wrong = page.post(reverse("knowledge:add_area"), {"name": "X", "paths": "no/where"})
    assert wrong.status_code == 422
    assert "in none of your repositories" in wrong.content.decode()
    assert "Cleo Duarte" in asked(page, area=area.pk)
    page.post(reverse("knowledge:add_area"), {"name": "Web", "paths": "web/", "users": "In a browser"})
    web = Area.objects.visible_to(knowing).get(name="Web")
    assert web.users == "In a browser"
    events = Event.objects.visible_to(knowing).filter(noun="area", noun_id=web.pk)
    assert [each.verb for each in events] == ["added"]


def test_the_api_of_areas_does_what_the_pages_do(knowing: Member) -> None:
    door = api(knowing)

    def post(path: str, **body: object) -> dict[str, object]:
        answer = door.post(f"/api/areas{path}", json.dumps(body), content_type="application/json")
        assert answer.status_code in (200, 201), answer.content
        return dict(answer.json())

    made = post("", name="Web", paths=["web/"], problem="Shows what was paid", limits="Takes no card")
    assert (made["problem"], made["abilities"], made["limits"]) == ("Shows what was paid", "", "Takes no card")
    assert post(f"/{made['id']}/look")["looked_on"] == timezone.localdate().isoformat()
    assert post(f"/{made['id']}/share", audience="workspace")["audience"] == "workspace"
    assert door.get("/api/areas").json()["total"] == 2
    assert door.get(f"/api/areas/{made['id']}/knowers").json()["items"][0]["is_me"]
