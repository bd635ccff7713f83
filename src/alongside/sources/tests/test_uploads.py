"""An uploaded file stays as long as a connection reads it, and a file of one's own is never deleted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from alongside.accounts.models import Member
from alongside.sources import actions
from alongside.sources.models import Connection

type Post = Callable[..., str]

WORK = b"Date,Title\n2026-11-02,Moved the queue\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return tmp_path / "home"


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def post(page: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Post:
    """Each request is a whole transaction."""

    def sent(path: str, about: dict[str, Any] | None = None) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return page.post(f"/sources/{path}", about, follow=True).text

    return sent


def work(name: str = "work.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, WORK)


def connected(post: Post, anna: Member) -> Connection:
    post("connect/table", {"file": work()})
    return Connection.objects.visible_to(anna).get()


def kept(home: Path) -> list[str]:
    return sorted(path.name for path in home.glob("imports/*/*"))


@pytest.mark.parametrize("how", [{}, {"take_back": "yes"}])
def test_forgetting_deletes_the_file_and_says_so_before(
    page: Client, post: Post, anna: Member, home: Path, how: dict[str, str]
) -> None:
    connection = connected(post, anna)
    before = kept(home)

    asked = page.get(f"/sources/connections/{connection.pk}/forget").text
    told = post(f"connections/{connection.pk}/forget", how)

    assert "the file that you uploaded is deleted" in asked
    assert "remember" not in told
    assert (before, list(home.glob("imports/*"))) == (["work.csv"], [])


def test_another_file_takes_the_place_of_the_old_one(post: Post, anna: Member, home: Path) -> None:
    connection = connected(post, anna)

    post(f"connections/{connection.pk}/change", {"file": work("more.csv")})

    connection.refresh_from_db()
    assert kept(home) == ["more.csv"]
    assert Path(connection.settings["file"]).read_bytes() == WORK


def test_other_answers_leave_the_file_where_it_is(post: Post, anna: Member, home: Path) -> None:
    connection = connected(post, anna)

    post(f"connections/{connection.pk}/change", {"date": "Date", "title": "Title"})

    assert kept(home) == ["work.csv"]


def test_what_is_refused_is_not_kept(post: Post, anna: Member, home: Path) -> None:
    too_long = {"file": work("export.tar.gz"), "project": "x" * 30_000}
    told = post("connect/gitlab-file", too_long)
    before = kept(home)
    post("connect/gitlab-file", {"file": work("export.tar.gz"), "project": "example/shop"})
    connection = Connection.objects.visible_to(anna).get()

    told_again = post(f"connections/{connection.pk}/change", {**too_long, "file": work("other.tar.gz")})

    assert "This is too long." in told
    assert "This is too long." in told_again
    assert (before, kept(home)) == ([], ["export.tar.gz"])


def test_a_file_that_another_connection_reads_stays_as_long(post: Post, anna: Member, home: Path) -> None:
    first = connected(post, anna)
    answers = {"file": first.settings["file"], "date": "Date", "title": "Date"}
    second = actions.connect(anna, collector="table", answers=answers)

    post(f"connections/{first.pk}/forget")
    between = kept(home)
    post(f"connections/{second.pk}/forget")

    assert (between, kept(home)) == (["work.csv"], [])


def test_a_file_of_ones_own_is_never_deleted(page: Client, post: Post, anna: Member, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_bytes(WORK)
    connection = actions.connect(anna, collector="table", answers={"file": str(mine)})

    asked = page.get(f"/sources/connections/{connection.pk}/forget").text
    post(f"connections/{connection.pk}/change", {"file": work()})
    post(f"connections/{connection.pk}/forget", {"take_back": "yes"})

    assert "uploaded" not in asked
    assert mine.read_bytes() == WORK
