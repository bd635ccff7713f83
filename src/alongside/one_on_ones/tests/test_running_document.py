import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.one_on_ones.mix import KINDS
from alongside.one_on_ones.running_document import (
    DocumentMeeting,
    DocumentNote,
    DocumentPoint,
    DocumentPromise,
    ExportedPair,
    ImportedDocument,
    NotText,
    TooLarge,
    as_markdown,
    read_running_document,
)
from alongside.one_on_ones.running_document.nouns import tidy

NOVEMBER = date(2026, 11, 3)

BROUGHT_ALONG = """# Sam and Alex, 1:1

Standing goal: ship the ledger.

## 2026-11-03 – weekly

- Decision: keep the old queue until January
- What would make the review strong?
  - Numbers before and after
- [x] Release notes are out
- [ ] @alex send the plan by 2026-11-10
- Talked about the outage
  - Action: Sam to write it up

We agreed to meet **earlier** next time.

### Next steps
1. Alex: ask finance
2. [x] Sam: book the room

## Tue, October 27th 2026
* TODO @sam read the draft

```
# not a heading
- not an item
```
"""


def read(text: str) -> ImportedDocument:
    return read_running_document(text.encode())


def test_a_document_that_somebody_brings_along_is_read_by_its_dates() -> None:
    document = read(BROUGHT_ALONG)

    assert document.title == "Sam and Alex, 1:1"
    assert [(meeting.date, meeting.heading) for meeting in document.meetings] == [
        (NOVEMBER, "weekly"),
        (date(2026, 10, 27), ""),
    ]
    assert [note.text for part in document.undated for note in part.notes] == ["Standing goal: ship the ledger."]
    assert document.problems == ()


def test_points_get_a_kind_only_where_the_document_says_so() -> None:
    points = read(BROUGHT_ALONG).meetings[0].points

    assert points == (
        DocumentPoint("keep the old queue until January", "decision"),
        DocumentPoint("What would make the review strong?", "question", answer="Numbers before and after"),
        DocumentPoint("Release notes are out", state="done"),
        DocumentPoint("Talked about the outage"),
    )


def test_promises_have_their_owner_and_date() -> None:
    november, october = read(BROUGHT_ALONG).meetings

    assert november.promises == (
        DocumentPromise("send the plan by 2026-11-10", "alex", date(2026, 11, 10)),
        DocumentPromise("Sam to write it up", "Sam"),
        DocumentPromise("ask finance", "Alex"),
        DocumentPromise("book the room", "Sam", state="done"),
    )
    assert october.promises == (DocumentPromise("read the draft", "sam"),)


def test_paragraphs_and_code_are_notes_of_their_date() -> None:
    november, october = read(BROUGHT_ALONG).meetings

    assert november.notes == (DocumentNote("We agreed to meet **earlier** next time."),)
    assert october.notes == (DocumentNote("```\n# not a heading\n- not an item\n```"),)


@pytest.mark.parametrize(
    "heading",
    [
        "## 2026-11-03",
        "# 3 Nov 2026",
        "## Tue, November 3rd 2026",
        "### Tuesday 3rd of November, 2026 ###",
        "## 3. November 2026",
        "## 03.11.2026",
        "## 3.11.26",
        "## 2026/11/3",
        "## 3-Nov-2026",
        "## Nov 3, 2026",
        "## Nov. 3, 2026",
        "## **Nov 3, 2026**",
        "## [2026-11-03]",
        "## Di, 3. Nov. 2026",
        "**Nov 3, 2026**",
        "Nov 3, 2026",
        "2026-11-03\n----------",
        "November 3, 2026\n===",
        "## Tue 11/03/2026",
    ],
)
def test_a_date_in_a_heading_is_understood(heading: str) -> None:
    document = read(f"{heading}\n\n- a point\n")

    (meeting,) = document.meetings
    assert (meeting.date, meeting.heading) == (NOVEMBER, "")
    assert meeting.points == (DocumentPoint("a point"),)
    assert document.problems == ()


@pytest.mark.parametrize(("other", "expected"), [("10/27/2026", date(2026, 11, 3)), ("27/10/2026", date(2026, 3, 11))])
def test_one_day_above_twelve_decides_the_order_for_the_whole_document(other: str, expected: date) -> None:
    document = read(f"## 11/03/2026\n- a\n## {other}\n- b\n")

    assert [meeting.date for meeting in document.meetings] == [expected, date(2026, 10, 27)]


def test_an_ambiguous_date_is_asked_about_and_nothing_of_it_is_lost() -> None:
    text = "## 11/03/2026\n- a point\n"

    document = read(text)
    told = read_running_document(text.encode(), order="month")

    assert document.undated == (DocumentMeeting(None, "11/03/2026", points=(DocumentPoint("a point"),)),)
    assert "2026-03-11 or 2026-11-03" in document.problems[0].message
    assert told.meetings[0].date == NOVEMBER


@pytest.mark.parametrize("heading", ["2026-02-30", "31/31/2026", "Nov 3"])
def test_a_heading_that_is_no_certain_day_is_a_problem_and_stays(heading: str) -> None:
    document = read(f"intro\n\n## {heading}\n- a point\n")

    assert document.undated[1].heading == heading
    assert document.undated[1].points == (DocumentPoint("a point"),)
    assert document.problems[0].line == 3


def test_headings_below_a_date_stay_with_the_meeting_and_those_beside_it_begin_a_new_part() -> None:
    document = read("## 2026-11-03\n### Release 1.2.26 by 2026-12-01\ntext\n## Parking lot\n- later\n")

    assert document.meetings[0].notes == (DocumentNote("### Release 1.2.26 by 2026-12-01\ntext"),)
    assert document.undated == (DocumentMeeting(None, "Parking lot", points=(DocumentPoint("later"),)),)


def test_what_stands_under_a_private_heading_becomes_private_notes_only() -> None:
    (meeting,) = read("## 2026-11-03\n### Private notes\n- ask about the raise\n\nAm I ready?\n").meetings

    assert meeting.points == ()
    assert meeting.notes == (
        DocumentNote("- ask about the raise", private=True),
        DocumentNote("Am I ready?", private=True),
    )


def test_a_private_heading_holds_for_the_headings_below_it() -> None:
    (meeting,) = read("## 2026-11-03\n### Private\n#### Alex\n- seems tired\n### Agenda\n- the plan\n").meetings

    assert [note.private for note in meeting.notes] == [True, True]
    assert meeting.points == (DocumentPoint("the plan"),)


def test_a_document_that_is_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(TooLarge, match=r"5\.0 MB, more than 5 MB"):
        read_running_document(b"a" * 5_000_001)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x01\x02\x03", b"PK\x03\x04\0\0"])
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        read_running_document(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_document_in_another_encoding_is_read(encoding: str) -> None:
    document = read_running_document("## 3. März 2026\r\n- größer\r\n".encode(encoding))

    assert document.meetings == (DocumentMeeting(date(2026, 3, 3), points=(DocumentPoint("größer"),)),)


def test_an_empty_document_is_empty() -> None:
    assert read("") == ImportedDocument("", "", (), (), ())


@pytest.mark.parametrize(
    "line", ["# " + " " * 200_000 + "x", "- " * 100_000, "*" * 200_000, "by " * 60_000, "`" * 200_000]
)
def test_long_hostile_lines_are_read_at_once(line: str) -> None:
    assert "wörd1x" in words_of(read(f"## 2026-11-03\n{line}\n- wörd1x"))


_MARKS = [
    "- ",
    "* ",
    "1. ",
    "  - ",
    "    - ",
    "- [ ] ",
    "- [x] ",
    "> ",
    "",
    "    ",
    "\t",
    "### ",
    "- TODO @",
    "- Action: ",
    "Q: ",
]
_ENDS = ["", "?", ":", " **", " `", "."]
_FIXED = [
    "",
    "## 2026-11-03",
    "# 3 Nov 2026",
    "## 11/03/2026",
    "```",
    "---",
    "  ```",
    "===",
    "### Private",
    "* * *",
    "-",
    "Nov 3, 2026",
]
_worded = st.builds(
    lambda mark, words, end: mark + " ".join(f"wörd{number}x" for number in words) + end,
    st.sampled_from(_MARKS),
    st.lists(st.integers(0, 999), min_size=1, max_size=4),
    st.sampled_from(_ENDS),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(_worded, st.sampled_from(_FIXED)), max_size=14))
def test_every_word_of_a_document_lands_somewhere(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert words_of(read(text)) == words_in(text)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read(text)
    except NotText:
        assert re.search(r"[\x00-\x1f\x7f]", text)


_texts = st.text(
    st.one_of(st.sampled_from(" \n\t-*#`[]x?:()\\~"), st.characters(exclude_categories=["Cc", "Cs"])),
    min_size=1,
    max_size=60,
)
_said = (
    st.one_of(
        _texts,
        st.sampled_from(["- **answer**: no", "a\n- **answer**: b", "x\n\\- **answer**: y", "```\n# a", "# 2026-01-01"]),
    )
    .map(tidy)
    .filter(bool)
)
_names = st.text(st.characters(categories=["L", "P"]), max_size=8)
_states = st.sampled_from(["open", "done", "dropped"])
_points = st.builds(
    DocumentPoint, _said, st.one_of(st.none(), st.sampled_from(KINDS)), _names, _states, st.one_of(st.just(""), _said)
)
_promises = st.builds(DocumentPromise, _said, _names, st.one_of(st.none(), st.dates()), _states)
_notes = st.builds(DocumentNote, _said, st.booleans())
_meetings = st.builds(
    DocumentMeeting,
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["", "weekly", "moved to Friday"]),
    st.lists(_points, max_size=3).map(tuple),
    st.lists(_promises, max_size=2).map(tuple),
    st.lists(_notes, max_size=2).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_meetings, max_size=3))
def test_what_is_printed_is_read_back_the_same(meetings: list[DocumentMeeting]) -> None:
    document = read(as_markdown(ExportedPair("Sam and Alex", "Alex", tuple(meetings))))

    assert document.meetings == tuple(meetings)
    assert (document.title, document.person) == ("Sam and Alex", "Alex")
    assert (document.undated, document.problems) == ((), ())


def test_the_printed_document_reads_well() -> None:
    points = (DocumentPoint("Queue A or B?", "question", "Sam", "done", "A, until January.\nThen we look again."),)
    promises = (DocumentPromise("Send the plan", "Alex", date(2026, 11, 10)),)
    notes = (DocumentNote("Alex is away in May."), DocumentNote("Ask again.", private=True))

    printed = as_markdown(
        ExportedPair("Sam and Alex", "Alex", (DocumentMeeting(NOVEMBER, "", points, promises, notes),))
    )

    assert printed == (
        "# Sam and Alex\n\nOne-on-one with Alex.\n\n## 2026-11-03\n\n"
        "- [x] **question** (Sam): Queue A or B?\n"
        "    - **answer**: A, until January.\n        Then we look again.\n"
        "- [ ] **promise** (Alex) by 2026-11-10: Send the plan\n"
        "- **note**: Alex is away in May.\n"
        "- **private note**: Ask again.\n"
    )


def words_of(document: ImportedDocument) -> set[str]:
    return words_in(repr(document))


def words_in(text: str) -> set[str]:
    return set(re.findall(r"wörd\d+x", text))
