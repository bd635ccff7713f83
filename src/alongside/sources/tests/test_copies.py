"""The right person, once: copies of a change, credits in the commits of others, and names that are nearly one's own."""

from pathlib import Path

import pytest

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.people.actions import add_identity
from alongside.sources.collectors.git.tests.repositories import ENGINEER, Made
from alongside.sources.models import Commit
from alongside.sources.tests.conftest import collected
from alongside.sources.tests.test_collecting import titles

OTHER = ("Somebody", "somebody@example.org")


def told(member: Member, **which: object) -> Activity:
    return Activity.objects.visible_to(member).get(vanished_at=None, **which)


def pull_request(made: Made, number: int, messages: list[str]) -> list[str]:
    """Commits that stand where a mirror puts those of pull requests."""
    made.git("checkout", "-q", "-b", f"pr-{number}", "main")
    hashes = [made.commit(message, {f"pr-{number}-{at}.py": "1\n"}) for at, message in enumerate(messages)]
    made.git("update-ref", f"refs/remotes/origin/pr/{number}", "HEAD")
    made.git("checkout", "-q", "main")
    made.git("branch", "-q", "-D", f"pr-{number}")
    return hashes


def test_a_cherry_picked_commit_counts_once_and_names_its_copy(engineer: Member, made: Made) -> None:
    (fix,) = pull_request(made, 1, ["Fix the rounding"])
    made.commit("Meanwhile", person=OTHER)
    made.git("cherry-pick", fix)

    done = collected(engineer, made)

    activity = told(engineer, title="Fix the rounding")
    assert done.its_repository.mine == 3
    assert (activity.external_id, activity.details["parts"]) == (made.head(), [fix])
    assert activity.details["extra"]["copies"] == "1"


def test_a_copy_that_comes_to_the_default_branch_later_takes_the_place_of_the_other(
    engineer: Member, made: Made
) -> None:
    (fix,) = pull_request(made, 1, ["Fix the rounding"])
    collected(engineer, made)
    before = told(engineer, title="Fix the rounding").external_id
    made.commit("Meanwhile", person=OTHER)
    made.git("cherry-pick", fix)

    done = collected(engineer, made)

    assert before == fix
    assert told(engineer, title="Fix the rounding").external_id == made.head()
    assert (done.kept, done.its_repository.mine) == (1, 3)


def test_an_amended_and_reworded_copy_on_a_branch_is_the_same_change(engineer: Member, made: Made) -> None:
    made.commit("Round prises", {"round.py": "1\n"})
    made.git("branch", "before")
    made.git("commit", "--amend", "-q", "-m", "Round prices to cents")

    collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Round prices to cents"]


def test_a_rebased_and_reworded_copy_is_known_by_its_lines(engineer: Member, made: Made) -> None:
    (first,) = pull_request(made, 1, ["Round prises"])
    made.commit("Meanwhile", person=OTHER)
    made.git("cherry-pick", first)
    made.git("commit", "--amend", "-q", "-m", "Round prices to cents")

    collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Round prices to cents"]


def test_commits_that_a_script_made_in_one_second_all_count(engineer: Member, made: Made) -> None:
    for number in range(3):
        made.commit("Bump", {"version": f"{number}\n"}, date="1700009000 +0100")
    made.commit("Another in that second", {"version": "x\n"}, date="1700009000 +0100")

    done = collected(engineer, made)

    assert done.its_repository.mine == 6
    assert titles(engineer).count("Bump") == 3


def test_what_was_squashed_counts_as_what_it_was_squashed_into(engineer: Member, made: Made) -> None:
    first = pull_request(made, 7, ["Read the rates", "Convert with the rates"])
    second = pull_request(made, 8, ["Cache the rates"])
    made.commit("Convert prices (#7)\n\n* Read the rates\n\n* Convert with the rates", {"rates.py": "1\n2\n"})
    made.commit("Cache the rates (#8)", {"cache.py": "1\n"})

    done = collected(engineer, made)

    squash = told(engineer, title="Convert prices (#7)")
    assert titles(engineer) == [
        "Cache the price table", "Cache the rates (#8)", "Convert prices (#7)", "Expire stale prices",
    ]  # fmt: skip
    assert squash.details["parts"] == sorted(first)
    assert told(engineer, title="Cache the rates (#8)").details["parts"] == second
    assert done.its_repository.mine == 4


def test_what_is_squashed_after_it_was_told_leaves_room_for_the_squash(engineer: Member, made: Made) -> None:
    pull_request(made, 7, ["Read the rates", "Convert with the rates"])
    collected(engineer, made)
    made.commit("Convert prices (#7)\n\n* Read the rates\n\n* Convert with the rates", {"rates.py": "1\n2\n"})

    collected(engineer, made)
    again = collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Convert prices (#7)", "Expire stale prices"]
    assert again.kept == 0


def test_a_pull_request_that_is_open_counts(engineer: Member, made: Made) -> None:
    pull_request(made, 9, ["Try something"])

    collected(engineer, made)

    assert "Try something" in titles(engineer)


def test_copies_in_two_repositories_count_once(engineer: Member, made: Made, tmp_path: Path) -> None:
    collected(engineer, made)
    fork = Made(tmp_path / "fork")
    fork.commit("Another root", person=OTHER)
    fork.git("fetch", "-q", str(made.folder), "main")
    fork.git("cherry-pick", "FETCH_HEAD~2")

    done = collected(engineer, fork)

    assert (done.new, done.kept) == (2, 0)
    assert titles(engineer) == ["Cache the price table", "Expire stale prices"]


def test_a_second_run_over_copies_changes_nothing(engineer: Member, made: Made) -> None:
    (fix,) = pull_request(made, 1, ["Fix the rounding"])
    made.commit("Meanwhile", person=OTHER)
    made.git("cherry-pick", fix)
    collected(engineer, made)
    before = list(Activity.objects.visible_to(engineer).order_by("pk").values_list("external_id", "details"))

    done = collected(engineer, made)

    assert done.kept == 0
    assert list(Activity.objects.visible_to(engineer).order_by("pk").values_list("external_id", "details")) == before


@pytest.mark.parametrize(
    ("trailer", "kind", "role", "word"),
    [
        ("Co-authored-by", "commit", "co-author", "co-author"),
        ("Reviewed-by", "review", "reviewer", "review"),
        ("Tested-by", "review", "tester", "review"),
        ("Helped-by", "comment", "helper", "help"),
        ("Reported-by", "comment", "reporter", "help"),
    ],
)
def test_being_named_in_a_trailer_of_somebody_else_is_evidence(
    engineer: Member, made: Made, trailer: str, kind: str, role: str, word: str
) -> None:
    made.commit(f"Take it over\n\n{trailer}: Engineer <{ENGINEER[1]}>", {"new.py": "1\n2\n"}, person=OTHER)

    collected(engineer, made)
    again = collected(engineer, made)

    found = told(engineer, title="Take it over")
    assert (found.external_id, found.kind) == (f"{made.head()}/{word}", kind)
    assert (found.details["extra"]["role"], found.details["parts"]) == (role, [made.head()])
    assert found.details["files"] == [["new.py", 2 if role == "co-author" else 0, 0]]
    assert found.details["credits"] == [["author", *OTHER]]
    assert (again.kept, again.its_repository.mine) == (0, 2)


def test_who_has_two_parts_in_a_commit_is_told_once_with_the_greater(engineer: Member, made: Made) -> None:
    address = f"Engineer <{ENGINEER[1]}>"
    made.commit(f"Take it over\n\nHelped-by: {address}\nReviewed-by: {address}", {"new.py": "1\n"}, person=OTHER)

    collected(engineer, made)

    assert told(engineer, title="Take it over").kind == "review"


def test_a_credit_goes_with_the_identity(anna: Member, made: Made) -> None:
    add_identity(anna, kind="email", value="nobody@example.org")
    identity = add_identity(anna, kind="email", value="mina@example.org")
    collected(anna, made)
    before = titles(anna)

    identity.delete()
    collected(anna, made)

    assert (before, titles(anna)) == (["Expire stale prices"], [])


def test_of_many_alike_names_exactly_ones_own_commits_count(anna: Member, made: Made) -> None:
    mine = ("Ben Okoye", "ben@example.org")
    old = ("ben", "b.okoye@old.example.org")
    alike = [
        ("Ben Okoye", "ben@example.com"), ("Ben Okoye", "ben@example.org.evil.example"), ("Ben", "aben@example.org"),
        ("Ben Okoye Jr", "okoye@example.org"), ("Reuben Okoye", "reuben@example.org"), ("BEN", "ben@example.or"),
        ("Ben Okoy", "ben+x@example.org"), ("ben@example.org", "cleo@example.org"), ("Ben Okoye", "b@example.org"),
    ]  # fmt: skip
    for number in range(40):
        made.commit(f"Mine {number}", person=mine if number % 2 else old)
        made.commit(f"Theirs {number}", person=alike[number % len(alike)])
    made.commit("Mine in capitals", person=("Somebody else's name", "BEN@Example.ORG"))
    made.commit("Say who", {".mailmap": "Ben Okoye <ben@example.org> <b.okoye@old.example.org>\n"}, person=OTHER)
    add_identity(anna, kind="email", value="ben@example.org")

    done = collected(anna, made)

    expected = sorted([f"Mine {number}" for number in range(40)] + ["Mine in capitals"])
    assert titles(anna) == expected
    assert done.its_repository.mine == len(expected)
    assert Commit.objects.visible_to(anna).count() == 85
