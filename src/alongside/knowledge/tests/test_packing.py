"""What is kept of a place in parts is what was there."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.authors.joining import named
from alongside.knowledge.indexing.packing import columns, joined, packed, unpacked

TRACES = st.builds(
    Trace,
    st.floats(0, 1e30, allow_nan=False),
    st.integers(1, 10_000),
    st.integers(0, 4_000_000_000).map(float),
)
BLOCKS = st.lists(st.dictionaries(st.integers(0, 2**32 - 1), TRACES, max_size=6), min_size=1, max_size=3)


def plain(blocks: list[dict[int, Trace]]) -> list[dict[int, tuple[float, int, float]]]:
    return [{who: (each.mass, each.times, each.latest) for who, each in block.items()} for block in blocks]


@given(BLOCKS)
def test_what_was_packed_comes_out_again(blocks: list[dict[int, Trace]]) -> None:
    assert plain(unpacked(packed(blocks))) == plain(blocks)


@given(BLOCKS, BLOCKS)
def test_two_parts_joined_hold_everybody_with_their_last_day(
    first: list[dict[int, Trace]], more: list[dict[int, Trace]]
) -> None:
    pairs = list(zip(first, more, strict=False))
    before = plain([block for block, _ in pairs])
    others = plain([block for _, block in pairs])

    whole = plain(joined([dict(block) for block, _ in pairs], [block for _, block in pairs]))

    for each, one, two in zip(whole, before, others, strict=True):
        assert set(each) == set(one) | set(two)
        for who, (_, times, latest) in each.items():
            there = [part[who] for part in (one, two) if who in part]
            assert times == sum(part[1] for part in there)
            assert latest == max(part[2] for part in there)


KEYS = {1: "me", 2: "ben", 3: "cleo", 4: "ben"}


def named_of(people: dict[int, Trace], lasts: float, several: set[int]) -> tuple[dict[str, Trace], float]:
    block = next(iter(columns(packed([people]))))
    return named(block, lasts, KEYS, frozenset(several))


def test_who_has_faded_is_not_read_but_i_am_and_the_last_who_is_not_me() -> None:
    people = {1: Trace(1.0, 1, 100.0), 2: Trace(1.0, 1, 900.0), 3: Trace(1.0, 1, 1000.0)}

    assert set(named_of(people, 200.0, {1})[0]) == {"me", "ben", "cleo"}
    assert set(named_of(people, 50.0, {1})[0]) == {"me", "cleo"}
    mine_last = {**people, 1: Trace(1.0, 1, 2000.0)}
    found, left = named_of(mine_last, 50.0, {1})
    assert (set(found), left) == ({"me", "cleo"}, 1.0)


def test_what_somebody_did_long_ago_under_another_name_counts_while_they_are_there() -> None:
    people = {2: Trace(1.0, 1, 1000.0), 4: Trace(2.0, 5, 100.0), 3: Trace(4.0, 1, 100.0)}

    found, left = named_of(people, 200.0, {2, 4})

    assert (found["ben"].mass, found["ben"].times, found["ben"].latest) == (3.0, 6, 1000.0)
    assert (set(found), left) == ({"ben"}, 4.0)


def test_who_has_no_key_is_nobody() -> None:
    assert named_of({9: Trace(1.0, 1, 1000.0), 3: Trace(1.0, 1, 900.0)}, 200.0, set())[0].keys() == {"cleo"}
