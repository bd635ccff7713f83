import re

import pytest

from alongside.sources.collectors.github.queries import RELEASES, WHO, page, rest, search_words

STRANDS = ["mine", "reviewed", "commented", "closed"]
QUERIES = [WHO, RELEASES, *map(page, STRANDS), *(query for each in STRANDS for query in rest(each).values())]


@pytest.mark.parametrize("query", QUERIES)
def test_a_question_declares_what_it_uses_and_uses_what_it_declares(query: str) -> None:
    head, _, body = query.partition("{")

    assert query.count("{") == query.count("}")
    assert set(re.findall(r"\$\w+", head)) == set(re.findall(r"\$\w+", body))
    assert ("...who" in query) == ("fragment who on Actor" in query)


def test_a_search_asks_for_one_login_and_one_repository_from_a_moment_on() -> None:
    words = search_words("mine", "annaberg", "example/payments", "2026-11-01T00:00:00Z")

    assert words == "author:annaberg repo:example/payments updated:>=2026-11-01T00:00:00Z sort:updated-asc"
