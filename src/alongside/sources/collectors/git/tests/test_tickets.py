import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.sources.collectors.git.tickets import Ticket, tickets_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PAY-123: Retry the payment", ["PAY-123"]),
        ("Retry (#45)", ["#45"]),
        ("GH-12 Retry", ["#12"]),
        ("see shop/web#7 and #8", ["shop/web#7", "#8"]),
        ("[PAY-1][FIND-22] both", ["PAY-1", "FIND-22"]),
        ("feature/PAY-12-retry", []),
        ("Merge branch 'PAY-12'", ["PAY-12"]),
        ("https://example.org/shop/web/issues/9", ["https://example.org/shop/web/issues/9"]),
        ("https://example.org/shop/web/-/merge_requests/9.", ["https://example.org/shop/web/-/merge_requests/9"]),
        ("https://jira.example.org/browse/PAY-9", ["https://jira.example.org/browse/PAY-9"]),
        ("https://example.org/shop/web/pull/9/files", ["https://example.org/shop/web/pull/9"]),
        ("#12 and again #12", ["#12"]),
        ("A2B_C-7", ["A2B_C-7"]),
    ],
)
def test_what_is_a_ticket(text: str, names: list[str]) -> None:
    assert [ticket.name for ticket in tickets_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "UTF-8",
            "UTF-16LE",
            "SHA-256",
            "SHA-1",
            "ISO-8859-1",
            "ISO-8601",
            "CVE-2024-1234",
            "RFC-2822",
            "PEP-8",
            "AES-256",
        ),
        *(
            "#0",
            "#1abc",
            "color #123456abc",
            "&#39;",
            "C#7",
            "page#3",
            "https://example.org/page#3",
            "x-PAY-12",
            "PAY-0",
        ),
        *("pay-12", "PAY-12.3", "1.2-3", "X-1", "v2-1", "0xAB-12", "PAY-12-34", "#", "GPL-2.0-only", "MD-5", "BASE-64"),
        *("a/b/c#1", "!important", "2024-11-20", "me@PAY-1", "IPV-6", "MP-3"),
    ],
)
def test_what_is_none(text: str) -> None:
    assert tickets_in(text) == ()


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("Fixes #1", ["#1"]),
        ("fix: #1", ["#1"]),
        ("Closes: PAY-1, PAY-2 and #3; see #4", ["PAY-1", "PAY-2", "#3"]),
        ("Resolved issue #1", ["#1"]),
        ("closes https://example.org/shop/web/issues/9", ["https://example.org/shop/web/issues/9"]),
        ("Resolves\n#5", ["#5"]),
        ("This is about #5", []),
        ("prefixes #5", []),
        ("Fixes the crash of #5", []),
        ("see #5\n\nFixes #5", ["#5"]),
        ("Fixes GH-5", ["#5"]),
    ],
)
def test_which_are_closed(text: str, closing: list[str]) -> None:
    assert [ticket.name for ticket in tickets_in(text) if ticket.closes] == closing


@given(st.text(), st.from_regex(r"[A-W][A-Z]{5,9}-[1-9][0-9]{0,4}", fullmatch=True), st.text())
def test_a_key_is_found_in_any_text(before: str, key: str, after: str) -> None:
    assert Ticket(key, closes=True) in tickets_in(f"{before} \nFixes {key} \n{after}")


@given(st.text())
def test_no_ticket_is_made_up(text: str) -> None:
    for ticket in tickets_in(text):
        assert ticket.name in text or f"GH-{ticket.name[1:]}" in text


def test_a_huge_text_is_read_in_a_moment() -> None:
    text = "https://" + "a/" * 500_000 + " " + "A" * 500_000 + " " + "x/#" * 300_000 + "fixes " * 100_000 + "#12"

    assert Ticket("#12", closes=True) in tickets_in(text)
