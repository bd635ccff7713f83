"""What is kept of a place in parts is what was there."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.asking.packing import joined, packed, present, unpacked

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


def test_who_has_faded_is_not_read_but_the_last_who_is_not_me_is() -> None:
    people = {1: Trace(1.0, 1, 100.0), 2: Trace(1.0, 1, 900.0), 3: Trace(1.0, 1, 1000.0)}

    assert set(present(packed([people]), [200.0], frozenset())[0][0]) == {2, 3}
    assert set(present(packed([people]), [200.0], frozenset({1}))[0][0]) == {1, 2, 3}
    assert set(present(packed([people]), [50.0], frozenset({3}))[0][0]) == {2, 3}


def test_who_is_left_out_still_counts_for_the_whole() -> None:
    people = {1: Trace(3.0, 1, 100.0), 2: Trace(1.0, 1, 1000.0)}

    assert present(packed([people]), [200.0], frozenset())[0][1] == 3.0
