import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.evidence.tests.work_history import START
from alongside.evidence.work.files import part_of, stem_of
from alongside.evidence.work.material import Deed
from alongside.evidence.work.reading import branch_of, is_revert, ticket_of, tickets_in
from alongside.evidence.work.telling import message_of, names_an_option, said_in
from alongside.evidence.work.tickets import about
from alongside.evidence.work.words import is_trivial, kind_in


@pytest.mark.parametrize(
    ("title", "body", "tickets"),
    [
        ("PAY-12: retry", "", ("PAY-12",)),
        ("Retry (#34)", "Fixes #12 and refs https://example.org/me/shop/issues/7", ("#34", "#12", "#7")),
        ("Read UTF-8 with SHA-256 as in RFC-7231", "", ()),
        ("Merge pull request #322 from ana/keys", "", ("#322",)),
        ("Colour #123 of the palette", "", ()),
    ],
)
def test_tickets_are_read_and_look_alikes_left_out(title: str, body: str, tickets: tuple[str, ...]) -> None:
    assert tickets_in(title, body) == tickets


@pytest.mark.parametrize(
    ("subject", "branch"),
    [
        ("Merge branch 'retry-webhook'", "retry-webhook"),
        ("Merge branch 'retry-webhook' into main", "retry-webhook"),
        ("Merge pull request #12 from me/topic/sub", "topic/sub"),
        ("Merge branch 'main' into topic", None),
        ("Merge remote-tracking branch 'origin/main'", None),
        ("Merge pull request #12 from me/patch-1", None),
        ("Add merging", None),
    ],
)
def test_the_branch_is_read_from_the_merge(subject: str, branch: str | None) -> None:
    assert branch_of(subject) == branch


@pytest.mark.parametrize(
    ("branch", "key"),
    [
        ("PAY-408-pin-the-version", "PAY-408"),
        ("feature/PAY-408", "PAY-408"),
        ("users/anna/PAY-408_pin", "PAY-408"),
        ("UTF-8-names", ""),
        ("pin-PAY-408", ""),
        ("pay-408", ""),
        ("", ""),
    ],
)
def test_a_branch_may_be_called_by_its_ticket(branch: str, key: str) -> None:
    assert ticket_of(branch) == key


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("src/retry.py", "code"),
        ("tests/test_retry.py", "tests"),
        ("pkg/retry_test.go", "tests"),
        ("docs/retry.md", "docs"),
        (".github/workflows/test.yml", "tooling"),
        ("requirements-dev.txt", "tooling"),
        ("uv.lock", "generated"),
        ("web/package-lock.json", "generated"),
        ("go.sum", "generated"),
        ("dist/app.min.js", "generated"),
        ("po/de.po", "generated"),
        ("web/locales/de/messages.json", "generated"),
        ("web/locales/load.py", "code"),
        ("vendor/github.com/berg/retry/retry.go", "vendored"),
        ("node_modules/left/index.js", "vendored"),
        ("CHANGELOG.md", "notes"),
        ("docs/changelog/2.1.rst", "notes"),
        ("src/history/store.py", "code"),
    ],
)
def test_a_path_tells_its_part(path: str, part: str) -> None:
    assert part_of(path) == part


def test_a_test_and_what_it_tests_have_one_stem() -> None:
    assert {stem_of("tests/test_retry.py"), stem_of("src/retry.py"), stem_of("pkg/retry_test.go")} == {"retry"}


@pytest.mark.parametrize(
    "title",
    [
        "Bump django from 6.0 to 6.1",
        "Version 2.0.1",
        "v1.2.3",
        "Fix typo",
        "Run black",
        "Merge branch 'x'",
        "wip",
        "chore: bump deps",
    ],
)
def test_upkeep_is_told_by_its_subject(title: str) -> None:
    assert is_trivial(title)


@pytest.mark.parametrize(
    "title",
    [
        "Cut checkout p95 to 300 ms",
        "Release locks before waiting",
        "Version the API",
        "Format money",
        "Update the width tables to Unicode 14",
        "Bump the minimum version of Python to 3.12",
        "Detect and mark whitespace errors in context lines",
    ],
)
def test_work_that_only_sounds_like_upkeep_is_none(title: str) -> None:
    assert not is_trivial(title)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("feat: add retries", "feature"),
        ("Fix crash when adding retries", "fix"),
        ("Add a fix-it button", "feature"),
        ("Port the worker to asyncio", "migration"),
        ("Refuse captures", None),
        ("Add docs on certificates", "docs"),
        ("Add more tests for refunds", "tests"),
        ("Start using flake8, fix lint issues", "tooling"),
        ("Fix the outage of Monday", "incident"),
    ],
)
def test_the_first_telling_word_tells_the_kind(title: str, kind: str | None) -> None:
    assert kind_in(title) == kind


def test_the_area_before_the_colon_is_no_word_of_the_title() -> None:
    assert said_in("docs: explain retries") == (True, False, False, False, False, False, False)
    assert said_in("retry: allow and add a limit").gives


@pytest.mark.parametrize(
    ("text", "named"),
    [("curl: add --retry", True), ("Use `--retry 3`", True), ("pre--post", False), ("a -- b", False), ("", False)],
)
def test_an_option_is_known_by_its_dashes(text: str, named: bool) -> None:
    assert names_an_option(text) is named


@given(st.text(max_size=200))
def test_any_text_can_be_read_for_what_it_says(text: str) -> None:
    assert len(said_in(text)) == 7
    assert message_of(text).news.isdisjoint(message_of(text).repair)


def test_a_ticket_without_words_around_it_is_what_the_work_is_about() -> None:
    assert about(Deed("a", "commit", "Retry", START, tickets=("#3",))) == ["#3"]


@pytest.mark.parametrize(
    ("title", "body", "is_about"),
    [
        ("Retry (#3)", "", True),
        ("#3 Retry", "", True),
        ("Retry", "Fixes #3", True),
        ("Retry", "PR-URL: #3", True),
        ("Retry", "Refs #3", False),
        ("Retry as in #3", "", False),
        ("Retry (#31)", "See #3", False),
    ],
)
def test_a_number_that_is_only_referred_to_is_other_work(title: str, body: str, is_about: bool) -> None:
    assert bool(about(Deed("a", "commit", title, START, body, tickets=("#3",)))) is is_about


def test_a_revert_is_told_by_its_title_or_its_first_words() -> None:
    long = "Add limits.\n\nOn the way: This reverts commit 1a2b3c4."

    reverts = [("Revert “x”", ""), ("Go back", "This reverts commit 1a2b3c4."), ("Add limits", long)]

    assert [is_revert(Deed("a", "commit", title, START, body)) for title, body in reverts] == [True, True, False]
    assert not is_revert(Deed("a", "commit", 'Reapply "x"', START, "This reverts commit 1a2b3c4."))
