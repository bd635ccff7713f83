"""What an index says that was not fed for long."""

from alongside.knowledge.asking import Answer, Change, Memory, Question, Signal, ask

DAY = 86_400.0
NOW = 1_795_000_000.0
ANNA, BEN, CLEO, EVE = "anna@example.org", "ben@example.org", "cleo@example.org", "eve@example.org"
MINE = "src/db/pool.py"


def read(*readers: str, days: float, path: str) -> Change:
    return Change(NOW - days * DAY, EVE, readers, (path,))


HISTORY = [
    *[read(BEN, days=day, path="src/db/log.py") for day in range(2, 30)],
    *[read(BEN, CLEO, days=day, path=MINE) for day in (10, 60)],
]
"""Ben reads everything, Cleo the file only: both are near to it, and Ben is a little nearer."""


def asked(*, later: float) -> Answer:
    """By Anna, whom the history does not know, as many days after its end."""
    return ask(Memory(HISTORY), Question((MINE,), ANNA, NOW + later * DAY))


def points(answer: Answer, signal: Signal) -> dict[str, float]:
    return {each.person: reason.points for each in answer.suggestions for reason in each.reasons
            if reason.signal is signal}  # fmt: skip


def test_who_is_new_to_an_old_index_is_not_sent_to_the_busiest_for_ever() -> None:
    now, later = asked(later=0), asked(later=1000)

    assert (now.suggestions[0].person, now.spared) == (BEN, "")
    assert (later.suggestions[0].person, later.spared) == (CLEO, BEN)


def test_the_older_the_index_the_more_says_who_was_active_at_its_end() -> None:
    now, later = (points(asked(later=days), Signal.ACTIVE) for days in (0, 10_000))

    assert all(1.9 < later[person] / now[person] < 2 for person in (BEN, CLEO))


def test_the_reasons_are_the_terms_of_the_sum_in_an_old_index_too() -> None:
    answer = asked(later=1000)

    for each in answer.suggestions:
        assert abs(each.points - sum(reason.points for reason in each.reasons)) < 0.2
