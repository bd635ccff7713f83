from datetime import date

import pytest

from alongside.accounts.models import Member, User
from alongside.lib.one_look import Few, in_one_look


@pytest.mark.django_db
def test_rows_come_in_the_order_of_their_query_with_what_is_told_of_each(
    anna: Member, ben: Member, django_assert_num_queries: object
) -> None:
    names = Few(Member.objects.filter(workspace=anna.workspace).order_by("-name"), {"name": "name", "key": "pk"}, 3)
    nobody = Few(User.objects.none(), {"email": "email"})
    at = Member.objects.filter(pk=anna.pk)
    in_one_look(at, {"names": names})

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = in_one_look(at, {"names": names, "nobody": nobody})

    assert found["names"] == [{"name": "Ben", "key": ben.pk}, {"name": "Anna", "key": anna.pk}]
    assert found["nobody"] == []


@pytest.mark.django_db
def test_days_are_told_as_iso_text(anna: Member) -> None:
    Member.objects.filter(pk=anna.pk).update(review_on=date(2026, 12, 4))
    rows = Few(Member.objects.all(), {"on": "review_on"})

    assert in_one_look(Member.objects.filter(pk=anna.pk), {"day": rows}) == {"day": [{"on": "2026-12-04"}]}


def test_who_asks_nothing_asks_no_query() -> None:
    assert in_one_look(Member.objects.all(), {}) == {}
