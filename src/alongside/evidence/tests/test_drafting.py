"""A draft says nothing that its material does not say: words, numbers, names, claims."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.evidence.drafting import WITNESSING, Material, Named, draft_out_of, sentences_of, witnesses_in
from alongside.evidence.metrics import metrics_in
from alongside.evidence.stories import StoryText
from alongside.evidence.tests.metric_sentences import metric_sentences
from alongside.evidence.work.circle import circle_in, propose_circle
from alongside.evidence.work.material import Credit, Deed, FileChange, Group, in_order

BODY = """The lookups ran one after another.

```
result: 12 tickets → 3 tickets
```

- Let them run together, so that shoppers pay at once.
- Cuts checkout p95 from 900 ms to 300 ms. Nothing else changes.

Reviewed-by: Ben Okoye <ben@example.org>
"""


def test_what_the_title_does_not_say_comes_from_the_explanation() -> None:
    draft = draft_out_of([Material("piece:1", "Cache the prices"), Material("activity:2", "Cache the prices", BODY)])

    assert draft.action == "Cache the prices"
    assert draft.purpose == "so that shoppers pay at once"
    assert draft.result == "Cuts checkout p95 from 900 ms to 300 ms"
    assert (draft.circle, draft.witnesses, draft.goals) == ("", (), ())


def test_code_and_trailers_of_a_message_are_no_sentences() -> None:
    body = "```\nfrom 9 ms to 3 ms in code\n```\n\n> p95 fell from 8 ms to 2 ms\n\nTested-by: 12 → 3 tickets\n"

    assert draft_out_of([Material("activity:1", "Cache the prices", body)]).result == ""


def test_a_doubtful_number_is_not_taken_for_a_result() -> None:
    assert draft_out_of([Material("activity:1", "Wait", "The answer took 3 to 5 days.")]).result == ""


def test_a_sentence_names_all_that_says_it_and_nothing_else() -> None:
    material = [
        Material("piece:1", "Cache the prices"),
        Material("activity:2", "cache  the prices"),
        Material("activity:3", "x"),
    ]

    (sentence,) = sentences_of(draft_out_of(material), material)

    assert sentence == ("action", "Cache the prices", ("piece:1", "activity:2"))


@pytest.mark.parametrize(("title", "body"), [("1", "Cut the wait from 14 min to 5 min"), ("5 s", "Took 3.5 s before")])
def test_half_a_number_is_not_said(title: str, body: str) -> None:
    material = [Material("activity:1", title), Material("activity:2", "x", body)]

    assert sentences_of(StoryText(action=title), material) == (("action", title, ("activity:1",)),)


def test_one_human_being_is_one_witness() -> None:
    material = [
        Material("activity:1", "x", named=(Named("reviewer", "Ben Okoye", 7), Named("merger", "bokoye", 7))),
        Material("activity:2", "y", named=(Named("asked", "Cleo"), Named("reviewer", "cleo"), Named("robot", "CI"))),
    ]

    assert witnesses_in(material) == (
        ("Cleo", None, "asked for it and reviewed it", ("activity:2",)),
        ("Ben Okoye", 7, "reviewed it and merged it", ("activity:1",)),
    )


@pytest.mark.parametrize(
    ("text", "circle", "because"),
    [
        ("Mentored Cleo on queues", "enabling", "it says Mentored"),
        ("ran a workshop on threat models", "enabling", "it says workshop"),
        ("reviewed the payment design", "collaboration", "it says reviewed"),
    ],
)
def test_a_line_proposes_a_circle_by_a_word_of_its_own(text: str, circle: str, because: str) -> None:
    assert circle_in(text) == (circle, because, ())


def test_a_line_that_says_nothing_of_others_proposes_no_circle() -> None:
    assert circle_in("commented out the cache") is None


SAID = [row[0] for row in metric_sentences()]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [*SAID, "so that it holds.", "in order to help users.", "resulting in", "to reduce churn", "\n\n", "- "]
        ),
        st.text(max_size=20),
    ),
    max_size=6,
).map(" ".join)
NAMES = st.one_of(st.sampled_from(["Anna Berg", "Ben Okoye", "Cleo Duarte", "ben okoye"]), st.text(max_size=12))
ROLES = st.sampled_from([*WITNESSING, "robot", "", "reviewed it"])
NAMED = st.builds(Named, ROLES, NAMES, st.one_of(st.none(), st.integers(1, 3)))
MATERIAL = st.lists(st.builds(Material, st.just(""), TEXTS, TEXTS, st.lists(NAMED, max_size=4).map(tuple)), max_size=5)


@given(MATERIAL)
def test_a_draft_says_nothing_that_its_sources_do_not_say(drawn: list[Material]) -> None:
    material = [Material(f"activity:{number}", one.title, one.body, one.named) for number, one in enumerate(drawn)]
    by_id = {each.id: each for each in material}

    draft = draft_out_of(material)
    sentences = sentences_of(draft, material)

    assert {each.part for each in sentences} == {
        part for part in ("action", "purpose", "result") if getattr(draft, part)
    }
    for sentence in sentences:
        assert sentence.sources
        for key in sentence.sources:
            said = plain(f"{by_id[key].title} {by_id[key].body}").casefold()
            assert sentence.text.casefold() in said
            assert set(re.findall(r"\d+", sentence.text)) <= set(re.findall(r"\d+", said))
    assert (draft.circle, draft.goals, draft.witnesses, draft.sources, draft.metrics) == ("", (), (), (), ())


@given(MATERIAL)
def test_no_witness_is_proposed_whom_a_source_does_not_name_so(drawn: list[Material]) -> None:
    material = [Material(f"activity:{number}", one.title, one.body, one.named) for number, one in enumerate(drawn)]
    by_id = {each.id: each for each in material}

    for witness in witnesses_in(material):
        named = [one for key in witness.sources for one in by_id[key].named]
        roles = {one.role for one in named if same(witness.person, witness.name, one)}
        assert witness.sources
        assert witness.name in {one.name for one in named}
        assert set(witness.because.split(" and ")) <= {WITNESSING.get(role) for role in roles}


def same(person: int | None, name: str, one: Named) -> bool:
    return one.person == person and (person is not None or one.name.casefold() == name.casefold())


DEEDS = st.builds(
    Deed,
    st.uuids().map(str),
    st.sampled_from(["commit", "merge", "review", "comment", "pull request", "ticket", "meeting"]),
    st.one_of(
        TEXTS, st.sampled_from(["Write the onboarding guide", "Paired with Cleo", "Bump x to 2.0.0", "Fix typo"])
    ),
    st.integers(0, 50).map(lambda days: datetime(2026, 10, 5, 9, tzinfo=UTC) + timedelta(days=days)),
    files=st.lists(
        st.builds(
            FileChange,
            st.sampled_from(["docs/a.md", "src/a.py", "tests/test_a.py", "Makefile", "x.lock"]),
            st.integers(0, 99),
        )
    ).map(tuple),
    credits=st.lists(st.builds(Credit, st.sampled_from([*WITNESSING, "robot"]), NAMES), max_size=3).map(tuple),
)
REASONS = """
    everyday upkeep no co-author on record together with review of the work of others its title says mostly
    tooling tests documentation for others to use work with rely on asked for it and more one two three four five six
    seven eight nine ten eleven twelve
"""


@given(st.lists(DEEDS, min_size=1, max_size=6))
def test_the_reason_for_a_circle_says_only_what_its_sources_say(deeds: list[Deed]) -> None:
    group = Group("key", tuple(in_order(deeds)))
    by_id = {deed.id: deed for deed in group.deeds}

    found = propose_circle(group)

    assert set(found.sources) <= set(by_id)
    assert found.sources
    names = {credit.name for deed in group.deeds for credit in deed.credits}
    titles = " ".join(by_id[key].title for key in found.sources)
    allowed = {*words(REASONS), *words(" ".join(names)), *words(titles)}
    assert set(words(found.because)) <= allowed
    assert set(re.findall(r"\d", found.because)) <= set(re.findall(r"\d", " ".join(names) + titles))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_numbers_of_a_story_are_read_from_the_draft_alone() -> None:
    draft = draft_out_of([Material("activity:2", "Cache the prices", BODY)])

    assert len(metrics_in(f"{draft.action}. {draft.result}")) == 1
