import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.one_on_ones.mix import KINDS, mix_of


def test_only_updates_get_a_nudge_with_an_alternative() -> None:
    mix = mix_of(["update"] * 4)

    assert mix.missing == ("decision", "challenge", "feedback", "growth")
    assert mix.nudge
    assert mix.nudge.startswith("All four points are updates. Bring one decision or one challenge:")


def test_mostly_updates_get_the_first_thing_that_is_missing() -> None:
    mix = mix_of(["update", "update", "update", "decision"])

    assert mix.nudge
    assert mix.nudge.startswith("Three of four points are updates.")
    assert "one challenge" in mix.nudge


def test_a_good_mix_is_left_alone() -> None:
    assert mix_of(["update", "decision", "challenge", "growth", "feedback"]).nudge is None


@pytest.mark.parametrize("kinds", [[], ["update"]])
def test_an_agenda_that_has_hardly_begun_is_not_judged(kinds: list[str]) -> None:
    assert mix_of(kinds).nudge is None


def test_only_challenges_get_a_nudge_of_their_own() -> None:
    nudge = mix_of(["challenge", "challenge"]).nudge

    assert nudge
    assert nudge.startswith("Both points are challenges.")


@given(st.lists(st.sampled_from(KINDS), min_size=1))
def test_counts_and_shares_account_for_every_point(kinds: list[str]) -> None:
    mix = mix_of(kinds)

    assert sum(mix.counts.values()) == len(kinds)
    assert sum(mix.shares.values()) == pytest.approx(1)
    assert all(mix.counts[kind] == 0 for kind in mix.missing)
