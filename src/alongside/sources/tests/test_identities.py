"""One person has many names: the page, what it proposes and why, and what is counted again."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.people.actions import add_identity, add_person
from alongside.people.queries import my_identities
from alongside.sources import actions
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.collectors.registry import collectors
from alongside.sources.models import Collection, Connection, NotMine
from alongside.sources.proposals import identity_proposals
from alongside.sources.queries import me
from alongside.sources.tests.conftest import collected, run
from alongside.sources.tests.diary import MET, collector

NOREPLY = "12345+engineer@users.noreply.github.com"


@pytest.fixture
def page(client: Client, engineer: Member) -> Client:
    client.force_login(engineer.user)
    return client


@pytest.fixture
def diary(engineer: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """It was read, when nobody there was known to be the engineer."""
    monkeypatch.setitem(collectors(), "diary", collector)
    MET.given.clear()
    path = tmp_path / "diary.txt"
    path.write_text("2025-01-15 Cut the build time\n2025-01-16 @engy Answered the support queue\n")
    connection = actions.connect(engineer, collector="diary", answers={"file": str(path)})
    read(engineer, connection)
    return connection


def read(member: Member, connection: Connection) -> Collection:
    connection = Connection.objects.visible_to(member).get(pk=connection.pk)
    return run(member, actions.collect_connection(member, connection=connection))


def titles(member: Member) -> set[str]:
    return set(Activity.objects.visible_to(member).values_list("title", flat=True))


def proposed(member: Member) -> dict[tuple[str, str], list[str]]:
    return {(each.kind, each.value): each.reasons for each in identity_proposals(member)}


def test_the_kind_of_an_apostrophe_makes_nobody_else_of_me(anna: Member) -> None:
    add_identity(anna, kind="name", value="Mary O'Neil")

    assert me(anna).wrote(names=["Mary  O’Neil"], emails=[])


def test_an_address_like_mine_is_proposed_with_its_reason(page: Client, engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("Engineer at home", "engineer@home.example"))
    made.commit("From the web", {"web.py": "1\n"}, person=("E", "12345+engineer@users.noreply.github.com"))
    made.commit("Namesake", {"name.py": "1\n"}, person=("ANNA", "a@example.net"))
    collected(engineer, made)

    shown = page.get("/sources/identities").text

    assert "engineer@home.example" in shown
    assert "12345+engineer@users.noreply.github.com" in shown
    assert "the same “engineer” before the @" in shown
    assert "the same name as you: ANNA" in shown
    assert "somebody@example.org" not in shown


def test_an_address_beside_the_full_name_of_another_is_not_proposed(page: Client, engineer: Member, made: Made) -> None:
    add_identity(engineer, kind="name", value="Anna Berg")
    made.commit("Of another", {"other.py": "1\n"}, person=("Anna Lindqvist", "engineer@other.example"))
    made.commit("From home", {"home.py": "1\n"}, person=("Anna M. Berg", "engineer@home.example"))
    made.commit("From away", {"away.py": "1\n"}, person=("anna", "engineer@away.example"))
    collected(engineer, made)

    shown = page.get("/sources/identities").text

    assert "engineer@other.example" not in shown
    assert "engineer@home.example" in shown
    assert "engineer@away.example" in shown


def test_one_click_merges_an_address_and_undo_takes_it_back(page: Client, engineer: Member, made: Made) -> None:
    collected(engineer, made)

    page.post("/sources/identities/merge", {"kind": "email", "value": "somebody@example.org"})
    merged = collected(engineer, made).its_repository.mine
    identity = my_identities(engineer).get(value="somebody@example.org")
    page.post("/sources/identities/split", {"identity": identity.pk})
    split = collected(engineer, made).its_repository.mine

    assert (merged, split) == (3, 2)


def test_an_address_that_is_not_mine_is_not_proposed_again(page: Client, engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("E", "engineer@home.example"))
    collected(engineer, made)

    page.post("/sources/identities/refuse", {"kind": "email", "value": "Engineer@home.example"})

    assert NotMine.objects.visible_to(engineer).get().value == "engineer@home.example"
    assert "<b>engineer@home.example</b>" not in page.get("/sources/identities").text


def test_what_git_is_set_up_with_is_proposed(page: Client, engineer: Member, made: Made) -> None:
    made.git("config", "user.email", "anna@work.example")
    collected(engineer, made)

    shown = page.get("/sources/identities").text

    assert "git is set up with it in payments" in shown


def test_a_name_that_was_taken_back_comes_back_as_a_name(page: Client, engineer: Member) -> None:
    name = add_identity(engineer, kind="name", value="Engineer")
    page.post("/sources/identities/split", {"identity": name.pk})

    page.post("/sources/identities/merge", {"kind": "name", "value": "Engineer"})

    assert {(each.kind, each.value) for each in my_identities(engineer)} >= {("name", "Engineer")}


def test_the_page_lists_addresses_logins_and_names_of_mine(page: Client, engineer: Member) -> None:
    add_person(engineer, name="Mina", email="mina@example.org")
    for kind, value in (("email", "anna@old.example"), ("login", "@aberg"), ("name", "A. Berg")):
        page.post("/sources/identities/merge", {"kind": kind, "value": value})

    shown = page.get("/sources/identities").text

    assert {"anna@old.example", "aberg", "A. Berg"} < set(my_identities(engineer).values_list("value", flat=True))
    assert all(f"<b>{value}</b>" in shown for value in ("anna@old.example", "aberg", "A. Berg"))
    assert "mina@example.org" not in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "email", "value": ""}, "This field is required"),
        ({"kind": "email", "value": "x" * 300}, "at most 254 characters"),
        ({"kind": "shoe size", "value": "38"}, "Select a valid choice"),
        ({"kind": "login", "value": "@"}, "Write the name or address"),
        ({"kind": "email", "value": "mina@example.org"}, "already stands for Mina"),
    ],
)
def test_what_cannot_be_mine_comes_back_with_the_reason(
    page: Client, engineer: Member, sent: dict[str, str], said: str
) -> None:
    add_person(engineer, name="Mina", email="mina@example.org")

    answer = page.post("/sources/identities/merge", sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert my_identities(engineer).count() == 1


def test_what_is_mine_already_starts_no_run(page: Client, engineer: Member, made: Made) -> None:
    collected(engineer, made)

    answer = page.post("/sources/identities/merge", {"kind": "email", "value": "ENGINEER@example.org"}, follow=True)

    assert "is yours already" in answer.text
    assert Collection.objects.visible_to(engineer).count() == 1


def test_what_is_not_mine_is_not_proposed_until_it_is_asked_for(page: Client, engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("ANNA", "anna@home.example"))
    collected(engineer, made)
    mine = actions.merge_identity(engineer, value="anna@home.example")

    page.post("/sources/identities/split", {"identity": mine.pk, "refuse": "1"})
    refused = proposed(engineer)
    page.post("/sources/identities/propose", {"kind": "email", "value": "anna@home.example"})

    assert ("email", "anna@home.example") not in refused
    assert ("email", "anna@home.example") in proposed(engineer)


def test_undo_of_a_merge_proposes_it_again(page: Client, engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("ANNA", "anna@home.example"))
    collected(engineer, made)
    mine = actions.merge_identity(engineer, value="anna@home.example")

    page.post("/sources/identities/split", {"identity": mine.pk})

    assert ("email", "anna@home.example") in proposed(engineer)


def test_an_address_made_from_a_login_proposes_both(engineer: Member, made: Made) -> None:
    made.commit("From the web", {"web.py": "1\n"}, person=("E", NOREPLY))
    collected(engineer, made)

    found = proposed(engineer)

    assert found["email", NOREPLY] == ["made from a login like yours: engineer"]
    assert found["login", "engineer"] == [f"{NOREPLY} was made from it"]


def test_an_address_made_from_my_login_is_proposed(anna: Member, made: Made) -> None:
    add_identity(anna, kind="login", value="aberg")
    made.commit("Merged", {"web.py": "1\n"}, person=("A", "77-aberg@users.noreply.gitlab.com"))
    made.commit("Merged", {"cob.py": "1\n"}, person=("A", "78-cobaberg@users.noreply.gitlab.com"))
    collected(anna, made)

    found = {key for key in proposed(anna) if key[1].endswith("gitlab.com")}

    assert found == {("email", "77-aberg@users.noreply.gitlab.com")}


def test_a_name_beside_my_address_is_proposed_with_who_else_bears_it(engineer: Member, made: Made) -> None:
    made.commit("Of a namesake", {"n.py": "1\n"}, person=("engineer", "other@example.net"))
    collected(engineer, made)

    name = next(each for each in identity_proposals(engineer) if each.kind == "name")

    assert (name.value, name.commits) == ("Engineer", 2)
    assert name.reasons == ["it stands beside your address engineer@example.org"]
    assert "other@example.net" in name.caution


def test_what_mailmap_merged_is_not_proposed(engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("ANNA", "anna@home.example"))
    made.commit("Say who", {".mailmap": "Engineer <engineer@example.org> <anna@home.example>\n"})
    repository = collected(engineer, made).its_repository

    assert repository.mine == 4
    assert ("email", "anna@home.example") not in proposed(engineer)


def test_what_stands_for_somebody_else_is_not_proposed(engineer: Member, made: Made) -> None:
    add_person(engineer, name="Anna Two", email="anna@home.example")
    made.commit("From home", {"home.py": "1\n"}, person=("ANNA", "anna@home.example"))
    collected(engineer, made)

    assert ("email", "anna@home.example") not in proposed(engineer)


def test_what_i_sign_in_with_is_proposed_and_a_guess_comes_last(engineer: Member) -> None:
    answers = {"address": "https://review.example.org", "user": "zberg", "password": "open sesame"}
    actions.connect(engineer, collector="gerrit", answers=answers)

    found = proposed(engineer)

    assert list(found) == [("login", "zberg"), ("login", "engineer")]
    assert found["login", "zberg"] == ["you sign in to Gerrit: https://review.example.org with it"]
    assert found["login", "engineer"] == ["a guess: it stands before the @ of engineer@example.org"]


def test_the_owner_of_a_token_is_proposed(engineer: Member) -> None:
    connection = actions.connect(engineer, collector="github", answers={"token": "ghp_made_up"})
    connection.state = {"login": "aberg"}
    connection.save()

    assert proposed(engineer)["login", "aberg"] == [f"it is the owner of the token for {connection.name}"]


def test_a_new_name_has_files_read_again_from_the_beginning(engineer: Member, diary: Connection) -> None:
    before = titles(engineer)

    actions.merge_identity(engineer, kind="login", value="engy")
    started = Collection.objects.visible_to(engineer).get(done_at=None)
    done = run(engineer, started)

    assert before == {"Cut the build time"}
    assert (done.connection_id, done.state, done.new) == (diary.pk, "done", 1)
    assert MET.given[-1].state == {}
    assert titles(engineer) == {"Cut the build time", "Answered the support queue"}


def test_a_name_that_is_taken_back_takes_what_it_brought_along(engineer: Member, diary: Connection) -> None:
    login = actions.merge_identity(engineer, kind="login", value="engy")
    read(engineer, diary)
    brought = titles(engineer)

    actions.split_identity(engineer, identity=login)
    read(engineer, diary)

    assert "Answered the support queue" in brought
    assert titles(engineer) == {"Cut the build time"}


def test_a_name_that_came_and_went_between_two_runs_costs_nothing(engineer: Member, diary: Connection) -> None:
    login = actions.merge_identity(engineer, kind="login", value="engy")
    actions.split_identity(engineer, identity=login)

    read(engineer, diary)

    assert MET.given[-1].state == {"read": 2}


def test_a_service_is_read_from_the_beginning_with_its_next_run(
    page: Client, engineer: Member, diary: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tuple(replace(each, kind="text") for each in collector.settings)
    monkeypatch.setitem(collectors(), "diary", replace(collector, settings=asked))

    answer = page.post("/sources/identities/merge", {"kind": "login", "value": "engy"}, follow=True)
    started = Collection.objects.visible_to(engineer).filter(done_at=None).exists()
    read(engineer, diary)

    assert "With the next run Diary: diary.txt will be read from the beginning." in answer.text
    assert not started
    assert "Answered the support queue" in titles(engineer)


def test_others_neither_see_nor_take_back_my_names(client: Client, engineer: Member, ben: Member, dan: Member) -> None:
    mine = my_identities(engineer).get()

    for member in (ben, dan):
        client.force_login(member.user)
        assert mine.value not in client.get("/sources/identities").text
        assert client.post("/sources/identities/split", {"identity": mine.pk}).status_code == 404
