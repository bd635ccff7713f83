import pytest
from pydantic import ValidationError

from alongside.lib.paging import Part


def test_a_part_of_a_list_is_answered_with_how_long_the_list_is() -> None:
    assert Part(limit=2, offset=1).listed(["a", "b", "c", "d"]) == {"items": ["b", "c"], "total": 4}
    assert Part(limit=5, offset=9).of(["a"]) == []


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 501}, {"offset": -1}])
def test_no_list_is_asked_for_backwards_or_without_end(asked: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Part(**asked)
