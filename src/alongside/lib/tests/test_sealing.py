import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.sealing import Unreadable, seal, unseal

SECRET = "the installation's own"


@given(st.dictionaries(st.text(), st.text(), min_size=1))
def test_what_was_sealed_comes_out_again(secrets: dict[str, str]) -> None:
    assert unseal(seal(secrets, with_secret=SECRET), with_secret=SECRET) == secrets


def test_a_sealed_token_is_nowhere_to_be_read() -> None:
    assert "ghp_telltale" not in seal({"token": "ghp_telltale"}, with_secret=SECRET)


@pytest.mark.parametrize("spoil", [lambda sealed: sealed[:-4], lambda sealed: "x" + sealed, lambda _: "plain"])
def test_what_was_spoilt_is_unreadable(spoil: object) -> None:
    sealed = seal({"token": "ghp_telltale"}, with_secret=SECRET)

    with pytest.raises(Unreadable):
        unseal(spoil(sealed), with_secret=SECRET)  # type: ignore[operator]


def test_another_secret_does_not_open_it() -> None:
    sealed = seal({"token": "ghp_telltale"}, with_secret=SECRET)

    with pytest.raises(Unreadable):
        unseal(sealed, with_secret="another")


def test_nothing_to_seal_is_nothing() -> None:
    assert seal({}, with_secret=SECRET) == ""
    assert unseal("", with_secret=SECRET) == {}
