import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.cleaning import lines, one_line


@pytest.mark.parametrize(
    "letter", ["\0", "\x1b", "\x7f", "\x9b", "\u200b", "\u200f", "\u202e", "\u2066", "\ud800", "\ufeff"]
)
def test_what_nobody_sees_is_left_out(letter: str) -> None:
    assert one_line(f"Mi{letter}na Okafor{letter}") == "Mina Okafor"
    assert lines(f"- one{letter}\n- two") == "- one\n- two"


@pytest.mark.parametrize("name", ["Núñez-O’Neil", "محمد", "می‌خواهم", "👩🏽‍💻 Ada", "山田 太郎"])
def test_names_of_all_scripts_stay_as_they_are(name: str) -> None:
    assert one_line(name) == name


def test_a_name_has_one_line_and_a_text_keeps_its_own() -> None:
    assert one_line(" Mina\t\n Okafor\u2028\x85\u00a0") == "Mina Okafor"
    assert lines("  - one\r\n\t- two\n") == "- one\n\t- two"


@given(st.text())
def test_every_database_keeps_it_and_it_stays_so(text: str) -> None:
    for clean in (one_line, lines):
        once = clean(text)
        assert "\x00" not in once
        assert once.encode().decode() == once
        assert clean(once) == once
