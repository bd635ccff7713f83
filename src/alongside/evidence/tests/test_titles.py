import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.evidence.tests.work_history import at, six_weeks
from alongside.evidence.work.grouping import group
from alongside.evidence.work.kinds import kind_of
from alongside.evidence.work.material import Deed, Group
from alongside.evidence.work.titles import cleaned, title_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("fix(payments): round refunds half up", "Round refunds half up"),
        ("feat!: drop cron", "Drop cron"),
        ("PAY-123 retry webhooks", "Retry webhooks"),
        ("PAY-123: retry webhooks", "Retry webhooks"),
        ("[PAY-123] fix: retry webhooks", "Retry webhooks"),
        ("[PATCH 2/5] retry webhooks", "Retry webhooks"),
        ("[PATCH v3 2/5] http: add --retry", "http: add --retry"),
        ("fixup! squash! retry webhooks", "Retry webhooks"),
        ("retry webhooks (#12)", "Retry webhooks"),
        ("Retry webhooks.", "Retry webhooks"),
        ("Wait for it...", "Wait for it..."),
        (":sparkles: retry webhooks", "Retry webhooks"),
        ("✨ retry webhooks", "Retry webhooks"),
        ("pyproject.toml names the licence", "pyproject.toml names the licence"),
        ("iOS learns to retry", "iOS learns to retry"),
        ("don't retry twice", "Don't retry twice"),
        ("über die Brücke", "Über die Brücke"),
        ("`retry` is public", "`retry` is public"),
        ("http/2: add push", "http/2: add push"),
        ("lib: remove unused functions", "lib: remove unused functions"),
        ("lib, docs: name the limits", "lib, docs: name the limits"),
        ("fix:", "Fix:"),
        ("PAY-123", "PAY-123"),
        ("  many   spaces ", "Many spaces"),
    ],
)
def test_a_title_is_cleaned_of_what_only_tools_need(written: str, shown: str) -> None:
    assert cleaned(written) == shown


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a01", "Add a retry queue for webhooks"),
        ("c01", "Stop double charges after a timeout"),
        ("c05", "Refunds with idempotency keys"),
        ("d01", "Cache exchange rates for an hour"),
        ("d04", "Migrate settlement jobs from cron to the queue"),
        ("f01", "Merge branch 'main' into ana/captures"),
    ],
)
def test_a_piece_of_work_is_called_by_what_tells_most(name: str, title: str) -> None:
    assert {one.key: title_of(one) for one in group(six_weeks())}[name] == title


def test_the_title_of_a_pull_request_goes_before_its_commits() -> None:
    commits = (Deed("a", "commit", "Add keys", at(0)), Deed("b", "pull request", "fix: Refund once only (#7)", at(1)))

    assert title_of(Group("a", commits)) == "Refund once only"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.text(max_size=40))
def test_no_word_of_a_title_is_invented(titles: list[str], body: str) -> None:
    deeds = tuple(Deed(f"key{n}", "commit", title, at(n), body=body) for n, title in enumerate(titles))

    words = re.findall(r"\w+", title_of(Group("key0", deeds)))

    material = " ".join([*titles, body, "key0"])
    assert all(word in material or word[0].lower() + word[1:] in material or word[1:] in material for word in words)


@given(st.text(max_size=80))
def test_cleaning_never_empties_a_title_and_is_done_at_once(title: str) -> None:
    shown = cleaned(title)

    assert bool(shown) == bool(title.strip())
    assert cleaned(shown) == shown or shown[:1] != title.strip()[:1]


def test_a_follow_up_neither_names_a_piece_of_work_nor_tells_its_kind() -> None:
    deeds = [
        Deed("abcdef1", "commit", "Split the ledger", at(0)),
        Deed("abcdef2", "commit", "Fix a useless assignment", at(2), body="Follow-up to abcdef1"),
    ]

    (found,) = group(deeds)

    assert (title_of(found), kind_of(found)) == ("Split the ledger", "refactoring")
