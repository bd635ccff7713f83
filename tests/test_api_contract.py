"""The API keeps its own document: whatever is sent, nothing breaks, and every answer is one that the document knows."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from ninja import Schema
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from alongside.api.door import door
from alongside.project.wsgi import application
from tests.ways_api import OPERATIONS
from tests.world import World

KEPT: list[CheckFunction] = [not_a_server_error, response_schema_conformance]
DOCUMENT = door.get_openapi_schema(path_prefix="/api/")
api = schemathesis.openapi.from_dict(DOCUMENT)
api.app = application
bounded = settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@pytest.mark.slow
@api.parametrize()
@bounded
def test_whatever_is_sent_the_answer_is_in_the_document(case: schemathesis.Case, world: World) -> None:
    keys = OPERATIONS[f"{case.method} {case.path}"].keys(world)
    if all(isinstance(value, int) and abs(value) < 10**6 for value in case.path_parameters.values()):
        case.path_parameters |= keys

    answer = case.call(headers={"Authorization": f"Bearer {world.tokens['anna']}", "Accept-Encoding": "identity"})

    case.validate_response(answer, checks=KEPT)


def test_each_shape_in_the_document_has_a_name_of_its_own() -> None:
    names = Counter(shape.__name__ for shape in set(below(Schema)) if shape.__module__.startswith("alongside."))

    assert {name for name in DOCUMENT["components"]["schemas"] if names[name] > 1} == set()


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)
