"""Areas merged into each other and split off, and both taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.knowledge import actions
from alongside.knowledge.models import Area
from alongside.knowledge.queries import areas_of, who_knows
from alongside.sharing.models import Audience


def test_areas_are_merged_split_and_given_back(knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    web = actions.add_area(knowing, name="Web", paths=["web/"])
    assert [each.name for each in who_knows(knowing, web)] == ["Engineer"]
    assert web.one_alone

    actions.merge_area(knowing, area=web, into=db)
    assert [each.area.name for each in areas_of(knowing)] == ["db"]
    assert db.paths == ["shop/src/db/", "shop/web/"]
    actions.unmerge_area(knowing, area=web)
    db.refresh_from_db()
    assert db.paths == ["shop/src/db/"]

    actions.edit_area(knowing, area=db, paths=["src/", "web/"])
    new = actions.split_area(knowing, area=db, paths=["web/"])
    assert (new.name, new.paths, db.paths) == ("web", ["shop/web/"], ["shop/src/"])


def test_unmerging_gives_back_exactly_what_was_there(knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    web, both = (actions.add_area(knowing, name=name, paths=["web/"]) for name in ("Web", "Both"))
    actions.edit_area(knowing, area=both, paths=["web/", "src/"])

    actions.merge_area(knowing, area=web, into=both)
    actions.merge_area(knowing, area=both, into=db)
    actions.unmerge_area(knowing, area=both)
    actions.unmerge_area(knowing, area=web)

    for area in (db, both):
        area.refresh_from_db()
    assert (db.paths, both.paths) == (["shop/src/db/"], ["shop/web/", "shop/src/"])


def test_an_area_of_mine_alone_is_not_shown_by_merging_it_into_a_shared_one(page: Client, knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    secret = actions.add_area(knowing, name="Secret", paths=["web/"])
    actions.share_area(knowing, area=db, audience=Audience.WORKSPACE)

    answer = page.post(reverse("knowledge:merge_area", args=[secret.pk]), {"into": db.pk}, follow=True)

    db.refresh_from_db()
    assert db.paths == ["shop/src/db/"]
    assert "Share “Secret” first, or make “db” yours alone." in answer.content.decode()
    actions.share_area(knowing, area=secret, audience=Audience.WORKSPACE)
    actions.merge_area(knowing, area=secret, into=db)
    assert db.paths == ["shop/src/db/", "shop/web/"]


def test_splitting_can_be_undone_exactly(page: Client, knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    web = actions.add_area(knowing, name="Web", paths=["web/"])
    actions.merge_area(knowing, area=web, into=db)
    before = Area.objects.visible_to(knowing).get(pk=db.pk).folders
    given = {"paths": "shop/src/db/", "name": "Pool"}

    answer = page.post(reverse("knowledge:split_area", args=[db.pk]), given, follow=True)
    new = Area.objects.visible_to(knowing).get(name="Pool")
    undo = reverse("knowledge:unsplit_area", args=[new.pk])
    page.post(undo)

    assert undo in answer.content.decode()
    db.refresh_from_db()
    assert db.folders == before
    assert not Area.objects.visible_to(knowing).filter(pk=new.pk).exists()
    actions.unmerge_area(knowing, area=web)
    assert Area.objects.visible_to(knowing).get(pk=db.pk).paths == ["shop/src/db/"]


def test_what_became_more_since_it_was_split_off_is_not_undone(page: Client, knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    actions.edit_area(knowing, area=db, paths=["src/db/", "web/"])
    new = actions.split_area(knowing, area=db, paths=["web/"])
    actions.edit_area(knowing, area=new, problem="Shows what was paid")

    answer = page.post(reverse("knowledge:unsplit_area", args=[new.pk]), follow=True)

    assert "Merge it into “db” instead." in answer.content.decode()
    with pytest.raises(ValidationError, match="was not split off"):
        actions.unsplit_area(knowing, area=db)


def test_a_private_part_does_not_go_back_into_what_was_shared_since(knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    actions.edit_area(knowing, area=db, paths=["src/db/", "web/"])
    new = actions.split_area(knowing, area=db, paths=["web/"])
    actions.share_area(knowing, area=db, audience=Audience.WORKSPACE)

    with pytest.raises(ValidationError, match="yours alone"):
        actions.unsplit_area(knowing, area=new)


def test_what_is_taken_out_leaves_the_whole_chain(knowing: Member) -> None:
    db = Area.objects.visible_to(knowing).get()
    web, empty = actions.add_area(knowing, name="Web", paths=["web/"]), actions.add_area(knowing, name="Empty")
    actions.merge_area(knowing, area=web, into=empty)
    actions.merge_area(knowing, area=empty, into=db)

    actions.unmerge_area(knowing, area=web)

    db.refresh_from_db()
    assert db.paths == ["shop/src/db/"]
    with pytest.raises(ValidationError, match="already"):
        actions.merge_area(knowing, area=empty, into=web)
