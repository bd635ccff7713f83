"""Words that lead to people: what stands everywhere leads nowhere by itself."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.paths.words import Said, Words, as_typed
from alongside.knowledge.queries import whom_to_ask
from alongside.knowledge.tests.conftest import BEN, CLEO, collected, days_ago
from alongside.sources.collectors.git.tests.repositories import Made


@pytest.fixture
def reading(engineer: Member, tmp_path: Path) -> Member:
    """Cleo touches pages and tables everywhere; Ben wrote the shadow pager, in a few changes."""
    made = Made(tmp_path / "pages")
    made.clock = days_ago(90)
    for number in range(55):
        made.commit(f"Page table walk, part {number}", {f"core/part{number % 3}.c": f"{number}\n"}, person=CLEO)
    for number in range(3):
        made.commit(f"Shadow the page {number}", {"mm/pager.c": f"{number}\n"}, person=BEN)
    made.commit("Once more a shadow", {"core/part1.c": "other\n"}, person=CLEO)
    collected(engineer, made)
    return engineer


def test_the_rare_word_leads_to_its_people_among_common_ones(reading: Member) -> None:
    answer = whom_to_ask(reading, words="shadow page tables")

    assert answer.paths[0] == "mm/pager.c"
    assert answer.people[0].name == "Ben Okoye"
    assert answer.words_told == "“page” and “tables” stand everywhere here: “shadow” counted most."
    assert [(each.word, each.changes, each.is_common) for each in answer.words] == [
        ("shadow", 4, False), ("page", 58, True), ("tables", 55, True),
    ]  # fmt: skip


def test_reasons_name_the_words_that_were_met(reading: Member) -> None:
    ben = whom_to_ask(reading, words="shadow page tables").people[0]

    reason = next(each for each in ben.reasons if each.place == "mm/pager.c")
    assert reason.words == ("shadow", "page")
    assert reason.text.startswith("wrote 3 changes of mm/pager.c (“shadow” and “page”), last ")


def test_only_common_words_are_called_so_on_the_page(reading: Member, client: Client) -> None:
    client.force_login(reading.user)

    text = client.get(reverse("knowledge:ask"), {"q": "page tables"}).content.decode()

    assert "Only common words were met: “page” in 58 and “tables” in 55 of 59 changes." in text
    assert "A rarer word, or a path, says more." in text


def test_a_word_that_is_said_nowhere_is_told(reading: Member) -> None:
    answer = whom_to_ask(reading, words="shadow xylophones")

    assert answer.paths[0] == "mm/pager.c"
    assert answer.words_told == "Nothing here is about “xylophones”."


def test_several_words_together_count_more_than_each_alone() -> None:
    both, one, other = Trace(1.0, 2), Trace(9.0, 4), Trace(9.0, 4)
    said = {"pool": Said(6, {"both": both, "one": one}), "timeout": Said(6, {"both": both, "other": other})}
    words = Words(("pool", "timeout"), said, 1000, 1.0)

    assert words.paths({"both": 4, "one": 4, "other": 4}) == ["both", "one", "other"]


def test_a_file_where_everything_happens_is_about_none_of_it() -> None:
    said = {"pool": Said(6, {"setup": Trace(9.0, 4), "small": Trace(1.0, 3)})}

    assert Words(("pool",), said, 1000, 1.0).paths({"setup": 400, "small": 4})[0] == "small"


def test_a_word_is_told_as_it_was_typed() -> None:
    assert as_typed("Fix poolTimeouts, status") == {"pool": "pool", "timeout": "timeouts", "statu": "status"}
