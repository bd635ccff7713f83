from datetime import date

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Circle, Piece
from alongside.evidence.queries import timeline_of
from alongside.evidence.timeline import FAMILIES, HIGHEST, Work, timeline

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
    drawn = timeline(works, year=2025, circles=Circle.choices)

    marks = [mark for band in drawn.bands for mark in band.marks]
    over = sum(count for band in drawn.bands for _, count in band.more)
    assert len(marks) + over == len(works) == drawn.total == sum(month.total for month in drawn.months)
    assert all(0 < mark.x < drawn.width and 0 < mark.y < band.height for band in drawn.bands for mark in band.marks)


@given(WORKS)
def test_no_two_marks_of_a_band_cover_each_other(works: list[Work]) -> None:
    for band in timeline(works, year=2025, circles=Circle.choices).bands:
        assert len({(mark.x, mark.y) for mark in band.marks}) == len(band.marks)


def test_of_a_full_week_the_weightiest_are_drawn() -> None:
    works = [Work(n, "Work", "fix", Circle.OWN, date(2025, 5, 6), float(n), told=False) for n in range(HIGHEST + 3)]

    own = timeline(works, year=2025, circles=Circle.choices).bands[0]

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


def test_a_story_says_in_which_circle_its_work_is(anna: Member) -> None:
    made = piece(anna, "Taught the team to profile")
    story = actions.draft_story(anna, piece=made)
    story.circle = Circle.ENABLING
    story.save()

    bands = {band.circle: band.count for band in timeline_of(anna, 2025).bands}

    assert bands == {Circle.OWN: 0, Circle.COLLABORATION: 0, Circle.ENABLING: 1}


def test_a_year_that_is_none_is_this_year(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    for asked in ("", "0", "99999", "x", "²"):
        assert client.get("/timeline/", {"year": asked}).status_code == 200
