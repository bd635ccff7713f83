"""Two windows that change areas at the same moment, on a database that lets both."""

import pytest
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.knowledge import actions
from alongside.knowledge.models import Area
from alongside.people.tests.meanwhile import TWO_WHO_WRITE, at_once
from alongside.sharing.guard import NotHere

pytestmark = TWO_WHO_WRITE


@pytest.fixture
def shop(anna: Member) -> Area:
    return area(anna, "shop", "a/", "b/", "c/")


def area(anna: Member, name: str, *paths: str) -> Area:
    folders = [{"repository": 1, "name": "shop", "path": path} for path in paths]
    made = Area(owner=anna, workspace=anna.workspace, name=name, folders=folders)
    made.save()
    return made


def again(anna: Member, found: Area) -> Area:
    """As another window found it."""
    return Area.objects.visible_to(anna).get(pk=found.pk)


def test_an_area_is_split_once(anna: Member, shop: Area) -> None:
    other = again(anna, shop)

    with pytest.raises(ValidationError):
        at_once(
            lambda: actions.split_area(anna, area=shop, paths=["shop/b/"]),
            other=lambda: actions.split_area(anna, area=other, paths=["shop/b/"]),
        )

    assert Area.objects.visible_to(anna).count() == 2


def test_two_splits_that_are_undone_both_give_back(anna: Member, shop: Area) -> None:
    one = actions.split_area(anna, area=shop, paths=["shop/b/"])
    other = actions.split_area(anna, area=shop, paths=["shop/c/"])

    at_once(
        lambda: actions.unsplit_area(anna, area=one),
        other=lambda: actions.unsplit_area(anna, area=other),
    )

    assert sorted(again(anna, shop).paths) == ["shop/a/", "shop/b/", "shop/c/"]


def test_a_split_is_undone_once(anna: Member, shop: Area) -> None:
    one = actions.split_area(anna, area=shop, paths=["shop/b/"])
    other = again(anna, one)

    with pytest.raises(NotHere):
        at_once(
            lambda: actions.unsplit_area(anna, area=one),
            other=lambda: actions.unsplit_area(anna, area=other),
        )

    assert again(anna, shop).paths == ["shop/a/", "shop/b/", "shop/c/"]


def test_two_that_are_merged_into_one_both_come_to_it(anna: Member, shop: Area) -> None:
    one, other, same = area(anna, "one", "d/"), area(anna, "other", "e/"), again(anna, shop)

    at_once(
        lambda: actions.merge_area(anna, area=one, into=shop),
        other=lambda: actions.merge_area(anna, area=other, into=same),
    )

    assert again(anna, shop).paths == ["shop/a/", "shop/b/", "shop/c/", "shop/d/", "shop/e/"]


def test_two_looks_at_once_are_one(anna: Member, shop: Area) -> None:
    one, other = at_once(lambda: actions.look_at(anna, area=shop))

    assert one == other
