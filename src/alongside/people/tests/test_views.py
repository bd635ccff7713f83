import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Identity, Person


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def test_an_empty_page_teaches(as_anna: Client) -> None:
    assert b"@mina" in as_anna.get("/people/").content


def test_a_person_is_added_and_edited(as_anna: Client, anna: Member) -> None:
    as_anna.post("/people/add/", {"name": "Mina Okafor", "relation": "manager", "email": "mina@example.org"})
    mina = queries.find_person(anna, "mina@example.org")

    as_anna.post(f"/people/{mina.pk}/edit/", {"name": "Mina O.", "relation": "peer", "handle": "mo"})

    assert queries.find_person(anna, "mo").name == "Mina O."
    assert b"Mina O." in as_anna.get(f"/people/{mina.pk}/").content


def test_a_wrong_form_comes_back_with_what_was_typed(as_anna: Client, anna: Member) -> None:
    actions.add_person(anna, name="Mina")

    answer = as_anna.post("/people/add/", {"name": "Mina Two", "relation": "peer", "handle": "MINA"})

    assert answer.status_code == 422
    assert b"@mina is taken" in answer.content
    assert b"Mina Two" in answer.content


def test_an_identity_is_added_removed_and_put_back(as_anna: Client, anna: Member) -> None:
    mina = actions.add_person(anna, name="Mina")
    sent = {"kind": "email", "value": "mina@old.example"}
    as_anna.post(f"/people/{mina.pk}/identities/add/", sent)
    known = mina.identities.visible_to(anna).get()

    removed = as_anna.post(f"/people/identities/{known.pk}/remove/", follow=True)
    gone = not mina.identities.visible_to(anna).exists()
    as_anna.post(f"/people/{mina.pk}/identities/add/", {**sent, "next": "/people/"})

    assert "Undo" in removed.text
    assert gone
    assert mina.identities.visible_to(anna).get().value == "mina@old.example"


def test_an_identity_is_moved_to_another_person_and_back(as_anna: Client, anna: Member) -> None:
    mina = actions.add_person(anna, name="Mina", email="tom@example.org")
    tom = actions.add_person(anna, name="Tom")
    known = mina.identities.visible_to(anna).get()

    moved = as_anna.post(f"/people/identities/{known.pk}/move/", {"to": tom.pk}, follow=True)
    at_tom = queries.find_person(anna, "tom@example.org")
    as_anna.post(f"/people/identities/{known.pk}/move/", {"to": mina.pk})

    assert "stands for Tom now" in moved.text
    assert (at_tom, queries.find_person(anna, "tom@example.org")) == (tom, mina)


def test_ones_own_identities_are_not_changed_among_those_of_persons(as_anna: Client, anna: Member) -> None:
    mine = actions.add_identity(anna, kind="email", value="anna@old.example")
    tom = actions.add_person(anna, name="Tom")

    answers = [
        as_anna.post(f"/people/identities/{mine.pk}/remove/"),
        as_anna.post(f"/people/identities/{mine.pk}/move/", {"to": tom.pk}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert queries.my_identities(anna).get() == mine


def test_persons_are_merged(as_anna: Client, anna: Member) -> None:
    mina, twin = (actions.add_person(anna, name=name) for name in ("Mina", "M. Okafor"))

    as_anna.post(f"/people/{twin.pk}/merge/", {"into": mina.pk})

    assert list(Person.objects.visible_to(anna)) == [mina]


@pytest.mark.parametrize("path", ["/people/{person}/", "/people/{person}/edit/"])
def test_others_find_nothing(client: Client, anna: Member, ben: Member, dan: Member, path: str) -> None:
    mina = actions.add_person(anna, name="Mina")

    for member in (ben, dan):
        client.force_login(member.user)
        assert client.get(path.format(person=mina.pk)).status_code == 404


def test_others_change_nothing(client: Client, anna: Member, ben: Member) -> None:
    mina = actions.add_person(anna, name="Mina", email="mina@example.org")
    known = Identity.objects.visible_to(anna).get()
    client.force_login(ben.user)

    assert client.post(f"/people/identities/{known.pk}/remove/").status_code == 404
    assert client.post(f"/people/identities/{known.pk}/move/", {"to": mina.pk}).status_code == 404
    assert client.post(f"/people/{mina.pk}/merge/", {"into": mina.pk}).status_code == 404
    assert client.post(f"/people/{mina.pk}/identities/add/", {"kind": "name", "value": "M"}).status_code == 404


def test_the_page_asks_the_database_as_often_for_many(
    as_anna: Client, anna: Member, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        actions.add_person(anna, name=f"Person {number}", email=f"p{number}@example.org")

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        as_anna.get("/people/")
