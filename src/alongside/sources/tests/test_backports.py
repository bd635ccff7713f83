"""A backport names the commit that it is a copy of: one change, however its message was changed otherwise."""

import pytest

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.sources.collectors.git.backports import originals_in
from alongside.sources.collectors.git.tests.repositories import ENGINEER, Made
from alongside.sources.tests.conftest import collected
from alongside.sources.tests.test_collecting import titles

XEN = "Pages stay.\n\nReviewed-by: Mina <mina@example.org>\nmaster commit: {}\nmaster date: 2026-02-05 08:53:07 +0100"
HASH = "83a784a15b479827ad21a519b4b685b65ee6d781"
OTHER = ("Somebody", "somebody@example.org")


def backport(made: Made, branch: str, message: str, *, day: int) -> str:
    made.git("checkout", "-q", "-b", branch, "main~1")
    hash_ = made.commit(message, {f"{branch}.py": "1\n"}, date=f"{1_700_500_000 + day * 86_400} +0000")
    made.git("checkout", "-q", "main")
    return hash_


def told(member: Member, title: str) -> Activity:
    return Activity.objects.visible_to(member).get(title=title, vanished_at=None)


@pytest.mark.parametrize(
    "message",
    [
        f"Fixes it.\n\nSigned-off-by: A <a@example.org>\nmaster commit: {HASH}\nmaster date: 2026-02-05 08:53:07 +0100",
        f"Fixes it.\n\n(cherry picked from commit {HASH})",
        f"(cherry-picked from commit: {HASH})\nSigned-off-by: A <a@example.org>",
        f"(backported from commit {HASH})",
        f"commit {HASH} upstream.\n\nFixes it.",
        f"[ Upstream commit {HASH} ]\n\nFixes it.",
        f"[ upstream commit {HASH} ]\n\nFixes it.",
        f"Upstream commit {HASH}.\n\nFixes it.",
        f"Upstream-commit: {HASH}",
    ],
)
def test_a_backport_says_of_what(message: str) -> None:
    assert originals_in(message) == (HASH,)


@pytest.mark.parametrize(
    "message",
    [
        f"This reverts commit {HASH}.",
        f'Fixes: {HASH[:12]} ("mm: Scrub pages")',
        f"This was confirmed in upstream commit {HASH}",
        f"upstream commit {HASH} broke it, so be careful.",
        f"Since commit {HASH} upstream the queue is short.",
        "(cherry picked from commit abc)",
    ],
)
def test_who_only_speaks_of_a_commit_is_no_copy_of_it(message: str) -> None:
    assert originals_in(message) == ()


def test_a_change_and_its_backports_are_one(engineer: Member, made: Made) -> None:
    fix = made.commit("Keep the pages", {"mm.py": "1\n"}, date="1700400000 +0100")
    copies = [
        backport(made, "stable-1", "Keep the pages\n\n" + XEN.format(fix), day=1),
        backport(made, "stable-2", f"mm: keep pages\n\ncommit {fix} upstream.", day=2),
    ]

    done = collected(engineer, made)
    again = collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Keep the pages"]
    assert told(engineer, "Keep the pages").external_id == fix
    assert told(engineer, "Keep the pages").details["parts"] == sorted(copies)
    assert (done.its_repository.mine, again.kept) == (3, 0)


def test_a_backport_of_a_backport_is_the_same_change(engineer: Member, made: Made) -> None:
    fix = made.commit("Keep the pages", {"mm.py": "1\n"}, date="1700400000 +0100")
    first = backport(made, "stable-2", "Keep pages\n\n" + XEN.format(fix), day=1)
    backport(made, "stable-1", f"Keep pages, again\n\n(cherry picked from commit {first})", day=2)

    collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Keep the pages"]


def test_backports_of_somebody_elses_change_are_one_of_mine(engineer: Member, made: Made) -> None:
    fix = made.commit("Keep the pages", {"mm.py": "1\n"}, person=OTHER, date="1700400000 +0100")
    first = backport(made, "stable-2", "Keep pages in two\n\n" + XEN.format(fix), day=1)
    backport(made, "stable-1", "Keep pages in one\n\n" + XEN.format(fix), day=2)

    collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Keep pages in two"]
    assert told(engineer, "Keep pages in two").external_id == first


def test_a_review_of_a_change_and_of_its_backports_is_one(engineer: Member, made: Made) -> None:
    review = f"Reviewed-by: {ENGINEER[0]} <{ENGINEER[1]}>"
    fix = made.commit(f"Keep the pages\n\n{review}", {"mm.py": "1\n"}, person=OTHER, date="1700400000 +0100")
    made.git("checkout", "-q", "-b", "stable", "main~1")
    made.commit(f"mm: keep\n\n{review}\nmaster commit: {fix}", {"old.py": "1\n"}, person=OTHER, date="1700500000 +0100")
    made.git("checkout", "-q", "main")

    collected(engineer, made)

    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Keep the pages"]


def test_an_original_that_comes_later_takes_the_place_of_its_backport(engineer: Member, made: Made) -> None:
    made.git("branch", "fixes")
    made.git("checkout", "-q", "fixes")
    fix = made.commit("Keep the pages", {"mm.py": "1\n"}, date="1700400000 +0100")
    made.git("checkout", "-q", "main")
    made.commit("Keep pages\n\n" + XEN.format(fix), {"mm.py": "2\n"}, date="1700500000 +0100")
    made.git("update-ref", "-d", "refs/heads/fixes")
    collected(engineer, made)
    before = titles(engineer)
    made.git("update-ref", "refs/heads/fixes", fix)

    collected(engineer, made)

    assert before == ["Cache the price table", "Expire stale prices", "Keep pages"]
    assert titles(engineer) == ["Cache the price table", "Expire stale prices", "Keep the pages"]
