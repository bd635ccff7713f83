import gc
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.sources.collectors.git.history import read_commits
from alongside.sources.collectors.git.listing import identity, list_commits
from alongside.sources.collectors.git.problems import BrokenRepository
from alongside.sources.collectors.git.repository import describe
from alongside.sources.collectors.git.trailers import ROLES, credits_in, may_credit

from .repositories import Made

MESSAGES = (
    "One line",
    "A subject\n\nAnd a body.",
    "A subject\non two lines\n\nReviewed-by: Mina <mina@example.org>",
    "  Spaces  \n\nbefore and after",
    "\n\nLate\n\nx",
    "Carriage\r\n\r\nreturns\r\n",
    "Whitespace\n \t\nbetween",
    "",
    b"Latin caf\xe9\n\nThanks-to: Andr\xe9 <andre@example.org>",
    "Signed\n\nSigned-off-by: Engineer <engineer@example.org>",
)


def test_the_lean_reading_says_the_same_as_the_whole_one(made: Made) -> None:
    for message in MESSAGES:
        made.commit(message, person=("Zoë", "zoe@example.org"), date="1700000000 -0330")
    made.git("commit", "-q", "--allow-empty", "-m", "Early", date="@0 +0000")
    made.raw_commit(
        author=b"Odd <odd@example.org> -5 +0100", committer=b"Odd <odd@example.org> 12 +9999", parents=[made.head()]
    )
    repository = describe(made.folder)

    whole = [
        (each.hash, each.author_raw, each.authored_at, each.author_offset, each.committer_raw, each.committed_at)
        for each in read_commits(repository)
    ]
    lean = list(list_commits(repository))

    told = [
        (
            *(each.hash.hex(), identity(each.author), each.authored_at, each.author_offset),
            *(identity(each.committer), each.committed_at),
        )
        for each in lean
    ]
    assert (len(told), told) == (len(MESSAGES) + 2, whole)
    assert [each.subject for each in lean] == [each.subject for each in read_commits(repository)]


def test_a_body_is_handed_on_where_somebody_else_is_credited_and_only_there(made: Made) -> None:
    for message in MESSAGES:
        made.commit(message)
    repository = describe(made.folder)

    bodies = [each.body for each in list_commits(repository)]

    whole = [each.body for each in read_commits(repository)]
    assert [credits_in(body) for body in bodies] == [
        [] if body.startswith("Signed-off-by") else credits_in(body) for body in whole
    ]
    assert sum(map(bool, bodies)) == 2


@pytest.mark.parametrize("key", sorted(set(ROLES) - {"signed-off-by"}))
def test_every_role_is_noticed(key: str) -> None:
    message = f"Subject\n\nSigned-off-by: A <a@example.org>\n{key.title()}: Mina <mina@example.org>"

    assert may_credit(message.encode())


@given(st.text())
def test_a_message_that_credits_somebody_is_noticed(text: str) -> None:
    credited = [each for each in credits_in(text) if each.role != "signer"]

    assert not credited or may_credit(text.encode(errors="replace"))


def test_a_reading_that_is_given_up_leaves_no_git_behind(made: Made) -> None:
    made.commit("One")
    with closing(list_commits(describe(made.folder))) as listed:
        next(listed)
    gc.collect()

    assert len(list(list_commits(describe(made.folder)))) == 1


def test_a_missing_tip_is_told_when_the_rest_is_read(made: Made) -> None:
    made.commit("Found")
    lost = made.commit("Lost", {"lost.py": "1\n"})
    made.git("branch", "kept", "HEAD~1")
    repository = describe(made.folder)
    (made.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()

    with pytest.raises(BrokenRepository):
        list(list_commits(repository))
