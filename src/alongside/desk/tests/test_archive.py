"""What somebody takes with them."""

import io
import json
import tracemalloc
import zipfile
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.evidence.models import Activity, LookedThrough, Piece
from alongside.knowledge.models import Readers
from alongside.sharing.models import Guarded, Private, Shared

WORKED_OUT = (LookedThrough, Readers)
"""What is worked out anew from all the rest, and says nothing more."""


def test_every_noun_of_every_room_is_in_the_archive(client: Client, anna: Member) -> None:
    rooms = (model for model in apps.get_models() if issubclass(model, (Private, Shared)))
    client.force_login(anna.user)

    answer = client.get(reverse("desk:export"))

    held = zipfile.ZipFile(io.BytesIO(b"".join(answer))).namelist()
    assert {model.__name__ for model in rooms if model not in WORKED_OUT and file_of(model) not in held} == set()


def test_a_shared_entry_does_not_say_which_piece_of_work_it_was_made_from(
    client: Client, anna: Member, ben: Member
) -> None:
    commit = Finding(id="a" * 40, kind="commit", title="Move the ledger", at=timezone.now(), files=(("a.py", 90, 9),))
    evidence.keep(anna, source="git", origin="payments", findings=[commit])
    evidence.find_pieces(anna)
    piece = Piece.objects.visible_to(anna).get()
    evidence.share(anna, entry=evidence.accept(anna, piece=piece), audience="workspace")

    [hers], [shared] = (rows(client, member, "data/entries.json") for member in (anna, ben))

    assert hers["piece_id"] == piece.pk
    assert shared["text"] == "Move the ledger"
    assert {"piece_id", "capture_key"} & set(shared) == set()


def test_the_archive_of_many_years_is_not_held_in_memory(client: Client, anna: Member) -> None:
    mine = {"owner": anna, "workspace": anna.workspace, "happened_at": timezone.now(), "day": timezone.localdate()}
    body = "x" * 20_000
    Activity.objects.bulk_create(
        (Activity(external_id=str(n), title="Work", body=body, **mine) for n in range(1000)), batch_size=50
    )
    client.force_login(anna.user)
    client.get(reverse("desk:settings"))

    tracemalloc.start()
    answer = client.get(reverse("desk:export"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    held = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert most < len(body) * 1000 / 2
    assert len(json.loads(held.read("data/activities.json"))) == 1000
    assert json.loads(held.read("data/impact-stories.json")) == []


def rows(client: Client, member: Member, name: str) -> list[dict[str, Any]]:
    client.force_login(member.user)
    archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("desk:export")).getvalue()))
    found: list[dict[str, Any]] = json.loads(archive.read(name))
    return found


def file_of(noun: type[Guarded]) -> str:
    return f"data/{str(noun._meta.verbose_name_plural).replace(' ', '-')}.json"
