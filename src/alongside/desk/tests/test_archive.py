"""What somebody takes with them."""

import io
import zipfile

from django.apps import apps
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.evidence.models import LookedThrough
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


def file_of(noun: type[Guarded]) -> str:
    return f"data/{str(noun._meta.verbose_name_plural).replace(' ', '-')}.json"
