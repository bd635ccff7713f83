"""The API keeps its own document: whatever is sent, nothing breaks, and every answer is one that the document knows."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from alongside.api.door import door
from alongside.project.wsgi import application
from tests.ways_api import OPERATIONS, ROOMS
from tests.world import World


def served(environ: Any, start_response: Any) -> Iterator[bytes]:
    """As a server does, and the client of these tests does not: what was sent is closed."""
    answer = application(environ, start_response)
    try:
        yield from answer
    finally:
        answer.close()


KEPT: list[CheckFunction] = [not_a_server_error, response_schema_conformance]
DOCUMENT = door.get_openapi_schema(path_prefix="/api/")
api = schemathesis.openapi.from_dict(DOCUMENT)
api.app = served
bounded = settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_whatever_is_sent_the_answer_is_in_the_document(room: str, world: World) -> None:
    headers = {"Authorization": f"Bearer {world.tokens['anna']}", "Accept-Encoding": "identity"}

    def keeps_the_document(case: schemathesis.Case[Any]) -> None:
        if all(isinstance(value, int) and abs(value) < 10**6 for value in case.path_parameters.values()):
            case.path_parameters |= OPERATIONS[f"{case.method.upper()} {case.path}"].keys(world)
        case.validate_response(case.call(headers=headers), checks=KEPT)

    for operation in operations_of(room):
        bounded(given(case=operation.as_strategy())(keeps_the_document))()


def operations_of(room: str) -> list[Any]:
    found = [each.ok() for each in api.get_all_operations()]  # type: ignore[union-attr]
    return [each for each in found if f"{each.method.upper()} {each.path}" in ROOMS[room]]


def test_each_shape_in_the_document_has_a_name_of_its_own() -> None:
    names = Counter(shape.__name__ for shape in set(below(Schema)) if shape.__module__.startswith("alongside."))
    text = json.dumps(DOCUMENT)

    assert {name for name in names if names[name] > 1 and f'schemas/{name}"' in text} == set()


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)
