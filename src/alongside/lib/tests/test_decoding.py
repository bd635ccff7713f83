import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.decoding import decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_the_encoding_it_was_written_in(encoding: str) -> None:
    assert decoded("Zoë – größer".encode(encoding))[0] == "Zoë – größer"


@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    text, encoding = decoded(data)

    assert isinstance(text, str)
    assert encoding
