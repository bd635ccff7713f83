from datetime import date

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Circle, Piece
from alongside.evidence.queries import timeline_of, years_around
from alongside.evidence.timeline import FAMILIES, HIGHEST, Work, timeline

TODAY = date(2026, 11, 21)
KINDS = [kind for kinds in FAMILIES.values() for kind in kinds]
DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
WORKS = st.lists(
    st.builds(
        Work,
        pk=st.integers(1, 10**6),
        title=st.just("Work"),
        kind=st.sampled_from(KINDS),
        circle=st.sampled_from(Circle.values),
        on=DAYS,
        score=st.floats(0, 50),
        told=st.booleans(),
    ),
    max_size=80,
)


@given(WORKS)
def test_every_piece_of_work_is_drawn_or_counted_inside_the_picture(works: list[Work]) -> None:
    drawn = timeline(works, year=2025, circles=Circle.choices, today=TODAY)

    marks = [mark for band in drawn.bands for mark in band.marks]
    over = sum(count for band in drawn.bands for _, count in band.more)
    assert len(marks) + over == len(works) == drawn.total == sum(month.total for month in drawn.months)
    assert all(0 < mark.x < drawn.width and 0 < mark.y < band.height for band in drawn.bands for mark in band.marks)


@given(WORKS)
def test_no_two_marks_of_a_band_cover_each_other(works: list[Work]) -> None:
    for band in timeline(works, year=2025, circles=Circle.choices, today=TODAY).bands:
        assert len({(mark.x, mark.y) for mark in band.marks}) == len(band.marks)


def test_of_a_full_week_the_weightiest_are_drawn() -> None:
    works = [Work(n, "Work", "fix", Circle.OWN, date(2025, 5, 6), float(n), told=False) for n in range(HIGHEST + 3)]

    own = timeline(works, year=2025, circles=Circle.choices, today=TODAY).bands[0]

    assert min(mark.work.score for mark in own.marks) == 3
    assert [count for _, count in own.more] == [3]


def piece(anna: Member, title: str, **more: object) -> Piece:
    about = {"kind": "feature", "first_on": date(2025, 5, 5), "last_on": date(2025, 5, 6), "key": title, "score": 5.0}
    made = Piece(owner=anna, workspace=anna.workspace, title=title, **{**about, **more})
    made.save()
    return made


def test_the_page_shows_the_year_without_upkeep_and_what_was_dismissed(client: Client, anna: Member) -> None:
    kept = piece(anna, "Cut the build time")
    piece(anna, "Bump a version", is_trivial=True)
    actions.dismiss(anna, piece=piece(anna, "Not worth it"))
    actions.accept(anna, piece=kept)
    client.force_login(anna.user)

    shown = client.get("/timeline/?year=2025").text

    assert "1 piece of work worth telling; 1 in your log" in shown
    assert "Cut the build time" in shown
    assert "Bump a version" not in shown
    assert "Not worth it" not in shown
    assert "/work/?month=2025-05" in shown


def test_what_is_in_the_log_stays_in_the_year_when_its_piece_is_dismissed(anna: Member) -> None:
    told, archived = piece(anna, "Cut the build time"), piece(anna, "Tried a cache")
    actions.accept(anna, piece=told)
    actions.archive(anna, entry=actions.accept(anna, piece=archived))
    for each in (told, archived):
        actions.dismiss(anna, piece=each)

    marks = [mark.work.title for band in timeline_of(anna, 2025, today=TODAY).bands for mark in band.marks]

    assert marks == ["Cut the build time"]


def test_a_year_that_goes_on_ends_with_this_month_or_what_is_known_of_later_ones() -> None:
    planned = Work(1, "Lead the workshop", "meeting", Circle.ENABLING, date(2026, 12, 4), 1.0, told=False)

    so_far = timeline([], year=2026, circles=Circle.choices, today=TODAY)
    with_plans = timeline([planned], year=2026, circles=Circle.choices, today=TODAY)
    before = timeline([], year=2025, circles=Circle.choices, today=TODAY)

    assert [len(each.months) for each in (so_far, with_plans, before)] == [11, 12, 12]
    assert so_far.width < with_plans.width


def test_the_nearest_years_with_something_to_tell_lead_on(anna: Member) -> None:
    for year in (2019, 2022, 2023, 2024):
        piece(anna, f"Work of {year}", last_on=date(year, 6, 1), is_trivial=year == 2023)

    assert years_around(anna, 2022) == (2019, 2024)
    assert years_around(anna, 2019) == (None, 2022)


def test_titles_in_the_picture_are_text(client: Client, anna: Member) -> None:
    piece(anna, 'Escape <b>"quotes" & tags</b>')
    client.force_login(anna.user)

    shown = client.get("/timeline/?year=2025").text

    assert "<title>6 May: Escape &lt;b&gt;&quot;quotes&quot; &amp; tags&lt;/b&gt; (feature)</title>" in shown


def test_a_story_says_in_which_circle_its_work_is(anna: Member) -> None:
    made = piece(anna, "Taught the team to profile")
    story = actions.draft_story(anna, piece=made)
    story.circle = Circle.ENABLING
    story.save()

    bands = {band.circle: band.count for band in timeline_of(anna, 2025, today=TODAY).bands}

    assert bands == {Circle.OWN: 0, Circle.COLLABORATION: 0, Circle.ENABLING: 1}


def test_a_year_that_is_none_is_this_year(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    for asked in ("", "0", "99999", "x", "²"):
        assert client.get("/timeline/", {"year": asked}).status_code == 200
