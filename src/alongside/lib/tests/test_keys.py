import pytest

from alongside.lib.keys import key_in, last_key_in


@pytest.mark.parametrize(("text", "key"), [("12", 12), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_a_key_is_read(text: str, key: int) -> None:
    assert key_in(text) == key


@pytest.mark.parametrize("text", ["", " 12", "-1", "1.0", "٣", "²", "1e3", "9" * 19, "None"])
def test_what_is_no_key_is_no_row(text: str) -> None:
    assert key_in(text) == 0


@pytest.mark.parametrize(("name", "key"), [("story:12", 12), ("12", 12), ("story:", 0), ("story:1:7", 7)])
def test_the_key_at_the_end_of_a_name_is_read(name: str, key: int) -> None:
    assert last_key_in(name) == key
