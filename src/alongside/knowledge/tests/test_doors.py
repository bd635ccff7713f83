"""The ask page and its API, with the cast."""

import html
import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.models import Piece
from alongside.knowledge.models import Area
from alongside.knowledge.queries import who_knows, whom_to_ask
from alongside.knowledge.tests.conftest import BEN, ENGINEER, api, asked, collected
from alongside.people.models import Person, Touchpoint
from alongside.sources.collectors.git.tests.repositories import Made

POOL = "src/db/pool.py"


def test_a_path_names_two_people_with_reasons_and_how_sure(page: Client) -> None:
    text = asked(page, q=POOL)

    assert text.index("Cleo Duarte") < text.index("Ben Okoye")
    assert "reviewed 4 changes of src/db/pool.py" in text.lower()
    assert "when Cleo Duarte cannot help" in text
    assert "Around: last seen" in text


def test_the_page_belongs_to_the_room_of_people(page: Client) -> None:
    assert 'href="/people/" aria-current="page"' in asked(page)


def test_words_are_answered_by_who_knows_the_files_they_are_about(knowing: Member) -> None:
    answer = whom_to_ask(knowing, words="connection pool timeouts")

    assert answer.paths[0] == POOL
    assert "Ben Okoye" in [each.name for each in answer.people]


def test_the_proof_says_what_was_fixed_lately(knowing: Member) -> None:
    ben = next(each for each in whom_to_ask(knowing, paths=[POOL]).people if each.name == "Ben Okoye")

    assert {(proof.what, proof.text) for proof in ben.proofs} == {
        ("fixed", "Fix the connection pool timeout 3"),
        ("fixed", "Fix the connection pool timeout 2"),
    }


def test_what_was_asked_about_stands_in_the_box_to_go_on_from_there(page: Client, knowing: Member) -> None:
    entry = evidence.log(knowing, line="Widened the connection pool")
    area = Area.objects.visible_to(knowing).get(name="db")
    several = page.get(f"{reverse('knowledge:ask')}?path={POOL}&path=web/page.css").content.decode()

    assert f'value="{POOL}"' in asked(page, path=POOL)
    assert f'value="{POOL} web/page.css"' in several
    assert 'value="Widened the connection pool"' in asked(page, entry=entry.pk)
    assert 'value="shop/src/db/"' in asked(page, area=area.pk)
    assert "Answered for 2 files" in asked(page, q=f"{POOL} web/page.css")
    assert "Answered for 2 files" not in asked(page, q=f"{POOL} web/page.css nowhere/else.py")


def test_a_path_in_the_address_is_taken_with_whatever_else_is_asked(page: Client) -> None:
    alone, both = asked(page, path=POOL), asked(page, path=POOL, q="page")
    several = page.get(f"{reverse('knowledge:ask')}?path={POOL}&path=web/page.css").content.decode()

    assert "reviewed 4 changes of src/db/pool.py" in alone.lower()
    assert f"About “{POOL}”" in alone
    assert "reviewed 4 changes of src/db/pool.py" in both.lower()
    assert 'value="page"' in both
    assert "Answered for 2 files" in several
    assert "in none of your repositories" in asked(page, path="elsewhere/x.py")


def test_the_end_of_a_path_and_a_folder_are_understood(knowing: Member, shop: Made) -> None:
    for typed in ("pool.py", "shop/src/db/pool.py", f"{shop.folder}/src/db/pool.py", "./src/db/pool.py"):
        assert whom_to_ask(knowing, text=typed).paths == (POOL,)
    for typed in ("src/db", "src/db/", f"{shop.folder}/src/db"):
        assert whom_to_ask(knowing, text=typed).paths == ("src/db/",)
    assert whom_to_ask(knowing, paths=["src/db/brand_new.py"]).paths == ("src/db/brand_new.py",)


def test_a_slip_in_one_trailer_renames_nobody(knowing: Member, shop: Made) -> None:
    shop.commit("Drain the pool\n\nReviewed-by: Ben Okoey <ben@example.org>", {POOL: "drained\n"}, person=ENGINEER)

    collected(knowing, shop)

    area = Area.objects.visible_to(knowing).get()
    assert "Ben Okoye" in [each.name for each in who_knows(knowing, area)]
    names = [each.name for each in whom_to_ask(knowing, paths=[POOL]).people]
    assert "Ben Okoye" in names
    assert "Ben Okoey" not in names


def test_a_path_of_nowhere_says_so(knowing: Member) -> None:
    assert "in none of your repositories" in whom_to_ask(knowing, paths=["elsewhere/x.py"]).problem
    assert "Nothing in your repositories" in whom_to_ask(knowing, words="xylophones everywhere").problem


def test_a_percent_sign_is_no_pattern(knowing: Member) -> None:
    assert whom_to_ask(knowing, paths=["%.py", "_ool.py"]).problem


def test_where_only_i_was_it_says_nobody_lately(knowing: Member) -> None:
    answer = whom_to_ask(knowing, paths=["web/page.css"])

    assert not answer.lately or answer.knew == ""
    assert "engineer@example.org" not in [each.address for each in answer.people]


def test_who_knew_long_ago_is_named_with_the_day(knowing: Member) -> None:
    later = timezone.now() + timedelta(days=800)

    answer = whom_to_ask(knowing, paths=[POOL], at=later)

    assert answer.lately is False
    assert answer.knew == "Cleo Duarte"
    assert "was the last who knew" in answer.nobody
    assert "may have left" in answer.people[0].around


def test_an_entry_and_its_piece_of_work_lead_to_their_files(knowing: Member) -> None:
    evidence.find_pieces(knowing)
    piece = next(each for each in Piece.objects.visible_to(knowing) if "pool" in each.title.lower())
    entry = evidence.log(knowing, line="note: words about nothing")
    entry.piece = piece
    entry.save()

    assert POOL in whom_to_ask(knowing, entry=entry).paths
    assert whom_to_ask(knowing, piece=piece).people
    assert "connection" in evidence.log(knowing, line="note: the connection pool").text
    plain = evidence.log(knowing, line="note: the connection pool times out")
    assert POOL in whom_to_ask(knowing, entry=plain).paths


def test_whom_my_log_names_with_these_words_is_told(knowing: Member) -> None:
    evidence.log(knowing, line="note: spoke about the pool with @ines")

    answer = whom_to_ask(knowing, words="pool")

    assert [(person.handle, proof.what) for person, proof in answer.discussed] == [("ines", "discussed")]


def test_a_name_goes_onto_my_map_in_one_click_and_is_linked_from_then_on(page: Client, knowing: Member) -> None:
    given = {"name": "Ben Okoye", "address": "ben@example.org", "next": "/ask/?q=pool.py"}

    answer = page.post(reverse("knowledge:add_person"), given)

    person = Person.objects.visible_to(knowing).get(name="Ben Okoye")
    assert answer.headers["Location"] == "/ask/?q=pool.py"
    assert reverse("people:person", args=[person.pk]) in asked(page, q=POOL)
    page.post(reverse("knowledge:asked", args=[person.pk]), {"about": POOL})
    assert Touchpoint.objects.visible_to(knowing).get().kind == "question"


def undo_in(shown: str) -> tuple[str, dict[str, str]]:
    """Where the toast takes back what it tells, and with what."""
    toast = shown.split('id="toasts"')[1]
    [address] = re.findall(r'action="([^"]+)"', toast)
    return address, {"next": html.unescape(toast.split('name="next" value="')[1].partition('"')[0])}


def test_that_i_asked_and_whom_i_added_is_taken_back_where_it_was_said(page: Client, knowing: Member) -> None:
    here = "/ask/?q=src%2Fdb%2Fpool.py"
    shown = page.get(here).text
    ben = {"name": "Ben Okoye", "address": "ben@example.org", "next": here}

    added = page.post(reverse("knowledge:add_person"), ben, follow=True).text
    person = Person.objects.visible_to(knowing).get(name="Ben Okoye")
    noted = page.post(reverse("knowledge:asked", args=[person.pk]), {"about": POOL, "next": here}, follow=True).text
    untouched = page.post(*undo_in(noted))
    removed = page.post(*undo_in(added))

    assert not Touchpoint.objects.visible_to(knowing).exists()
    assert Person.objects.visible_to(knowing).get(pk=person.pk).removed_at
    assert [untouched.headers["Location"], removed.headers["Location"]] == [here, here]
    assert f'name="next" value="{here}"' in shown


def test_somebody_elses_person_and_entry_are_not_found(page: Client, knowing: Member, cleo: Member) -> None:
    entry = evidence.log(cleo, line="note: hers")

    assert page.get(reverse("knowledge:ask"), {"entry": entry.pk}).status_code == 404


def test_the_api_answers_the_same(knowing: Member) -> None:
    answer = api(knowing).get("/api/ask", {"paths": [POOL]})

    document = answer.json()
    assert [each["name"] for each in document["items"]] == ["Cleo Duarte", "Ben Okoye"]
    assert document["items"][0]["reasons"][0].keys() == {
        "signal", "text", "points", "place", "times", "last_on", "words", "brief",
    }  # fmt: skip
    assert api(knowing).get("/api/ask").status_code == 422


def test_what_they_reviewed_of_mine_is_not_told_again_where_it_is_all(
    knowing: Member, shop: Made, page: Client
) -> None:
    area = {"q": "web/page.css"}
    assert "reviewed 4 changes of yours" in asked(page, **area).lower()
    cleo = next(each for each in whom_to_ask(knowing, paths=["web/page.css"]).people if each.name == "Cleo Duarte")
    assert any(each.text.startswith("reviewed 4 changes anywhere") for each in cleo.reasons)
    assert not any("anywhere" in each.text for each in cleo.told)

    shop.commit("Ben's\n\nReviewed-by: Cleo Duarte <cleo@example.org>", {"README": "1\n"}, person=BEN)
    collected(knowing, shop)

    cleo = next(each for each in whom_to_ask(knowing, paths=["web/page.css"]).people if each.name == "Cleo Duarte")
    assert any(each.text.startswith("reviewed 5 changes anywhere") for each in cleo.told)


def test_with_nothing_asked_two_examples_are_ones_own(page: Client, knowing: Member) -> None:
    area = Area.objects.visible_to(knowing).get()

    shown = asked(page)

    assert "Name a file or a folder" in shown
    assert f'href="?area={area.pk}"' in shown
    assert 'href="?path=shop%2Fsrc%2Fdb%2F">shop/src/db/</a>' in shown
    assert "Cleo Duarte" in asked(page, path="shop/src/db/")
    assert "Name a file or a folder" not in asked(page, q=POOL)


def test_with_nothing_read_the_ask_page_says_where_to_begin(client: Client, ben: Member, knowing: Member) -> None:
    client.force_login(ben.user)

    shown = asked(client)

    assert "None is read yet" in shown
    assert reverse("sources:sources") in shown
    assert "src/db/<" not in shown


def test_when_somebody_was_last_there_is_said_once(page: Client, knowing: Member) -> None:
    found = whom_to_ask(knowing, paths=[POOL]).people[0]
    texts = [each.brief for each in found.told]

    assert len(texts) > 2
    assert len({each.last_on for each in found.told}) == 1
    assert [", last " in text for text in texts] == [True] + [False] * (len(texts) - 1)
    row = asked(page, q=POOL).split(found.name)[1].split("Around:")[0]
    assert row.count(", last ") == 1
