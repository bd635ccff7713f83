"""The closed door: what is anna's stays hers. Every page and every operation is tried by everybody it is not for."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from tests.telling import Answers, added_to_annas, changed, read, rows_there, told, unpacked
from tests.ways import ALONE, ANNAS, EVERYBODYS, OPEN, PAGES, PAIRS, Way, url_names
from tests.world import EVERYWHERE, PRIVATE, SHARED, World, fill, share_with_all

SECRETS = {"ben": PRIVATE, "cleo": PRIVATE + SHARED, "dan": PRIVATE + SHARED}
"""Whose eyes must not meet which words."""
OUT = (404, 405)


def test_every_page_is_in_the_table_and_every_line_of_the_table_is_a_page() -> None:
    pages = {name for name in url_names() if not name.startswith("api:")}

    assert set(PAGES) == pages


@pytest.mark.parametrize("name", ["ben", "cleo", "dan"])
def test_nobody_else_opens_or_changes_what_is_annas(world: World, name: str) -> None:
    before = rows_there()
    client = signed_in(world.member(name))
    closed = {page: way for page, way in PAGES.items() if not is_for(name, way)} | (ALONE if name == "ben" else {})

    answers = list(walk(client, world, closed))

    assert [(page, answer.status_code) for page, answer in answers if answer.status_code not in OUT] == []
    assert told(answers, SECRETS[name]) == []
    assert changed(before) == []
    assert added_to_annas(before, world, even_pair=True) == []


@pytest.mark.parametrize("name", ["ben", "cleo", "dan"])
def test_pages_that_everybody_has_show_nobody_elses_words(world: World, name: str) -> None:
    before = rows_there()
    client = signed_in(world.member(name))
    own = {page: way for page, way in inside().items() if is_for(name, way)}

    answers = [*walk(client, world, own, rolled_back=True), *searches(client)]

    assert [(page, answer.status_code) for page, answer in answers if answer.status_code >= 500] == []
    assert told(answers, SECRETS[name]) == []
    assert changed(before) == []
    assert added_to_annas(before, world) == []


def test_the_owner_gets_an_answer_everywhere_and_meets_every_word_of_theirs(world: World) -> None:
    client = signed_in(world.anna)

    answers = [*walk(client, world, {**inside(), **ALONE}, rolled_back=True), *searches(client)]

    wrong = [(page, answer.status_code) for page, answer in answers if answer.status_code in (401, 403, 404)]
    assert wrong == []
    assert [(page, answer.status_code) for page, answer in answers if answer.status_code >= 500] == []
    assert {word for word in PRIVATE + SHARED if told(answers, (word,))} >= set(PRIVATE + SHARED) - NEVER_SHOWN


NEVER_SHOWN = {"xyzzybranch"}
"""Read from a repository, but on no page."""


def test_both_of_a_pair_may_do_everything_to_what_they_share(world: World) -> None:
    pages = {page: way for page, way in PAGES.items() if way.whose == PAIRS}
    alone_only = {"one_on_ones:withdraw_point"}

    answers = list(walk(signed_in(world.ben), world, pages, rolled_back=True))

    refused = {page for page, answer in answers if answer.status_code >= 400 and answer.status_code != 405}
    assert refused - alone_only == {"one_on_ones:put_on_agenda"} & refused


def test_the_archive_of_the_other_does_not_say_what_a_point_was_made_from(world: World) -> None:
    url = reverse("desk:export")

    of_anna, of_ben = (unpacked(read(signed_in(member).get(url)).body) for member in (world.anna, world.ben))

    assert f"entry:{world.entry.pk}" in of_anna
    assert f"entry:{world.entry.pk}" not in of_ben


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_what_others_write_leaves_no_trace_in_the_pages_of_somebody_else(
    people_only: World, tmp_path: Path, quiet_git: None, name: str
) -> None:
    client = signed_in(people_only.member(name))
    own = {page: way for page, way in PAGES.items() if way.whose == EVERYBODYS and page != "desk:export"}
    before = {page: steady(answer) for page, answer in walk(client, people_only, own, verbs=("get",))}

    world = fill(people_only, tmp_path)
    after = {page: steady(answer) for page, answer in walk(client, world, own, verbs=("get",))}

    assert [page for page in before if before[page] != after[page]] == []


def test_who_is_signed_out_gets_nothing(world: World) -> None:
    before = rows_there()

    answers = list(walk(Client(raise_request_exception=False), world, {**PAGES, **ALONE}))

    inside = [(page, answer) for page, answer in answers if PAGES[page].whose != OPEN]
    assert {page for page, answer in inside if not sent_to_the_entrance(answer)} == set()
    assert told(answers, PRIVATE + SHARED) == []
    assert changed(before) == []


def test_a_guest_reads_what_was_shared_with_all_and_changes_nothing(world: World) -> None:
    entry = share_with_all(world)
    before = rows_there()

    cleo, dan = (list(searches(signed_in(member))) for member in (world.cleo, world.dan))

    assert told(cleo, ("readable",))
    assert told(dan, ("readable",)) == []
    world.entry = world.archived = entry
    for page, answer in walk(signed_in(world.cleo), world, entry_pages(), verbs=("post",)):
        assert answer.status_code in (403, 404, 405), page
    assert changed(before) == []


def inside() -> dict[str, Way]:
    """Without the entrance and the exit."""
    return {page: way for page, way in PAGES.items() if not page.startswith("accounts:")}


def entry_pages() -> dict[str, Way]:
    return {page: way for page, way in PAGES.items() if page.startswith("evidence:") and way.whose == ANNAS}


def is_for(name: str, way: Way) -> bool:
    return way.whose in (OPEN, EVERYBODYS) or (way.whose == PAIRS and name == "ben")


def signed_in(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.user)
    return client


def walk(
    client: Client,
    world: World,
    pages: dict[str, Way],
    *,
    verbs: tuple[str, ...] = ("post", "get"),
    rolled_back: bool = False,
) -> Answers:
    """First every attempt to write, then every page is looked at, with whatever the attempts have left on it."""
    for verb in verbs:
        for page, way in pages.items():
            url = reverse(page, kwargs=way.keys(world))
            with transaction.atomic():
                yield page, read(getattr(client, verb)(url, way.sends(world) if verb == "post" else {}))
                transaction.set_rollback(rolled_back)


def searches(client: Client) -> Answers:
    """The word that stands in every text of the world."""
    yield "desk:search", read(client.get(reverse("desk:search"), {"q": EVERYWHERE}))
    for page, way in PAGES.items():
        if page in SEARCHED and way.whose == EVERYBODYS:
            yield page, read(client.get(reverse(page), {"q": EVERYWHERE}))


SEARCHED = {"knowledge:ask", "evidence:log", "evidence:stories", "evidence:pieces"}


def steady(answer: Any) -> tuple[int, str]:
    """Without what is new in every answer."""
    text = re.sub(r'(csrfmiddlewaretoken" value=|"X-CSRFToken": )"?[^"]+"?', "", unpacked(answer.body))
    return answer.status_code, re.sub(r"X-CSRFToken[^}]+}", "", text)


def sent_to_the_entrance(answer: Any) -> bool:
    return answer.status_code in (401, 405) or (
        answer.status_code == 302 and answer.headers["Location"].startswith(reverse("accounts:signed_out"))
    )
