import subprocess
import sys
from datetime import date
from time import process_time

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from alongside.evidence.capture import KIND_BY_WORD, KINDS, Captured, NothingTyped, meaning, parse, print_line
from alongside.evidence.metrics import describe

TODAY = date(2026, 11, 20)  # a Friday


def test_one_line_is_read_into_its_parts() -> None:
    line = "win: cut checkout p95 from 900 ms to 300 ms #checkout @mina !latency yesterday"

    captured = parse(line, today=TODAY)

    assert captured.line == line
    assert captured.kind == "win"
    assert captured.text == "cut checkout p95 from 900 ms to 300 ms"
    assert (captured.topics, captured.people, captured.goals) == (("checkout",), ("mina",), ("latency",))
    assert captured.date == date(2026, 11, 19)
    assert [describe(metric) for metric in captured.metrics] == ["900 ms → 300 ms (−67 %)"]
    assert _chips(captured) == [
        ("kind", "win", "win:"),
        ("metric", "900 ms → 300 ms (−67 %)", "900 ms to 300 ms"),
        ("topic", "checkout", "#checkout"),
        ("person", "mina", "@mina"),
        ("goal", "latency", "!latency"),
        ("date", "2026-11-19", "yesterday"),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("win: shipped", "win", "shipped"),
        ("WIN : shipped", "win", "shipped"),
        ("blocked: no access", "blocker", "no access"),
        ("learned: locks wait", "learning", "locks wait"),
        ("lesson: locks wait", "learning", "locks wait"),
        ("TIL: locks wait", "learning", "locks wait"),
        ("gelernt: Sperren warten", "learning", "Sperren warten"),
        ("Dank: an alle", "thanks", "an alle"),
        ("Rückmeldung: klarer Plan", "feedback", "klarer Plan"),
        ("note: win: or loss", "note", "win: or loss"),
        ("met the vendor", "note", "met the vendor"),
        ("idea: more tests", "note", "idea: more tests"),
        ("winter: is near", "note", "winter: is near"),
        ("win://path is odd", "note", "win://path is odd"),
    ],
)
def test_the_word_before_the_colon_is_the_kind(line: str, kind: str, text: str) -> None:
    captured = parse(line, today=TODAY)

    assert (captured.kind, captured.text) == (kind, text)


def test_every_alias_leads_to_a_kind() -> None:
    assert {parse(f"{word}: x", today=TODAY).kind for word in KIND_BY_WORD} == set(KINDS)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("paired with @ben and @mina on #checkout", "paired with @ben and @mina on #checkout"),
        ("paired with @ben @mina #checkout", "paired with @ben"),
        ("fixed it #checkout, @mina", "fixed it"),
        ("@mina unblocked me yesterday", "@mina unblocked me"),
        ("yesterday, we fixed it", "we fixed it"),
        ("#checkout @mina", "#checkout @mina"),
        ("yesterday", "yesterday"),
        ("we met yesterday about it", "we met yesterday about it"),
        ("fixed   it\twell", "fixed it well"),
        ("(see #docs)", "(see #docs)"),
    ],
)
def test_chips_leave_the_text_only_at_its_edges(line: str, text: str) -> None:
    assert parse(line, today=TODAY).text == text


@pytest.mark.parametrize(
    "line",
    [
        "mail ben@example.org",
        "see https://example.org/a#frag and www.example.org/#x",
        "C# and F# and C++",
        "closed #1234",
        "colour #1a2b3c and #000",
        "wow! great!",
        "a != b",
        "merged !482",
        "@ alone, # alone, ! alone",
        "run `git log @{u} #topic !x @me`",
        "install @scope/package",
        "## heading",
        '@"" and @"unclosed',
        "x@y",
        "ben@",
        "https://example.org/@mina",
        "a#b a@b a!b",
    ],
)
def test_what_only_looks_like_a_chip_stays_text(line: str) -> None:
    captured = parse(line, today=TODAY)

    assert captured.text == line
    assert captured.chips == ()


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("@Zoë.Müller-Lüdenscheidt_2", ("Zoë.Müller-Lüdenscheidt_2",)),
        ("@Mina @mina @MINA", ("Mina",)),
        ("thanks to @mina.", ("mina",)),
        ("@mina's idea", ("mina",)),
        ("(@mina), [@ben]", ("mina", "ben")),
        ("@李雷 and @משה and @محمد and @नीता", ("李雷", "משה", "محمد", "नीता")),
        ('@"Ben  Smith"', ("Ben Smith",)),
        ("@“Ben Smith”", ("Ben Smith",)),
    ],
)
def test_people_are_found_by_handle_or_name(line: str, people: tuple[str, ...]) -> None:
    captured = parse(f"x {line} y", today=TODAY)

    assert captured.people == people


def test_the_same_name_in_another_unicode_form_is_the_same_person() -> None:
    captured = parse("x @Zoe\u0308 @Zo\u00eb y", today=TODAY)

    assert len(captured.people) == 1


def test_further_lines_are_kept_as_details() -> None:
    captured = parse("\nwin:\r\nshipped it #a\r\n\r\n- first @b\r\n- second\r\n", today=TODAY)

    assert (captured.kind, captured.text, captured.people) == ("win", "shipped it", ())
    assert captured.details == "- first @b\r\n- second"


@pytest.mark.parametrize("line", ["", "   ", "\n\t\r\n", "\u200f", "\x00\x07", "\ufeff"])
def test_an_empty_line_is_refused_in_a_clear_sentence(line: str) -> None:
    with pytest.raises(NothingTyped, match=r"Nothing is typed yet: write one sentence\."):
        parse(line, today=TODAY)


def test_a_kind_alone_asks_for_what_happened() -> None:
    with pytest.raises(NothingTyped, match="Write what happened after “win:”"):
        parse(" win: ", today=TODAY)


def test_nothing_unseen_reaches_the_text() -> None:
    captured = parse("\u200fwin: \u202eevil\u202c\x1b[31m te\u200bxt\x00 @mi\u200bna", today=TODAY)

    assert captured.kind == "win"
    assert captured.text == "evil [31m text"
    assert captured.people == ("mina",)


@pytest.mark.parametrize(
    "piece", ["a", "@a ", "1,", "3 days ", "#", "win ", "`", "monday ", "a.a@", '@"', "from 1 ms to "]
)
def test_a_line_of_a_megabyte_is_read_at_once_and_kept(piece: str) -> None:
    line = piece * (1_000_000 // len(piece))
    started = process_time()

    captured = parse(line, today=TODAY)

    assert process_time() - started < 1
    assert captured.line == line
    assert len(captured.text) <= 2_000
    assert len(captured.details) > 900_000


WORDS = """
    win: note: blocked: @mina @Mina @"Ben_Smith" @“Jo_B” #checkout #"two_words" #12 !latency !"a_goal" yesterday
    monday last_monday to_reduce on_3_Nov 2026-11-03 3_days_ago until with on the from to 900_ms 300_ms 12
    tickets 40_% halved → -> , : . ( ) ` " “ `@x` ben@example.org https://e.org/#f C# wow! é @ # ! 3 Nov 2025
    days ago last day cut p95 a per_week /week - win @1 #1a a_10x_engineer
"""
PIECES = st.sampled_from([*WORDS.split(), "\t", "  ", "\n", "\r\n", "\u200f", "\x00", "\xa0"])
LINES = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", "", ", "]))).map(
    lambda pieces: "".join(piece.replace("_", " ") + gap for piece, gap in pieces)
)


@given(st.one_of(LINES, st.text()), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_nothing_typed_is_ever_lost(line: str, today: date) -> None:
    captured = _parsed(line, today)

    assert captured.line == line
    shown = captured.text + captured.details
    covered = {place for chip in captured.chips for place in range(chip.start, chip.end)}
    for place, letter in enumerate(line):
        assert not letter.isalnum() or place in covered or letter in shown


@given(st.one_of(LINES, st.text()), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
@example("monday until", TODAY)
@example("with yesterday #a", TODAY)
@example("yesterday #a", TODAY)
def test_reading_what_was_printed_gives_the_same_meaning(line: str, today: date) -> None:
    captured = _parsed(line, today)
    printed = print_line(captured)

    again = parse(printed, today=date(2031, 3, 3))

    assert meaning(again) == meaning(captured)
    assert print_line(again) == printed


@given(LINES)
def test_chips_stand_where_they_say(line: str) -> None:
    captured = _parsed(line, TODAY)

    for chip in captured.chips:
        assert 0 <= chip.start < chip.end <= len(line)
    words = [chip for chip in captured.chips if chip.kind in {"person", "topic", "goal"}]
    assert all(line[chip.start] in "@#!" for chip in words)


def test_the_terminal_can_read_a_line_without_a_heavy_start() -> None:
    heavy = {"dataclasses", "inspect", "decimal", "json", "django"}
    program = "import sys; import alongside.evidence.capture; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert heavy.isdisjoint(loaded)


def _parsed(line: str, today: date) -> Captured:
    try:
        return parse(line, today=today)
    except NothingTyped:
        reject()


def _chips(captured: Captured) -> list[tuple[str, str, str]]:
    return [(chip.kind, chip.value, captured.line[chip.start : chip.end]) for chip in captured.chips]
