import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.decoding import decoded, encoding_of, known_otherwise


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_the_encoding_it_was_written_in(encoding: str) -> None:
    assert decoded("Zoë – größer".encode(encoding))[0] == "Zoë – größer"


@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    text, encoding = decoded(data)

    assert isinstance(text, str)
    assert encoding


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8"])
def test_the_encoding_is_seen_at_the_beginning(encoding: str) -> None:
    seen = encoding_of("Anna Berg, Zürich\n".encode(encoding))

    assert "Anna Berg, Zürich\n".encode(encoding).decode(seen).lstrip("\ufeff") == "Anna Berg, Zürich\n"


def test_a_file_of_another_kind_is_known() -> None:
    assert known_otherwise(b"%PDF-1.7") == "a PDF"
    assert known_otherwise(b"name,mail\n") == ""
