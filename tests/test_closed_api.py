"""The closed door of the API: every operation is tried by everybody it is not for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from alongside.api.door import door
from tests.telling import added_to_annas, changed, read, rows_there, told
from tests.ways import EVERYBODYS, OPEN, PAIRS, Way
from tests.ways_api import ALONE_OPERATIONS, OPERATIONS
from tests.world import PRIVATE, SHARED, World

SECRETS = {"ben": PRIVATE, "cleo": PRIVATE + SHARED, "dan": PRIVATE + SHARED}


def test_every_operation_is_in_the_table_and_every_line_of_the_table_is_an_operation() -> None:
    paths = door.get_openapi_schema(path_prefix="/api/")["paths"]

    assert set(OPERATIONS) == {f"{verb.upper()} {path}" for path, verbs in paths.items() for verb in verbs}


@pytest.mark.parametrize("name", ["ben", "cleo", "dan"])
def test_nobody_else_reads_or_changes_what_is_annas(world: World, name: str) -> None:
    before = rows_there()
    closed = {each: way for each, way in OPERATIONS.items() if not is_for(name, way)}

    answers = list(walk(world, name, closed | (ALONE_OPERATIONS if name == "ben" else {})))

    assert [(each, answer.body) for each, answer in answers if not is_nothing(answer)] == []
    assert told(answers, SECRETS[name]) == []
    assert changed(before) == []
    assert added_to_annas(before, world, even_pair=True) == []


@pytest.mark.parametrize("name", ["ben", "cleo", "dan"])
def test_operations_that_everybody_has_tell_nobody_elses_words(world: World, name: str) -> None:
    before = rows_there()
    own = {each: way for each, way in OPERATIONS.items() if is_for(name, way)}

    answers = list(walk(world, name, own, rolled_back=True))

    assert [(each, answer.status_code) for each, answer in answers if answer.status_code >= 500] == []
    assert told(answers, SECRETS[name]) == []
    assert changed(before) == []
    assert added_to_annas(before, world) == []


def test_the_owner_gets_an_answer_to_every_operation(world: World) -> None:
    answers = list(walk(world, "anna", OPERATIONS | ALONE_OPERATIONS, rolled_back=True))

    refused = {each: answer.body for each, answer in answers if answer.status_code >= 400}
    assert refused.keys() <= {
        "POST /api/repositories",
        "POST /api/collections",
        "POST /api/connections",
        "POST /api/sources/{name}/try",
        *NOT_FOR_ITS_OWNER,
    }, refused


NOT_FOR_ITS_OWNER = {
    "POST /api/expectations/{expectation_id}/ask",
    "POST /api/expectations/{expectation_id}/confirm",
    "POST /api/expectations/{expectation_id}/correct",
}
"""The first asks somebody who has not signed up; the others are for who was asked."""


def test_the_other_of_the_pair_gets_an_answer_to_every_operation_on_it(world: World) -> None:
    of_the_pair = {each: way for each, way in OPERATIONS.items() if way.whose == PAIRS}

    answers = list(walk(world, "ben", of_the_pair, rolled_back=True))

    assert {each for each, answer in answers if answer.status_code >= 400} <= REFUSED_TO_BEN


REFUSED_TO_BEN = {
    "POST /api/pairs/{pair_id}/bring-in",
    "POST /api/pairs/{pair_id}/preparation/put-on-agenda",
    "POST /api/points/{point_id}/withdraw",
}
"""Who is in brings nobody in; a line of anna's own is not his to show; only who wrote a point takes it back."""


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer guessed"}])
def test_without_a_token_nothing_is_told(world: World, header: dict[str, str]) -> None:
    before = rows_there()
    closed = {each: way for each, way in OPERATIONS.items() if way.whose != OPEN}

    answers = list(walk(world, "", closed, header=header))

    assert {answer.status_code for _, answer in answers} == {401}
    assert told(answers, PRIVATE + SHARED) == []
    assert changed(before) == []


def is_nothing(answer: Any) -> bool:
    """Nothing there, or the same words that a thing that never was would get."""
    return answer.status_code == 404 or (answer.status_code == 422 and b"that you may see" in answer.body)


def is_for(name: str, way: Way) -> bool:
    return way.whose in (OPEN, EVERYBODYS) or (way.whose == PAIRS and name == "ben")


def walk(
    world: World,
    name: str,
    operations: dict[str, Way],
    *,
    rolled_back: bool = False,
    header: dict[str, str] | None = None,
) -> Iterator[tuple[str, Any]]:
    client = Client(raise_request_exception=False)
    given = {"authorization": f"Bearer {world.tokens[name]}"} if header is None else header
    for operation, way in operations.items():
        verb, path = operation.split(" ")
        sent, kind = way.sends(world), {} if verb == "GET" else {"content_type": "application/json"}
        with transaction.atomic():
            answer = getattr(client, verb.lower())(path.format(**way.keys(world)), sent, headers=given, **kind)
            yield operation, read(answer)
            transaction.set_rollback(rolled_back)
