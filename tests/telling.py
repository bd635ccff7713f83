"""What an answer tells, and what an attempt has changed."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from alongside.sharing.door import opened
from tests.world import World

type Answers = Iterable[tuple[str, Any]]


def read(answer: Any) -> Any:
    """With its body in hand, also when it comes in pieces."""
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


def told(answers: Answers, words: tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted({(page, word) for page, answer in answers for word in words if word in text_of(answer)})


def text_of(answer: Any) -> str:
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers} {unpacked(answer.body)}".casefold()


def unpacked(body: bytes) -> str:
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode()}" for name in archive.namelist())


type Row = tuple[str, int]
NOISE = {"last_used_on", "last_login"}


def rows_there() -> dict[Row, dict[str, Any]]:
    """Every row of every noun, links between nouns included."""
    with opened("the closed door's own test"):
        return {(model._meta.label, row.pk): values_of(row) for model in ours() for row in model._default_manager.all()}


def ours() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_config.name.startswith("alongside."):
            yield model


def values_of(row: models.Model) -> dict[str, Any]:
    return {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields if f.attname not in NOISE}


def changed(before: dict[Row, dict[str, Any]]) -> list[tuple[Row, str]]:
    """What was there and is gone or different."""
    after = rows_there()
    return [
        (row, ", ".join(name for name, value in values.items() if after.get(row, {}).get(name, "gone") != value))
        for row, values in before.items()
        if after.get(row) != values
    ]


def added_to_annas(before: dict[Row, dict[str, Any]], world: World, *, even_pair: bool = False) -> list[Row]:
    mine = {
        "owner_id": world.anna.pk,
        "author_id": world.anna.pk,
        "member_id": world.anna.pk,
        "actor_id": world.anna.pk,
    }
    if even_pair:
        mine["pair_id"] = world.pair.pk
    after = rows_there()
    return [row for row in after.keys() - before.keys() if any(after[row].get(n) == key for n, key in mine.items())]
