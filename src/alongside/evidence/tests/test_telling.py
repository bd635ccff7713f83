from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.evidence import actions, queries
from alongside.evidence.models import Story
from alongside.evidence.tests.findings import work_of
from alongside.people.actions import add_person
from conftest import TODAY

LINE = "win: cached the price table to cut checkout p95 from 900 ms to 300 ms, resulting in fewer lost carts !latency"


def test_a_story_is_drafted_from_an_entry_in_its_own_words(anna: Member) -> None:
    entry = actions.log(anna, line=LINE, today=TODAY)

    story = actions.draft_story(anna, entry=entry)

    assert story.action == "cached the price table"
    assert story.purpose.startswith("cut checkout p95")
    assert story.result == "fewer lost carts"
    assert (story.goals, story.happened_on, story.circle) == (["latency"], TODAY, "")
    assert list(story.entries.visible_to(anna)) == [entry]


def test_what_is_not_said_stays_a_gap(anna: Member) -> None:
    entry = actions.log(anna, line="win: cached the price table", today=TODAY)
    actions.draft_story(anna, entry=entry)

    story = queries.stories_of(anna).get()

    assert (story.purpose, story.result, story.metrics) == ("", "", [])
    assert [gap.code for gap in queries.gaps_of(story)] == [
        "result",
        "number",
        "purpose",
        "goal",
        "witness",
        "circle",
    ]


def test_a_story_from_a_piece_names_its_sources_and_who_saw_it(anna: Member) -> None:
    add_person(anna, name="Ben", email="ben@example.org")
    retry, _ = work_of(anna)

    actions.draft_story(anna, piece=retry)

    text = queries.story_text(queries.stories_of(anna).get())
    assert text.action == "Retry failed captures"
    assert text.witnesses == ("Ben",)
    assert [source.split()[0] for source in text.sources] == ["commit"] * 3
    assert text.circle == retry.circle


def test_numbers_are_read_from_the_sentences(anna: Member) -> None:
    told = actions.Told(action="Cut checkout p95", result="p95 went from 900 ms to 300 ms")

    story = actions.write_story(anna, told=told)

    assert [metric["change_percent"] for metric in story.metrics] == ["-66.67"]
    actions.edit_story(anna, story=story, told=actions.Told(action="Cut checkout p95"))
    assert story.metrics == []


def test_a_story_that_says_nothing_is_refused(anna: Member) -> None:
    with pytest.raises(ValidationError, match="at least what you did"):
        actions.write_story(anna, told=actions.Told(action="  "))
    with pytest.raises(ValidationError, match="no circle"):
        actions.write_story(anna, told=actions.Told(action="x", circle="square"))
    with pytest.raises(ValidationError, match="from an entry or from a piece"):
        actions.draft_story(anna)


def test_the_circles_of_a_year_are_counted(anna: Member) -> None:
    for circle, year in (("own", 2026), ("own", 2026), ("enabling", 2026), ("own", 2025), ("", 2026)):
        told = actions.Told(action="x", circle=circle, happened_on=date(year, 5, 1))
        actions.write_story(anna, told=told)

    assert queries.circles_of(anna, 2026) == {"own": 2, "collaboration": 0, "enabling": 1}


def test_a_shared_story_shows_no_private_source(anna: Member, ben: Member, dan: Member) -> None:
    retry, _ = work_of(anna)
    story = actions.draft_story(anna, piece=retry)
    assert not Story.objects.visible_to(ben).exists()

    actions.share_story(anna, story=story, with_members=[ben])

    text = queries.story_text(queries.stories_of(ben).get())
    assert (text.sources, text.witnesses) == ((), ())
    assert not Story.objects.visible_to(dan).exists()
    with pytest.raises(PermissionDenied):
        actions.archive_story(ben, story=story)
    actions.withdraw_story(anna, story=story)
    assert not Story.objects.visible_to(ben).exists()


def test_a_private_entry_of_somebody_else_cannot_be_linked(anna: Member, ben: Member) -> None:
    entry = actions.log(anna, line="secret")

    with pytest.raises(PermissionDenied):
        actions.write_story(ben, told=actions.Told(action="x"), entries=[entry])


def test_an_archived_story_can_be_restored(anna: Member) -> None:
    story = actions.write_story(anna, told=actions.Told(action="x"))

    actions.archive_story(anna, story=story)
    assert not queries.stories_of(anna).exists()
    actions.restore_story(anna, story=story)
    assert queries.stories_of(anna).exists()
