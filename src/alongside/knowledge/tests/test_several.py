"""Several repositories: who has nothing to do with the one that is asked about is no answer."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from alongside.accounts.models import Member
from alongside.evidence.actions import keep
from alongside.evidence.findings import Finding
from alongside.knowledge.asking import Answer, Suggestion, mixed
from alongside.knowledge.queries import whom_to_ask
from alongside.knowledge.tests.conftest import BEN, CLEO, ENGINEER, api, asked, collected, days_ago, learned
from alongside.sources.brought import note_brought
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Connection

DAN, EVE = ("Dan Weiss", "dan@example.org"), ("Eve Lind", "eve@example.org")
PAGE = "site/pages/client.html"


@pytest.fixture
def site(tmp_path: Path) -> Made:
    """Dan and Eve write here; nobody of the shop ever did."""
    made = Made(tmp_path / "site")
    made.clock = days_ago(500)
    for number in range(3):
        made.commit(f"Lay out the client page {number}", {"pages/client.html": f"{number}\n"}, person=DAN)
    made.commit("Print the client page", {"pages/client.html": "print\n"}, person=EVE)
    return made


@pytest.fixture
def several(knowing: Member, shop: Made, site: Made) -> Member:
    """In the shop Cleo reads all that the engineer writes, of files with the same names, too."""
    for number in range(5):
        said = f"Call the client {number}\n\nReviewed-by: Cleo Duarte <cleo@example.org>"
        shop.commit(said, {"src/client.py": f"{number}\n"}, person=ENGINEER)
    for each in (shop, site):
        collected(knowing, each)
    return knowing


def told(member: Member, *paths: str, words: str = "") -> list[str]:
    return [each.name for each in whom_to_ask(member, paths=paths, words=words).people]


def test_a_file_of_one_repository_is_answered_by_its_people_alone(several: Member, client: Client) -> None:
    client.force_login(several.user)

    text = asked(client, path=PAGE)
    items = api(several).get("/api/ask", {"paths": [PAGE]}).json()["items"]

    assert [each["name"] for each in items] == ["Dan Weiss", "Eve Lind"]
    assert "Dan Weiss" in text
    assert "Cleo Duarte" not in text
    assert told(several, "shop/src/client.py") == ["Cleo Duarte", "Ben Okoye"]


def test_words_are_answered_where_their_files_lie(several: Member) -> None:
    assert told(several, words="lay out a page for print")[0] == "Dan Weiss"
    assert told(several, words="connection timeout") == ["Cleo Duarte", "Ben Okoye"]


def test_all_of_a_repository_is_called_by_its_name(several: Member) -> None:
    people = whom_to_ask(several, paths=["shop/web/page.css"]).people
    reasons = [reason.text for each in people for reason in each.reasons]

    assert any("in shop/" in each for each in reasons)
    assert not any("anywhere" in each for each in reasons)


def test_files_of_two_repositories_are_answered_by_the_people_of_both(several: Member) -> None:
    found = told(several, "shop/src/db/pool.py", PAGE)

    assert set(found) == {"Cleo Duarte", "Ben Okoye", "Dan Weiss", "Eve Lind"}
    assert told(several, "shop/src/db/pool.py", "shop/src/db/socket.py", "shop/web/page.css", PAGE)[0] == "Cleo Duarte"


def test_somebody_is_seen_wherever_they_were(several: Member, shop: Made) -> None:
    shop.commit("Write the words", {"words.txt": "1\n"}, person=DAN)
    collected(several, shop)

    dan = next(each for each in whom_to_ask(several, paths=[PAGE]).people if each.name == "Dan Weiss")

    assert dan.is_around


def test_who_reads_my_pull_requests_of_one_repository_is_not_named_in_another(several: Member, shop: Made) -> None:
    at = timezone.now() - timedelta(days=3)
    for origin in ("us/shop", "us/elsewhere"):
        credits_ = (("reviewer", f"Reader of {origin}", ""),)
        findings = [Finding(f"{origin}#{n}", "pull request", f"Part {n}", at, credits=credits_) for n in range(3)]
        keep(several, source="github", origin=origin, findings=findings)
    shop.commit("Once more", {"src/client.py": "more\n"}, person=ENGINEER)
    collected(several, shop)

    assert "Reader of us/shop" in told(several, "shop/src/client.py")
    assert told(several, PAGE) == ["Dan Weiss", "Eve Lind"]
    assert "Reader of us/elsewhere" not in told(several, "shop/src/client.py")


def test_who_reads_my_pull_requests_is_known_by_what_tells_so_now(
    client: Client,
    several: Member,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(several.user)
    service = Connection(owner=several, workspace=several.workspace, collector="github")
    service.save()
    at = timezone.now() - timedelta(days=3)
    answers = []
    for reviewers in (["Reader"], ["Reader", "Latecomer"]):
        credits_ = tuple(("reviewer", name, "") for name in reviewers)
        findings = [Finding(f"us/shop#{n}", "pull request", f"Part {n}", at, credits=credits_) for n in range(3)]
        keep(several, source="github", origin="us/shop", findings=findings)
        note_brought(several, service, [each.id for each in findings])
        learned(several)
        answers.append(asked(client, path="shop/src/client.py"))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/sources/connections/{service.pk}/forget", {"take_back": "yes"})

    answers.append(asked(client, path="shop/src/client.py"))
    assert [("Reader" in each, "Latecomer" in each) for each in answers] == [
        (True, False),
        (True, True),
        (False, False),
    ]


def test_what_is_gone_from_the_tree_leads_to_nobody_where_something_else_does(several: Member, site: Made) -> None:
    site.commit("Draw the sitemap", {"old/sitemap.html": "1\n"}, person=BEN)
    site.clock += 86_400
    site.commit("Draw the sitemap anew", {"new/sitemap.html": "1\n", "old/sitemap.html": None}, person=CLEO)
    site.commit("Count the tombstones", {"old/tombstone.html": "1\n"}, person=BEN)
    site.commit("Sweep", {"old/tombstone.html": None}, person=CLEO)
    collected(several, site)

    assert whom_to_ask(several, words="sitemap").paths == ("site/new/sitemap.html",)
    assert whom_to_ask(several, words="tombstones").paths == ("site/old/tombstone.html",)


def test_a_chance_counts_by_the_part_of_the_question() -> None:
    large = Answer((one("ben", 3.0, 0.6), one("cleo", 2.0, 0.4)), lately=False, knew="ben", knew_at=5.0)
    small = Answer((one("dan", 9.0, 0.9), one("cleo", 4.0, 0.1)), lately=True, knew="dan", knew_at=4.0)

    both = mixed([(0.25, small), (0.75, large)], most=3)

    assert [(each.person, round(each.chance, 3), each.points) for each in both.suggestions] == [
        ("ben", 0.45, 2.25), ("cleo", 0.325, 2.5), ("dan", 0.225, 2.25),
    ]  # fmt: skip
    assert (both.lately, both.knew) == (True, "dan")


def test_who_is_spared_in_one_of_several_repositories_stays_second() -> None:
    busy = Answer((one("cleo", 2.0, 0.4), one("ben", 3.0, 0.6)), lately=True, spared="ben")

    both = mixed([(0.3, Answer((one("dan", 9.0, 0.9),), lately=True)), (0.7, busy)], most=1)

    assert ([each.person for each in both.suggestions], both.spared) == (["cleo"], "ben")


def one(person: str, points: float, chance: float) -> Suggestion:
    return Suggestion(person, points, chance, 0.0, ())
