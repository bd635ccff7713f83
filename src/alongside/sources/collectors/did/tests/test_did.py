from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Refused
from alongside.sources.collectors.did import collector
from alongside.sources.collectors.did.kinds import manner_of
from alongside.sources.collectors.tests.running import cut_off, defects, findings, given, last_state

RECORDED = Path(__file__).with_name("recorded")
WEEK = RECORDED / "week.txt"
RULE = "~" * 79


def by_id(path: Path) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings(collector.collect(given(path)))}


def report(
    path: Path, body: str, *, user: str = "Anna Berg <anna@example.org>", days: str = "2025-01-13 to 2025-01-19"
) -> Path:
    path.write_text(f"Status report for this ({days}).\n\n{RULE}\n {user}\n{RULE}\n\n{body}", encoding="utf-8")
    return path


def test_commits_carry_their_short_hash_and_their_repository() -> None:
    items = list(collector.collect(given(WEEK)))

    first, second = [item for item in items if isinstance(item, Found) and item.finding.kind == "commit"]
    assert (first.origin, first.finding.id, first.finding.parts) == ("search", "search@abc1234", ("abc1234",))
    assert first.finding.title == "Rank exact names first, closes #31"
    assert first.finding.tickets == ("#31",)
    assert first.finding.body == "* search/ranking"
    assert "part of their author's name" in second.finding.extra["uncertain"]


def test_the_day_is_the_last_of_the_report_and_said_to_be_uncertain() -> None:
    finding = by_id(WEEK)["acme/search#7"]

    assert finding.at.isoformat() == "2025-01-19T12:00:00+01:00"
    assert "2025-01-13 to 2025-01-19" in finding.extra["uncertain"]


def test_a_report_of_one_day_is_certain(tmp_path: Path) -> None:
    path = report(tmp_path / "r", "* Issues created on x: 1\n    * a/b#1 - T\n", days="2025-01-13 to 2025-01-13")

    assert "uncertain" not in by_id(path)["a/b#1"].extra


def test_a_week_that_is_not_over_ends_today(tmp_path: Path) -> None:
    path = report(tmp_path / "r", "* Issues created on x: 1\n    * a/b#1 - T\n")

    (finding,) = findings(collector.collect(given(path, today=date(2025, 1, 15))))

    assert finding.at.date() == date(2025, 1, 15)


def test_a_section_says_the_kind() -> None:
    kinds = {name: finding.kind for name, finding in by_id(WEEK).items() if len(name) != 20}

    assert kinds == {
        "search@abc1234": "commit",
        "search@0773a3f": "commit",
        "acme/search#7": "issue",
        "acme/search#12": "pull request",
        "acme/docs#3": "pull request",
        "acme/billing#40/review": "review",
        "acme/tools#8": "pull request",
        "PAY-12": "ticket",
        "PAY-9/comment/2025-01-19": "comment",
        "BZ#248551": "issue",
        "GR#77": "change",
        "GR#78/review": "review",
    }


def test_what_stands_in_two_sections_is_one_thing() -> None:
    finding = by_id(WEEK)["acme/search#12"]

    assert finding.extra["state"] == "created, merged"
    assert finding.tickets == ("acme/search#12",)


def test_what_was_only_assigned_to_me_is_said_to_be_uncertain() -> None:
    assert "somebody else's" in by_id(WEEK)["acme/tools#8"].extra["uncertain"]


def test_lines_below_an_item_are_its_body() -> None:
    body = by_id(WEEK)["PAY-12"].body

    assert body == "* Worklog: Monday, January 13, 2025 (2h)\n  Found the double event"


def test_others_and_the_total_are_left_out() -> None:
    items = list(collector.collect(given(WEEK)))

    assert "Not Anna's" not in [finding.title for finding in findings(items)]
    assert Defect("week.txt", "Reports about others, left out: 1.") in defects(items)


def test_markdown_brings_addresses_and_days_of_events() -> None:
    request, event, page = by_id(RECORDED / "week.md").values()

    assert (request.id, request.url) == ("acme/search#12", "https://github.com/acme/search/pull/12")
    assert (event.title, event.at.date(), event.extra) == ("Planning", date(2025, 1, 14), {"meeting": "attended"})
    assert (page.title, page.url, page.kind) == ("How we rank", "https://wiki.example.org/pages/7", "note")


def test_wiki_format_is_read(tmp_path: Path) -> None:
    path = report(
        tmp_path / "r", " * Tickets closed in trac: 1\n    * [[https://t.example.org/ticket/4|TT#0004]] - Title\n"
    )

    finding = by_id(path)["TT#4"]

    assert (finding.kind, finding.title, finding.url) == ("ticket", "Title", "https://t.example.org/ticket/4")


def test_several_reports_in_a_file_join_and_the_later_one_counts(tmp_path: Path) -> None:
    first = report(tmp_path / "1", "* Pull requests created on x: 1\n    * a/b#1 - T\n").read_text()
    later = report(
        tmp_path / "2", "* Pull requests merged on x: 1\n    * a/b#1 - T\n", days="2025-01-20 to 2025-01-26"
    ).read_text()
    (tmp_path / "both").write_text(first + "\n" + later)

    (finding,) = findings(collector.collect(given(tmp_path / "both")))

    assert finding.at.date() == date(2025, 1, 26)
    assert finding.extra["state"] == "created, merged"


@pytest.mark.parametrize("user", ["Anna Bergmann <anna.bergmann@example.org>", "Joanna Berg", "anna@example.org.evil"])
def test_a_part_of_a_name_is_not_me(tmp_path: Path, user: str) -> None:
    path = report(tmp_path / "r", "* Work on x: 1 commit\n    * abc1234 - T\n", user=user)

    with pytest.raises(Refused, match="not known to be you"):
        list(collector.collect(given(path)))


def test_a_report_that_i_call_mine_is_taken_if_it_names_one_person(tmp_path: Path) -> None:
    path = report(tmp_path / "r", "* Work on x: 1 commit\n    * abc1234 - T\n", user="berg@old.example.org")

    assert len(findings(collector.collect(given(path, {"mine": "yes"})))) == 1


def test_nobody_can_call_a_report_on_several_people_theirs(tmp_path: Path) -> None:
    text = WEEK.read_text().replace("Anna Berg <anna@example.org>", "Cleo Duarte <cleo@example.org>")
    (tmp_path / "r").write_text(text)

    with pytest.raises(Refused, match="several people"):
        list(collector.collect(given(tmp_path / "r", {"mine": "yes"})))


def test_a_name_in_the_first_line_counts_where_no_user_follows(tmp_path: Path) -> None:
    (tmp_path / "r").write_text(
        "Status report for Anna Berg (2025-01-13 to 2025-01-19).\n\n* Work on x: 1 commit\n    * abc1234 - T\n"
    )

    assert len(findings(collector.collect(given(tmp_path / "r")))) == 1


def test_a_merged_report_of_several_is_left_out_and_of_one_is_taken(tmp_path: Path) -> None:
    head = f"Status report for this (2025-01-13 to 2025-01-19).\n\n{RULE}\n Total Report\n{RULE}\n\n"
    work = "\n* Work on x: 1 commit\n    * abc1234 - T\n"
    (tmp_path / "one").write_text(f"{head}* Users: 1\n    * Anna Berg <anna@example.org>\n{work}")
    (tmp_path / "two").write_text(f"{head}* Users: 2\n    * Anna Berg <anna@example.org>\n    * Ben Okoye\n{work}")

    one = findings(collector.collect(given(tmp_path / "one")))
    with pytest.raises(Refused, match="several people"):
        list(collector.collect(given(tmp_path / "two")))

    assert [finding.parts for finding in one] == [("abc1234",)]


def test_a_brief_report_says_what_to_do() -> None:
    with pytest.raises(Refused, match="without --brief"):
        list(collector.collect(given(RECORDED / "brief.txt")))


def test_a_truncated_report_names_the_section_and_keeps_the_rest(tmp_path: Path) -> None:
    text = WEEK.read_text()
    (tmp_path / "r").write_text(text[: text.index("    * acme/docs#3")])

    items = list(collector.collect(given(tmp_path / "r")))

    assert [defect.place for defect in defects(items)] == ["line 17"]
    assert "counts 2, and 1 are listed" in defects(items)[0].message
    assert len(findings(items)) == 4


def test_a_section_that_failed_is_named(tmp_path: Path) -> None:
    path = report(tmp_path / "r", "* Bugs fixed: ? (error encountered)\n\n* Work on x: 1 commit\n    * abc1234 - T\n")

    items = list(collector.collect(given(path)))

    assert "met an error in “Bugs fixed”" in defects(items)[0].message


def test_a_period_that_no_calendar_has_is_named(tmp_path: Path) -> None:
    path = report(tmp_path / "r", "* Work on x: 1 commit\n    * abc1234 - T\n")
    (tmp_path / "two").write_text(path.read_text().replace("01-19", "02-30") + path.read_text())

    items = list(collector.collect(given(tmp_path / "two")))

    assert [defect.place for defect in defects(items)] == ["line 1"]
    assert len(findings(items)) == 1


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = report(tmp_path / "r", "* Work on x: 1 commit\n    * abc1234 - =HYPERLINK(1) <b>\x1b[0m [x](javascript:y)\n")

    (finding,) = findings(collector.collect(given(path)))

    assert finding.title == "=HYPERLINK(1) <b>\ufffd[0m [x](javascript:y)"
    assert finding.url == ""


@pytest.mark.parametrize(
    "content", [b"", b"id,title\n1,x\n", b"[2025-01-15 09:30] Note\n", b"%PDF-1.7", b"\0\1\2" * 99]
)
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r").write_bytes(content)

    with pytest.raises(Refused, match=r"not a text|no report|not a report"):
        list(collector.collect(given(tmp_path / "r")))


def test_a_second_run_brings_nothing_new() -> None:
    first = list(collector.collect(given(WEEK)))

    assert findings(collector.collect(given(WEEK, state=last_state(first)))) == []


@pytest.mark.parametrize("after", [3, 500, 700])
def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, after: int) -> None:
    bullets = "".join(f"    * {number:07x} - Thing {number}\n" for number in range(800))
    path = report(tmp_path / "r", f"* Work on x: 800 commits\n{bullets}")
    whole = findings(collector.collect(given(path)))

    kept, state = cut_off(collector, given(path), after)
    rest = findings(collector.collect(given(path, state=state)))

    done = state.get("done", 0)
    assert findings(kept)[:done] + rest == whole
    assert len(whole) == 800


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("Merge requests approved on gitlab", "review"),
        ("Merge requests merged on gitlab", "merge request"),
        ("Differentials for which changes were requested on phab", "review"),
        ("Differentials created on phab", "change"),
        ("Changes successfully merged", "change"),
        ("Trello cards closed", "ticket"),
        ("Tickets updated on zammad", "ticket"),
        ("Comments added in confluence", "comment"),
        ("Mail threads started", "message"),
        ("Completed builds in koji", "release"),
        ("Updates created", "release"),
        ("Joy of the week", "note"),
    ],
)
def test_each_plug_in_has_its_kind(section: str, kind: str) -> None:
    assert manner_of(section).kind == kind


LINES = st.sampled_from(
    [
        *(
            "* Work on x: 2 commits",
            "    * abc1234 - T",
            RULE,
            " Anna Berg",
            "* Users: 2",
            " Total Report",
            "        b",
        ),
        *("Status report for a (2025-01-01 to 2025-01-02).", "", "    * a/b#001 - T", "  * [l](https://e.org) - T"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(st.binary(max_size=300), st.lists(LINES | st.text(max_size=60), max_size=30))
def test_no_bytes_break_the_reading(tmp_path: Path, data: bytes, lines: list[str]) -> None:
    head = f"Status report for a (2025-01-01 to 2025-01-02).\n{RULE}\n Anna Berg\n{RULE}\n"
    (tmp_path / "r").write_bytes((head + "\n".join(lines)).encode("utf-8", "replace") + data)

    try:
        found = findings(collector.collect(given(tmp_path / "r")))
    except Refused:
        found = []

    assert len({finding.id for finding in found}) == len(found)
    assert all(len(finding.id) <= 200 and finding.title for finding in found)
