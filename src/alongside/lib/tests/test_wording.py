import pytest

from alongside.lib.wording import first_name, in_order


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Mina Okafor", "Mina"),
        ("Okafor, Mina", "Mina"),
        ("Pau Monné, Roger", "Roger"),
        ("O’Neil-Smith, Anne Marie", "Anne"),
        ("Okafor,", "Okafor"),
        ("Weiss, Dr. Dan", "Dr. Dan Weiss"),
        ("Dr. Dan Weiss", "Dr. Dan Weiss"),
        ("", ""),
    ],
)
def test_somebody_is_called_by_their_first_name(name: str, first: str) -> None:
    assert first_name(name) == first


@pytest.mark.parametrize(
    "name", ["Mina Okafor", "Example, Inc.", "Weiss, Jr.", "Berg, Weiss, Okoye", "mina@a.org, Mina"]
)
def test_a_name_is_turned_round_only_where_it_stands_last_first(name: str) -> None:
    assert in_order(name) == name
