import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.sources.collectors.git.trailers import ROLES, Credit, credits_in, trailers_in


def test_a_last_paragraph_of_trailers_gives_all_its_keys() -> None:
    body = "Why.\n\nFixes: #12\nChange-Id: I12\nReviewed-by: Ada Example <ada@example.org>\n"

    assert trailers_in(body) == [
        ("Fixes", "#12"),
        ("Change-Id", "I12"),
        ("Reviewed-by", "Ada Example <ada@example.org>"),
    ]


def test_a_known_trailer_counts_where_git_would_drop_it() -> None:
    body = "Reviewed-by: Ada <ada@example.org>\nand then some prose\n\nMore prose: not a trailer\nat all."

    assert trailers_in(body) == [("Reviewed-by", "Ada <ada@example.org>")]


def test_a_folded_value_is_put_on_one_line() -> None:
    assert trailers_in("Note: one\n  two\n\tthree") == [("Note", "one two three")]


def test_a_list_of_reviewers_names_each() -> None:
    body = "Reviewers: ada, @bilal and Chloé Example <chloe@example.org>"

    assert credits_in("Reviewers: ada, @bilal, #team and chloe") == [
        Credit("reviewer", "ada", ""),
        Credit("reviewer", "bilal", ""),
        Credit("reviewer", "chloe", ""),
    ]
    assert Credit("reviewer", "Chloé Example", "chloe@example.org") in credits_in(body)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Co-authored-by: Ada Example <ada@example.org>", Credit("co-author", "Ada Example", "ada@example.org")),
        ("CO-AUTHORED-BY:Ada <ada@example.org>", Credit("co-author", "Ada", "ada@example.org")),
        ("Acked-by: Ada <ada@example.org>", Credit("reviewer", "Ada", "ada@example.org")),
        ("Tested-by: Ada <ada@example.org> # on arm", Credit("tester", "Ada", "ada@example.org")),
        ("Reported-by: Ada", Credit("reporter", "Ada", "")),
        ("Helped-by: ada@example.org", Credit("helper", "", "ada@example.org")),
        ("Suggested-by: @ada", Credit("suggester", "ada", "")),
        ('Signed-off-by: "Ada E." <ada@example.org>', Credit("signer", "Ada E.", "ada@example.org")),
        ("  Reviewed-by: Ada <ada@example.org>", Credit("reviewer", "Ada", "ada@example.org")),
        ("Reviewed-by: <ada@example.org>", Credit("reviewer", "", "ada@example.org")),
    ],
)
def test_who_is_named_for_what(line: str, credit: Credit) -> None:
    assert credits_in(line) == [credit]
    assert credits_in(f"Some prose.\n{line}\nMore prose.") == [credit]


def test_a_person_named_twice_for_the_same_part_is_named_once() -> None:
    line = "Reviewed-by: Ada <ada@example.org>"

    assert len(credits_in(f"{line}\n\n{line}\nAcked-by: Ada <ada@example.org>")) == 1


@pytest.mark.parametrize("text", ["", "reviewed-by", "Reviewed-by:", "It was reviewed-by: nobody", "Reviewed-by: <>"])
def test_nobody_is_named(text: str) -> None:
    assert credits_in(text) == []


names = st.from_regex(r"[A-Z][a-zé]{1,8} [A-Z][a-z]{1,8}", fullmatch=True)
emails = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)
prose = st.text(st.characters(exclude_characters=":<>", exclude_categories=("Cs", "Cc")), max_size=60)


@given(prose, st.sampled_from(sorted(ROLES)), names, emails, prose)
def test_a_trailer_is_found_between_any_prose(before: str, key: str, name: str, email: str, after: str) -> None:
    body = f"{before}\n{key}: {name} <{email}>\n{after}"

    assert Credit(ROLES[key], name, email) in credits_in(body)


@given(st.text())
def test_any_text_is_survived_and_nothing_is_made_up(body: str) -> None:
    for credit in credits_in(body):
        assert credit.name in body
        assert credit.email in body


def test_a_huge_body_is_read_in_a_moment() -> None:
    body = "Reviewed-by: " + "a" * 1_000_000 + "\n" + "key: value and more\n" * 200_000 + "\n\n" + " \n" * 100_000

    assert len(credits_in(body)) == 1
