from collections import Counter, defaultdict

from alongside.one_on_ones.picking import SIDES, SITUATIONS, blanks_in
from alongside.one_on_ones.question_bank import starter_questions

_OF_A_HAPPENING = {"what", "days", "person"}
_FILLED_BY = defaultdict(
    lambda: {"person"},
    dict.fromkeys(
        ("blocked_on_you", "slipping", "struggled", "shipped", "everything_is_top_priority", "after_change", "load"),
        _OF_A_HAPPENING,
    )
    | {"review_near": {"days", "person"}, "silent_on_growth": {"topic", "person"}},
)


def test_there_are_enough_questions_for_a_year_of_meetings() -> None:
    assert len(starter_questions()) >= 72


def test_keys_and_words_are_not_doubled() -> None:
    keys = Counter(question.key for question in starter_questions())
    texts = Counter(question.text.casefold() for question in starter_questions())

    assert set(keys.values()) == set(texts.values()) == {1}


def test_every_situation_has_a_question_for_every_side_it_concerns() -> None:
    covered = defaultdict(set)
    for question in starter_questions():
        covered[question.side].add(question.situation)

    assert covered["report"] == set(SITUATIONS)
    for side in SIDES:
        assert len(covered[side]) >= 12


def test_a_report_always_has_one_that_was_not_asked_lately() -> None:
    by_situation = Counter(question.situation for question in starter_questions() if question.side == "report")

    assert min(by_situation.values()) >= 2


def test_every_question_is_one_and_its_blanks_can_be_filled() -> None:
    for question in starter_questions():
        assert "?" in question.text, question.key
        assert len(question.text) <= 160, question.key
        assert blanks_in(question.text) <= _FILLED_BY[question.situation], question.key
        assert question.text.count("{") == len(blanks_in(question.text)), question.key


def test_every_situation_can_be_asked_about_without_an_age() -> None:
    """What happened today has no age yet."""
    ageless = {question.situation for question in starter_questions() if "days" not in blanks_in(question.text)}

    assert ageless == set(SITUATIONS)
