"""Sources beside repositories, with a collector that comes as somebody else's package."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Piece
from alongside.sources import actions
from alongside.sources.collectors.registry import collectors
from alongside.sources.collectors.tests.loopback import Reply, serving
from alongside.sources.models import Collection, Connection
from alongside.sources.tests.conftest import run
from alongside.sources.tests.diary import MET

DAYS = "2025-01-15 Cut the build time\n2025-01-16 Answered the support queue\n"
POINTS = """
[alongside.collectors]
diary = alongside.sources.tests.diary:collector
online = alongside.sources.tests.diary:online
broken = nowhere:collector
"""


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package of somebody else, as pip would install it."""
    described = tmp_path / "site" / "somebodys_diary-1.0.dist-info"
    described.mkdir(parents=True)
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: somebodys-diary\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text(POINTS)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    collectors.cache_clear()
    MET.given.clear()
    MET.meanwhile.clear()
    yield
    collectors.cache_clear()


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary.txt"
    path.write_text(DAYS)
    return path


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def connected(anna: Member, diary: Path, **more: str) -> Connection:
    return actions.connect(anna, collector="diary", answers={"file": str(diary), **more})


def collected(anna: Member, connection: Connection) -> Collection:
    return run(anna, actions.collect_connection(anna, connection=connection))


def titles(member: Member) -> set[str]:
    return set(Activity.objects.visible_to(member).filter(source="diary").values_list("title", flat=True))


def test_a_package_beside_ours_adds_a_source_and_a_broken_one_is_left_out() -> None:
    assert "diary" in collectors()
    assert "broken" not in collectors()


def test_what_it_yields_becomes_activities_and_pieces_of_work(anna: Member, diary: Path) -> None:
    done = collected(anna, connected(anna, diary))

    assert (done.state, done.new, done.kept) == ("done", 2, 2)
    assert titles(anna) == {"Cut the build time", "Answered the support queue"}
    assert Piece.objects.visible_to(anna).filter(activities__source="diary").exists()


def test_a_second_run_brings_only_what_is_new(anna: Member, diary: Path) -> None:
    connection = connected(anna, diary)
    collected(anna, connection)
    diary.write_text(DAYS + "2025-01-17 Wrote the guide\n")

    done = collected(anna, connection)

    assert (done.new, done.kept) == (1, 1)
    assert MET.given[-1].state == {"read": 2}


def test_what_has_no_place_is_told_with_its_place_and_the_rest_is_kept(anna: Member, diary: Path) -> None:
    diary.write_text("someday I will\n" + DAYS)

    done = collected(anna, connected(anna, diary))

    assert (done.new, done.defects_count, done.defects) == (2, 1, [["line 1", "There is no day in front."]])


def test_a_run_that_breaks_keeps_what_was_read_and_goes_on_from_there(anna: Member, diary: Path) -> None:
    diary.write_text(DAYS + "break unexpectedly\n")
    connection = connected(anna, diary)
    broken = collected(anna, connection)
    diary.write_text(DAYS + "2025-01-17 Wrote the guide\n")

    done = collected(anna, connection)

    assert broken.state == "failed"
    assert "unexpectedly" in broken.told
    assert (done.state, done.new) == ("done", 1)
    assert MET.given[-1].state == {"read": 2}


def test_what_the_source_lost_is_marked(anna: Member, diary: Path) -> None:
    connection = connected(anna, diary)
    collected(anna, connection)
    diary.write_text(DAYS + "gone line-Cut the build time\n")

    done = collected(anna, connection)

    lost = Activity.objects.visible_to(anna).exclude(vanished_at=None)
    assert done.vanished == 1
    assert [each.title for each in lost] == ["Cut the build time"]


def test_a_cancelled_run_stops_and_goes_on_later(anna: Member, diary: Path) -> None:
    connection = connected(anna, diary)
    asked = actions.collect_connection(anna, connection=connection)
    actions.cancel(anna, collection=asked)

    cancelled = run(anna, asked)

    assert (cancelled.state, titles(anna)) == ("cancelled", set())
    assert collected(anna, connection).new == 2


def test_the_same_answers_are_the_same_connection(anna: Member, diary: Path) -> None:
    assert connected(anna, diary).pk == connected(anna, diary, secret="open sesame").pk


def test_a_secret_reaches_its_collector_and_is_nowhere_in_the_database(anna: Member, diary: Path) -> None:
    connection = connected(anna, diary, secret="open sesame")

    done = collected(anna, connection)

    stored = Connection.objects.visible_to(anna).values().get()
    assert done.state == "done"
    assert MET.given[-1].settings["secret"] == "open sesame"
    assert "sesame" not in str(stored)


def test_a_source_that_refuses_says_why(anna: Member, diary: Path) -> None:
    done = collected(anna, connected(anna, diary, secret="wrong"))

    assert (done.state, done.told) == ("failed", "The diary is locked. Give the right word.")


def test_a_secret_of_another_installation_is_asked_for_again(anna: Member, diary: Path, settings: object) -> None:
    connection = connected(anna, diary, secret="open sesame")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]

    done = collected(anna, connection)

    assert done.state == "failed"
    assert "Give it again" in done.told


def test_forgetting_drops_the_secret_and_keeps_what_came(anna: Member, diary: Path) -> None:
    connection = connected(anna, diary, secret="open sesame")
    collected(anna, connection)

    actions.forget_connection(anna, connection=connection)

    assert Connection.objects.visible_to(anna).get().sealed == ""
    assert len(titles(anna)) == 2


def test_two_servers_may_call_different_things_alike(anna: Member) -> None:
    for address in ("", "https://one.example.org", "https://two.example.org"):
        collected(anna, actions.connect(anna, collector="online-diary", answers={"address": address}))

    kept = Activity.objects.visible_to(anna).order_by("pk").values_list("external_id", flat=True)
    assert list(kept) == ["1", "one.example.org/1", "two.example.org/1"]


def test_a_dry_run_through_the_api_keeps_nothing(page: Client, anna: Member, diary: Path) -> None:
    token = {"Authorization": f"Bearer {issue_token(anna, name='test')}"}
    answers = {"answers": {"file": str(diary), "secret": "open sesame"}}

    told = page.post("/api/sources/diary/try", answers, content_type="application/json", headers=token).json()

    assert (told["found"], told["first_on"], told["refused"]) == (2, "2025-01-15", "")
    assert not Connection.objects.visible_to(anna).exists()
    assert titles(anna) == set()


def test_a_dry_run_waits_for_no_server_longer_than_its_time(page: Client, anna: Member) -> None:
    busy = Reply(429, headers={"Retry-After": "20"})
    with serving({"GET /work.ics": [busy]}) as server:
        connection = actions.connect(anna, collector="calendar", answers={"address": f"{server.address}/work.ics"})
        begun = time.monotonic()
        shown = page.get(f"/sources/connections/{connection.pk}/try").text
        took = time.monotonic() - begun

    assert "The time was up before anything of yours was found." in shown
    assert (server.paths, took < 8) == (["GET /work.ics"], True)


def test_the_columns_of_a_table_are_guessed_and_can_be_chosen_otherwise(
    page: Client, anna: Member, tmp_path: Path
) -> None:
    table = tmp_path / "done.csv"
    table.write_text(
        "When,What,Note\n2025-01-15,Cut the build time,Halved it\n2025-01-16,Answered support,Ten people\n"
    )
    connection = actions.connect(anna, collector="table", answers={"file": str(table)})
    guessed = page.get(f"/sources/connections/{connection.pk}/try").text

    answers = {"date": "When", "title": "Note"}
    chosen = page.post(f"/sources/connections/{connection.pk}/change", answers, follow=True).text

    assert "Cut the build time" in guessed
    assert "Halved it" in chosen


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "This is needed."),
        ({"file": "/nowhere/at/all"}, "There is no file"),
        ({"file": "/"}, "/ is a folder. Give a file in it."),
        ({"file": "/etc/hostname", "colour": "red"}, "does not ask for this"),
        ({"file": "a\0b"}, "holds a character"),
    ],
)
def test_answers_that_do_not_fit_are_refused(anna: Member, answers: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError) as problem:
        actions.connect(anna, collector="diary", answers=answers)

    assert sentence in str(problem.value)
    assert not Connection.objects.visible_to(anna).exists()


def test_a_source_that_is_not_there_is_refused_with_those_that_are(anna: Member) -> None:
    with pytest.raises(ValidationError, match=r"There are: git, .*diary"):
        actions.connect(anna, collector="svn", answers={})


def test_where_others_use_the_server_no_file_on_it_is_read(anna: Member, diary: Path, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["alongside.example.org"]  # type: ignore[attr-defined]

    with pytest.raises(ValidationError, match="upload the file"):
        connected(anna, diary)


def test_from_the_page_a_file_is_uploaded_looked_at_and_collected(page: Client, anna: Member) -> None:
    answer = page.post("/sources/connect/diary", {"file": SimpleUploadedFile("../../diary.txt", DAYS.encode())})
    connection = Connection.objects.visible_to(anna).get()
    tried = page.get(f"/sources/connections/{connection.pk}/try").text
    kept_before = titles(anna)

    page.post(f"/sources/connections/{connection.pk}/collect")
    done = run(anna, Collection.objects.visible_to(anna).get())

    assert answer.headers["Location"] == f"/sources/connections/{connection.pk}"
    assert "2 activities of yours, from 2025-01-15 to 2025-01-16" in tried
    assert kept_before == set()
    assert (done.state, connection.name) == ("done", "Diary: diary.txt")


def test_the_page_says_what_is_missing(page: Client) -> None:
    assert "This field is required" in page.post("/sources/connect/diary", {}).text


def test_a_changed_secret_is_kept_and_an_empty_one_stays(page: Client, anna: Member, diary: Path) -> None:
    connection = connected(anna, diary, secret="wrong")

    page.post(f"/sources/connections/{connection.pk}/change", {"secret": "open sesame"})
    page.post(f"/sources/connections/{connection.pk}/change", {"secret": ""})

    assert collected(anna, connection).state == "done"


def test_the_page_of_a_connection_shows_its_guide_and_the_last_defects(page: Client, anna: Member, diary: Path) -> None:
    diary.write_text("someday I will\n")
    connection = connected(anna, diary)
    collected(anna, connection)

    shown = page.get(f"/sources/connections/{connection.pk}").text

    assert "There is no day in front." in shown
    assert "Write one day a line." in shown


def test_another_place_is_read_from_its_beginning_although_the_old_one_was_being_read(
    page: Client, anna: Member, diary: Path
) -> None:
    other = b"2025-02-01 Wrote the guide\n2025-02-02 Mended the lift\n"
    connection = connected(anna, diary)
    MET.meanwhile["2025-01-16 Answered the support queue"] = lambda: page.post(
        f"/sources/connections/{connection.pk}/change", {"file": SimpleUploadedFile("other.txt", other)}
    )

    cut_off = collected(anna, connection)
    done = collected(anna, connection)

    assert (cut_off.state, done.state, done.new) == ("cancelled", "done", 2)
    assert titles(anna) == {"Cut the build time", "Wrote the guide", "Mended the lift"}


def test_a_changed_secret_goes_on_with_the_run_and_puts_nothing_back(page: Client, anna: Member, diary: Path) -> None:
    connection = connected(anna, diary)
    MET.meanwhile["2025-01-16 Answered the support queue"] = lambda: page.post(
        f"/sources/connections/{connection.pk}/change", {"secret": "open sesame"}
    )

    done = collected(anna, connection)

    connection.refresh_from_db()
    assert (done.state, connection.kept, connection.state) == ("done", 2, {"read": 2})
