"""What was read before one's turn came is not written back: another window changed it meanwhile."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Entry, Piece, Story
from alongside.evidence.tests.findings import work_of
from alongside.evidence.tests.test_api import Door
from alongside.people.tests.meanwhile import before_writing


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def entry(anna: Member) -> Entry:
    return actions.share(anna, entry=actions.log(anna, line="blocker: no staging"), audience="workspace")


@pytest.fixture
def story(anna: Member) -> Story:
    story = actions.write_story(anna, told=actions.Told(action="Moved billing", purpose="restore quickly"))
    return actions.share_story(anna, story=story, audience="workspace")


@pytest.mark.parametrize("verb", [actions.withdraw, actions.archive, actions.ease])
def test_an_edited_entry_is_not_shared_archived_or_eased_otherwise_than_was_said_meanwhile(
    page: Client, anna: Member, entry: Entry, verb: Callable[..., object]
) -> None:
    same = Entry.objects.visible_to(anna).get()

    with before_writing(partial(verb, anna, entry=same)):
        page.post(f"/log/{entry.pk}/edit/", {"line": "blocker: no staging at all"})

    entry = Entry.objects.visible_to(anna).get()
    states = ("audience", "archived_at", "eased_at")
    assert entry.text == "no staging at all"
    assert [getattr(entry, name) for name in states] == [getattr(same, name) for name in states]


@pytest.mark.parametrize("verb", [actions.withdraw_story, actions.archive_story])
def test_an_edited_story_is_not_shared_or_brought_back(
    page: Client, anna: Member, story: Story, verb: Callable[..., object]
) -> None:
    same = Story.objects.visible_to(anna).get()

    with before_writing(partial(verb, anna, story=same)):
        page.post(f"/stories/{story.pk}/edit/", {"action": "Moved all billing", "happened_on": "2026-11-20"})

    story = Story.objects.visible_to(anna).get()
    assert story.action == "Moved all billing"
    assert (story.audience, story.archived_at) == (same.audience, same.archived_at)


def test_a_program_that_changes_one_part_of_a_story_keeps_what_was_said_of_another_meanwhile(
    anna: Member, story: Story
) -> None:
    door, same = Door(anna), Story.objects.visible_to(anna).get()

    with before_writing(partial(actions.edit_story, anna, story=same, said={"action": "Moved all billing"})):
        told = door.patch(f"/stories/{story.pk}", result="restores take minutes").json()

    assert (told["action"], told["result"]) == ("Moved all billing", "restores take minutes")


def test_a_piece_that_gets_its_found_title_back_stays_dismissed(page: Client, anna: Member) -> None:
    piece, _ = work_of(anna)

    with before_writing(partial(actions.dismiss, anna, piece=Piece.objects.visible_to(anna).get(pk=piece.pk))):
        page.post(f"/work/{piece.pk}/retitle/", {"title": ""})

    assert Piece.objects.visible_to(anna).get(pk=piece.pk).dismissed_at
