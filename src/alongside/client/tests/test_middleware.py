from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from alongside.accounts import actions
from alongside.accounts.models import Member
from alongside.client import outbox, token
from alongside.evidence.models import Entry


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, anna: Member) -> Path:
    settings.HOME = tmp_path
    token.write(tmp_path, actions.issue_token(anna, name="this machine"))
    return outbox.folder_of(tmp_path, None)


def test_a_line_from_the_terminal_is_there_with_the_next_request(client: Client, anna: Member, folder: Path) -> None:
    outbox.put(folder, "win: cut p95 from 900 ms to 300 ms yesterday", today="2026-11-20")

    client.get("/api/health")

    entry = Entry.objects.visible_to(anna).get()
    assert (entry.kind, entry.happened_on.isoformat()) == ("win", "2026-11-19")
    assert outbox.waiting_in(folder) == []


def test_a_line_that_was_delivered_but_not_forgotten_is_not_doubled(client: Client, anna: Member, folder: Path) -> None:
    outbox.put(folder, "win: once", today="2026-11-20")
    [waiting] = outbox.waiting_in(folder)
    text = waiting.read_text()
    client.get("/api/health")
    waiting.write_text(text)  # as if the process had been killed between the two

    client.get("/api/health")

    assert Entry.objects.visible_to(anna).count() == 1
    assert outbox.waiting_in(folder) == []


def test_a_line_that_is_no_entry_is_put_aside_and_the_request_answered(
    client: Client, anna: Member, folder: Path
) -> None:
    outbox.put(folder, "x" * 50_000, today="2026-11-20")

    answer = client.get("/api/health")

    assert answer.status_code == 200
    assert "20,000" in outbox.refused_in(folder)[0].reason


def test_without_a_member_every_line_waits(client: Client, folder: Path, settings: Settings) -> None:
    token.write(settings.HOME, "unknown")
    outbox.put(folder, "win: waits", today="2026-11-20")

    assert client.get("/api/health").status_code == 200
    assert len(outbox.waiting_in(folder)) == 1
