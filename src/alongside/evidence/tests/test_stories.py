import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.evidence.metrics import metrics_in
from alongside.evidence.stories import CIRCLES, StoryText, as_bullet, as_markdown, as_sentence, draft_from, lint
from alongside.evidence.tests.metric_sentences import metric_sentences

CHECKOUT = "cut checkout p95 from 900 ms to 300 ms to reduce abandoned carts, resulting in 3 % more orders"


def test_a_sentence_is_split_into_what_to_change_what_and_with_which_result() -> None:
    story = draft_from(CHECKOUT)

    assert story.action == "cut checkout p95 from 900 ms to 300 ms"
    assert story.purpose == "reduce abandoned carts"
    assert story.result == "3 % more orders"
    assert len(story.metrics) == 2
    assert as_sentence(story) == CHECKOUT.capitalize() + "."


@pytest.mark.parametrize(
    ("text", "action", "purpose", "result"),
    [
        ("To reduce churn, rewrote onboarding", "rewrote onboarding", "reduce churn", ""),
        ("rewrote onboarding in order to reduce churn.", "rewrote onboarding", "reduce churn", ""),
        ("moved billing so that restores take minutes", "moved billing", "so that restores take minutes", ""),
        ("rewrote onboarding, which led to 12 % more trials", "rewrote onboarding", "", "12 % more trials"),
        ("moved 3 services to the cloud", "moved 3 services to the cloud", "", ""),
        ("cut p95 from 900 ms to 300 ms", "cut p95 from 900 ms to 300 ms", "", ""),
        ("resulting in nothing", "resulting in nothing", "", ""),
        ("", "", "", ""),
    ],
)
def test_only_what_the_text_says_is_drafted(text: str, action: str, purpose: str, result: str) -> None:
    story = draft_from(text)

    assert (story.action, story.purpose, story.result) == (action, purpose, result)


JOINTS = ["to reduce churn", "so that it holds", ", resulting in", "which led to", "To help users,", "result:", ""]


@given(
    st.lists(
        st.one_of(st.sampled_from([row[0] for row in metric_sentences()] + JOINTS), st.text(max_size=20)), max_size=5
    )
)
def test_a_draft_has_no_word_and_no_number_that_is_not_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)

    story = draft_from(text)

    material = " ".join(text.split())
    for part in (story.action, story.purpose, story.result):
        assert part in material
        assert set(re.findall(r"\w+", part)) <= set(re.findall(r"\w+", material))
    for metric in story.metrics:
        assert metric.text in material
        assert set(re.findall(r"\w+", metric.what)) <= set(re.findall(r"\w+", material))
    assert (story.circle, story.goals, story.witnesses, story.sources) == ("", (), (), ())


def test_an_empty_story_is_asked_for_everything_once() -> None:
    gaps = lint(StoryText())

    assert {gap.code for gap in gaps} == {
        "action",
        "purpose",
        "result",
        "number",
        "goal",
        "witness",
        "source",
        "circle",
    }
    assert all(gap.question.count("?") == 1 and gap.sentence.endswith(".") for gap in gaps)


def test_a_whole_story_has_no_gap() -> None:
    assert lint(_whole()) == ()


def test_a_number_without_a_before_is_asked_for_its_before() -> None:
    (gap,) = [gap for gap in lint(draft_from("p95 is 300 ms")) if gap.code == "number"]

    assert gap.sentence == "300 ms has nothing to compare with."
    assert gap.question == "What was it before? A number before and after makes it stick."


def test_a_reading_that_is_not_certain_does_not_count_as_a_number() -> None:
    assert "number" in {gap.code for gap in lint(draft_from("the answer took 3 to 5 days"))}


def test_a_circle_that_nobody_knows_is_a_gap() -> None:
    assert [gap.code for gap in lint(_whole(circle="galaxy"))] == ["circle"]
    assert all(lint(_whole(circle=circle)) == () for circle in CIRCLES)


def test_a_metric_that_the_words_do_not_say_is_added_in_brackets() -> None:
    story = StoryText(action="rewrote the cache", metrics=metrics_in("p95 from 900 ms to 300 ms"))

    assert as_sentence(story) == "Rewrote the cache (p95 900 ms → 300 ms (−67 %))."
    assert as_bullet(story) == "- Rewrote the cache (p95 900 ms → 300 ms (−67 %))."


def test_a_result_that_is_a_sentence_stands_for_itself() -> None:
    story = StoryText(action="retry captures", purpose="lose none", result="Captures that fail fell by half")

    assert as_sentence(story) == "Retry captures to lose none. Captures that fail fell by half."
    assert as_sentence(StoryText(result="Captures that fail fell by half")) == "Captures that fail fell by half."


def test_names_keep_their_letters_at_the_start() -> None:
    assert as_sentence(StoryText(action="iOS start halved")) == "iOS start halved."
    assert as_sentence(StoryText()) == ""


def test_markdown_says_all_of_the_story_and_escapes_its_words() -> None:
    told = as_markdown(_whole(action="cut *p95* <b>"))

    assert told == (
        "### Cut \\*p95\\* \\<b\\>\n\n"
        "- **Purpose:** reduce abandoned carts\n"
        "- **Result:** 3 % more orders\n"
        "- **Numbers:** checkout p95 900 ms → 300 ms (−67 %); orders +3 %\n"
        "- **Circle of impact:** own contribution\n"
        "- **Goals:** Latency\n"
        "- **Seen by:** Mina\n"
        "- **Sources:** commit 1a2b3c4\n"
    )


def _whole(*, action: str = "cut checkout p95 from 900 ms to 300 ms", circle: str = "own") -> StoryText:
    return StoryText(
        action=action,
        purpose="reduce abandoned carts",
        result="3 % more orders",
        metrics=metrics_in(CHECKOUT),
        circle=circle,
        goals=("Latency",),
        witnesses=("Mina",),
        sources=("commit 1a2b3c4",),
    )


def test_a_long_action_is_set_off_from_its_purpose() -> None:
    story = StoryText(action="Found the lookups and let them run together", purpose="let shoppers pay at once")

    assert as_sentence(story) == "Found the lookups and let them run together, to let shoppers pay at once."
