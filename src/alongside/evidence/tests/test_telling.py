from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.evidence import actions, queries
from alongside.evidence.models import Activity, Piece, Story
from alongside.evidence.tests.findings import finding, work_of
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
    assert (text.witnesses, text.circle) == ((), "")
    assert [source.split()[0] for source in text.sources] == ["commit"] * 3


def _drafted(anna: Member, **more: Any) -> Story:
    """From one reviewed pull request with an explanation."""
    given: dict[str, Any] = {
        "tickets": ("PAY-1",),
        "credits": (
            ("reviewer", "Ben", "ben@example.org"),
            ("merger", "Ben", "ben@example.org"),
            ("asked", "Cleo Duarte", "cleo@example.org"),
            ("author", "Anna", "anna@example.org"),
        ),
        "body": "It is kept at the edge in order to save calls.\n\nCuts checkout p95 from 900 ms to 300 ms. Done.\n",
        "url": "https://example.org/pull/1",
    }
    found = finding(1, **{"title": "Cache the price table", **given, **more})
    actions.keep(anna, source="git", origin="payments", findings=[found])
    actions.find_pieces(anna)
    story = actions.draft_story(anna, piece=Piece.objects.visible_to(anna).get())
    return queries.with_grounds(anna, queries.stories_of(anna).get(pk=story.pk))


def _grounds(story: Story) -> queries.Grounds:
    assert isinstance(story.grounds, queries.Grounds)
    return story.grounds


def test_every_drafted_sentence_carries_its_sources(anna: Member) -> None:
    story = _drafted(anna)

    activity = Activity.objects.visible_to(anna).get()
    told = {
        each.part: (each.text, [(source.kind, source.id) for source in each.sources])
        for each in _grounds(story).sentences
    }
    assert told == {
        "action": ("Cache the price table", [("activity", activity.pk)]),
        "purpose": ("save calls", [("activity", activity.pk)]),
        "result": ("Cuts checkout p95 from 900 ms to 300 ms", [("activity", activity.pk)]),
    }
    assert [metric["change_percent"] for metric in story.metrics] == ["-66.67"]


def test_a_source_is_called_as_people_call_it() -> None:
    ticket = Activity(source="jira", external_id="10056", url="https://jira.example.org/browse/PAY-381")
    pull = Activity(source="github", external_id="owner/repo#12", url="https://example.org/owner/repo/pull/12")

    assert [each.called for each in (ticket, pull)] == ["PAY-381", "owner/repo#12"]
    assert Activity(source="git", external_id="1a2b3c4d5e").called == "1a2b3c4"


def test_words_of_ones_own_have_no_source(anna: Member) -> None:
    story = _drafted(anna)

    actions.edit_story(anna, story=story, said={"action": "Made the checkout quick", "purpose": "save calls"})

    grounds = queries.grounds_of(anna, queries.stories_of(anna).get())
    assert [(each.part, bool(each.sources)) for each in grounds.sentences] == [
        ("action", False),
        ("purpose", True),
        ("result", True),
    ]


def test_witnesses_are_proposed_with_their_reason_and_confirmed_one_by_one(anna: Member) -> None:
    ben = add_person(anna, name="Ben Okoye", email="ben@example.org")
    story = _drafted(anna)
    proposed = [(each.name, each.person, each.because) for each in _grounds(story).witnesses]
    assert proposed == [("Cleo Duarte", None, "asked for it"), ("Ben Okoye", ben, "reviewed it and merged it")]

    actions.confirm_story(anna, story=story, witness="ben okoye")
    actions.confirm_story(anna, story=story, witness="Cleo Duarte")

    again = queries.stories_of(anna).get()
    assert {person.name for person in again.witnesses.all()} == {"Ben Okoye", "Cleo Duarte"}
    assert queries.grounds_of(anna, again).witnesses == ()
    with pytest.raises(ValidationError, match="Nothing on record says"):
        actions.confirm_story(anna, story=story, witness="Dan")


def test_a_circle_is_proposed_with_its_reason_and_confirmed(anna: Member) -> None:
    story = _drafted(anna, title="Review of Round refunds", kind="review", credits=(("author", "Ben", ""),), body="")
    proposed = _grounds(story).circle
    assert proposed is not None
    assert (proposed.circle, proposed.because) == ("collaboration", "review of the work of Ben")
    assert [source.kind for source in proposed.sources] == ["activity"]
    assert story.circle == ""

    actions.confirm_story(anna, story=story, circle="collaboration")

    assert queries.stories_of(anna).get().circle == "collaboration"
    with pytest.raises(ValidationError, match="no circle"):
        actions.confirm_story(anna, story=story, circle="galaxy")
    with pytest.raises(ValidationError, match="which circle"):
        actions.confirm_story(anna, story=story)


def test_an_entry_proposes_by_its_own_words(anna: Member) -> None:
    entry = actions.log(anna, line="win: mentored two interns @ben", today=TODAY)

    story = actions.draft_story(anna, entry=entry)

    grounds = queries.grounds_of(anna, queries.stories_of(anna).get(pk=story.pk))
    assert grounds.circle
    assert (grounds.circle.circle, grounds.circle.because) == ("enabling", "it says mentored")
    assert [(each.name, each.because) for each in grounds.witnesses] == [("Ben", "is named in your entry")]
    assert [source.label for source in grounds.sentences[0].sources] == ["log of 20 Nov 2026"]


def test_a_reader_gets_no_proposals(anna: Member, ben: Member) -> None:
    story = _drafted(anna)
    actions.share_story(anna, story=story, with_members=[ben])

    grounds = queries.grounds_of(ben, queries.stories_of(ben).get())

    assert (grounds.circle, grounds.witnesses) == (None, ())
    assert {each.sources for each in grounds.sentences} == {()}
    with pytest.raises(PermissionDenied):
        actions.confirm_story(ben, story=story, circle="own")


def test_numbers_are_read_from_the_sentences(anna: Member) -> None:
    told = actions.Told(action="Cut checkout p95", result="p95 went from 900 ms to 300 ms")

    story = actions.write_story(anna, told=told)

    assert [metric["change_percent"] for metric in story.metrics] == ["-66.67"]
    actions.edit_story(anna, story=story, said={"result": ""})
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
