import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions, queries
from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.evidence.tests.findings import finding, work_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def entry_of(member: Member) -> Entry:
    return Entry.objects.visible_to(member).get()


def test_an_empty_log_teaches(as_anna: Client) -> None:
    assert "One line is enough" in as_anna.get("/log/").text


def test_a_line_is_logged_without_script(as_anna: Client, anna: Member) -> None:
    answer = as_anna.post("/log/", {"line": "win: shipped it #checkout"}, follow=True)

    assert entry_of(anna).kind == "win"
    assert "shipped it" in answer.text
    assert "data-saved" in answer.text
    assert "Undo" in answer.text


def test_a_line_is_logged_with_htmx_and_the_box_is_empty_again(as_anna: Client, anna: Member) -> None:
    answer = as_anna.post("/log/", {"line": "win: shipped it"}, headers=HTMX)

    assert f'id="entry-{entry_of(anna).pk}"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("line", ["", "   ", "win:"])
def test_a_line_that_says_nothing_comes_back(as_anna: Client, anna: Member, line: str) -> None:
    answer = as_anna.post("/log/", {"line": line})

    assert answer.status_code == 422
    assert not Entry.objects.visible_to(anna).exists()


@pytest.mark.parametrize("line", ["<script>alert(1)</script>", "win: \x00 x", "#" * 500, '"><img src=x onerror=x>'])
def test_hostile_lines_are_shown_as_words(as_anna: Client, line: str) -> None:
    as_anna.post("/log/", {"line": line})

    shown = as_anna.get("/log/").text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_a_line_is_read_while_it_is_typed(as_anna: Client) -> None:
    shown = as_anna.get("/log/read/", {"line": "win: from 900 ms to 300 ms #checkout @mina"}, headers=HTMX).text

    assert all(word in shown for word in ("Win", "checkout", "mina", "900 ms → 300 ms", "Only you"))
    assert as_anna.get("/log/read/").status_code == 200


def test_an_entry_is_edited_in_place(as_anna: Client, anna: Member) -> None:
    entry = actions.log(anna, line="win: shiped it #checkout")

    form = as_anna.get(f"/log/{entry.pk}/edit/", headers=HTMX).text
    row = as_anna.post(f"/log/{entry.pk}/edit/", {"line": "win: shipped it #checkout"}, headers=HTMX).text

    assert "win: shiped it #checkout" in form
    assert "<html" not in form
    assert "shipped it" in row
    assert entry_of(anna).text == "shipped it"


def test_a_wrong_edit_comes_back_with_what_was_typed(as_anna: Client, anna: Member) -> None:
    entry = actions.log(anna, line="win: shipped it")

    answer = as_anna.post(f"/log/{entry.pk}/edit/", {"line": "win:"}, headers=HTMX)

    assert answer.status_code == 422
    assert "win:</textarea>" in answer.text
    assert entry_of(anna).text == "shipped it"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_entry_is_archived_and_restored(as_anna: Client, anna: Member, headers: dict[str, str]) -> None:
    entry = actions.log(anna, line="win: shipped it")

    answer = as_anna.post(f"/log/{entry.pk}/archive/", headers=headers, follow=True)

    assert f"/log/{entry.pk}/restore/" in answer.text
    assert not queries.entries_of(anna).exists()
    as_anna.post(f"/log/{entry.pk}/restore/")
    assert queries.entries_of(anna).exists()


def test_an_obstacle_is_eased(as_anna: Client, anna: Member) -> None:
    entry = actions.log(anna, line="blocker: no access")

    assert "over since" in as_anna.post(f"/log/{entry.pk}/ease/", headers=HTMX).text
    as_anna.post(f"/log/{entry.pk}/unease/")
    assert queries.open_obstacles(anna).exists()


def test_sharing_names_exactly_who_is_added(as_anna: Client, anna: Member, ben: Member, cleo: Member) -> None:
    entry = actions.log(anna, line="win: shipped it")

    menu = as_anna.get(f"/log/{entry.pk}/share/", headers=HTMX).text
    row = as_anna.post(f"/log/{entry.pk}/share/", {"reader": ben.pk}, headers=HTMX).text

    assert "adds Ben and Cleo" in menu
    assert "You and Ben" in row
    assert Entry.objects.visible_to(ben).exists()
    as_anna.post(f"/log/{entry.pk}/share/", {"reader": "me"})
    assert not Entry.objects.visible_to(ben).exists()


@pytest.mark.parametrize("reader", ["", "999999", "x", "²"])
def test_nobody_is_no_reader(as_anna: Client, anna: Member, reader: str) -> None:
    entry = actions.log(anna, line="win: shipped it")

    as_anna.post(f"/log/{entry.pk}/share/", {"reader": reader})

    assert entry_of(anna).audience == "me"


def test_a_reader_sees_a_shared_entry_and_changes_nothing(client: Client, anna: Member, ben: Member) -> None:
    entry = actions.log(anna, line="win: shipped it @mina")
    actions.share(anna, entry=entry, with_members=[ben])
    client.force_login(ben.user)

    assert "shipped it" in client.get(f"/log/{entry.pk}/").text
    assert "shipped it" in client.get("/log/?whose=others").text
    for verb in ("edit", "archive", "restore", "share"):
        assert client.post(f"/log/{entry.pk}/{verb}/", {"line": "x"}).status_code == 403


def test_strangers_find_nothing(client: Client, anna: Member, ben: Member, dan: Member) -> None:
    entry = actions.log(anna, line="win: shipped it")
    piece, _ = work_of(anna)
    story = actions.draft_story(anna, entry=entry)

    for member in (ben, dan):
        client.force_login(member.user)
        for path in (f"/log/{entry.pk}/", f"/work/{piece.pk}/", f"/stories/{story.pk}/", f"/stories/{story.pk}/edit/"):
            assert client.get(path).status_code == 404
        for path in (f"/work/{piece.pk}/accept/", f"/work/{piece.pk}/split/", f"/stories/{story.pk}/archive/"):
            assert client.post(path).status_code == 404


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "page=x", "page=0", "page=99999999999999999999", "person=%00", "q=%00"]
)
def test_odd_addresses_are_the_plain_log(as_anna: Client, query: str) -> None:
    assert as_anna.get(f"/log/?{query}").status_code == 200


def test_a_piece_becomes_an_entry_by_one_button(as_anna: Client, anna: Member) -> None:
    piece, _ = work_of(anna)
    assert "Retry failed captures" in as_anna.get("/work/").text

    row = as_anna.post(f"/work/{piece.pk}/accept/", headers=HTMX).text

    assert "In your log" in row
    assert entry_of(anna).piece == piece
    assert f'id="piece-{piece.pk}"' not in as_anna.get("/work/").text


def test_a_piece_is_dismissed_and_brought_back(as_anna: Client, anna: Member) -> None:
    piece, _ = work_of(anna)

    as_anna.post(f"/work/{piece.pk}/dismiss/")
    assert f'id="piece-{piece.pk}"' not in as_anna.get("/work/").text
    assert f'id="piece-{piece.pk}"' in as_anna.get("/work/?dismissed").text
    as_anna.post(f"/work/{piece.pk}/bring-back/")
    assert f'id="piece-{piece.pk}"' in as_anna.get("/work/").text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://testserver/timeline/?year=2026", "http://testserver/timeline/?year=2026"),
        ("http://testserver/work/{pk}/?x=1", "/work/{pk}/"),
        ("", "/work/{pk}/"),
        ("https://elsewhere.example/", "/work/"),
    ],
)
def test_a_dismissal_leads_back_to_where_one_came_from(as_anna: Client, anna: Member, before: str, after: str) -> None:
    piece, _ = work_of(anna)

    shown = as_anna.get(f"/work/{piece.pk}/", headers={"referer": before.format(pk=piece.pk)}).text
    form = shown[shown.index(f"/work/{piece.pk}/dismiss/") :]
    came_from = re.search('name="next" value="([^"]*)"', form)
    answer = as_anna.post(f"/work/{piece.pk}/dismiss/", {"next": came_from[1] if came_from else ""})

    assert answer.headers["Location"] == after.format(pk=piece.pk)


def test_pieces_are_merged_and_split(as_anna: Client, anna: Member) -> None:
    retry, refund = work_of(anna)

    as_anna.post("/work/merge/", {"piece": [retry.pk, refund.pk]})
    assert Piece.objects.visible_to(anna).count() == 1
    going = Activity.objects.visible_to(anna).filter(title__contains="refunds")
    answer = as_anna.post(f"/work/{retry.pk}/split/", {"activity": [one.pk for one in going]}, follow=True)

    assert Piece.objects.visible_to(anna).count() == 2
    assert "Undo" in answer.text
    assert "at least two" in as_anna.post("/work/merge/", {"piece": retry.pk}, follow=True).text


def test_a_piece_is_called_otherwise(as_anna: Client, anna: Member) -> None:
    piece, _ = work_of(anna)

    as_anna.post(f"/work/{piece.pk}/retitle/", {"title": "Captures that heal"})

    assert "<h1>Captures that heal</h1>" in as_anna.get(f"/work/{piece.pk}/").text


def test_a_story_is_drafted_completed_and_copied(as_anna: Client, anna: Member) -> None:
    entry = actions.log(anna, line="win: cached the price table")

    drafted = as_anna.post("/stories/draft/", {"entry": entry.pk}, follow=True).text
    story = Story.objects.visible_to(anna).get()
    as_anna.post(
        f"/stories/{story.pk}/edit/",
        {
            "action": "cached the price table",
            "purpose": "speed up checkout",
            "result": "p95 fell from 900 ms to 300 ms",
            "happened_on": "2026-11-19",
            "circle": "own",
            "goals": "latency, , costs",
        },
    )

    assert "to change what?" in drafted
    shown = as_anna.get(f"/stories/{story.pk}/").text
    assert "900 ms → 300 ms (−67 %)" in shown
    assert "to change what?" not in shown
    assert Story.objects.visible_to(anna).get().goals == ["latency", "costs"]
    assert "cached the price table" in as_anna.get("/stories/").text


def test_a_story_shows_who_says_so_and_what_is_proposed(as_anna: Client, anna: Member) -> None:
    retry, _ = work_of(anna)
    as_anna.post("/stories/draft/", {"piece": retry.pk})
    at = f"/stories/{Story.objects.visible_to(anna).get().pk}/"

    shown = as_anna.get(at).text
    assert "It looks like <b>own contribution</b>" in shown
    assert "<b>Ben</b> reviewed it." in shown

    as_anna.post(f"{at}confirm/", {"circle": "own"})
    shown = as_anna.post(f"{at}confirm/", {"witness": "Ben"}, follow=True).text
    assert "It looks like" not in shown
    assert "reviewed it." not in shown
    assert Story.objects.visible_to(anna).get().circle == "own"
    assert "Nothing on record" in as_anna.post(f"{at}confirm/", {"witness": "Dan"}, follow=True).text


def test_a_story_without_words_comes_back(as_anna: Client, anna: Member) -> None:
    answer = as_anna.post("/stories/write/", {"action": " ", "happened_on": "2026-11-19", "purpose": "kept"})

    assert answer.status_code == 422
    assert "kept" in answer.text
    assert not Story.objects.visible_to(anna).exists()


def test_a_story_is_archived_restored_and_shared(as_anna: Client, anna: Member, ben: Member) -> None:
    story = actions.write_story(anna, told=actions.Told(action="x"))

    as_anna.post(f"/stories/{story.pk}/archive/")
    assert not queries.stories_of(anna).exists()
    as_anna.post(f"/stories/{story.pk}/restore/")
    shown = as_anna.post(f"/stories/{story.pk}/share/", {"reader": ben.pk}, headers=HTMX).text

    assert "You and Ben" in shown
    assert Story.objects.visible_to(ben).exists()


def test_who_sees_a_story_is_asked_among_the_stories(as_anna: Client, anna: Member) -> None:
    story = actions.write_story(anna, told=actions.Told(action="x"))
    entry = actions.log(anna, line="win: x")

    crumbs = [as_anna.get(f"/{at}/share/").text for at in (f"stories/{story.pk}", f"log/{entry.pk}")]

    assert ['<a href="/stories/">Impact stories</a></p>' in each for each in crumbs] == [True, False]


@pytest.mark.parametrize(("asked", "label"), [("", "Older"), ("weight&", "Lighter")])
def test_the_next_page_of_the_weightiest_is_lighter_not_older(
    as_anna: Client, anna: Member, asked: str, label: str
) -> None:
    history = [finding(number, f"Feature {number} of its own", tickets=(f"T-{number}",)) for number in range(21)]
    actions.keep(anna, source="git", origin="payments", findings=history)
    actions.find_pieces(anna)

    first = as_anna.get(f"/work/?{asked}").text
    (to,) = re.findall(rf'rel="next" href="([^"]+)">{label} ', first)

    assert "Page 2 of 2" in as_anna.get(f"/work/{unescape(to)}").text
    assert ("weight" in to) == bool(asked)


@pytest.mark.parametrize(
    ("path", "most"), [("/log/", 14), ("/log/?q=line&topic=t&kind=win", 14), ("/work/", 9), ("/stories/", 13)]
)
def test_pages_ask_the_database_as_often_for_many(
    as_anna: Client, anna: Member, ben: Member, path: str, most: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        entry = actions.log(anna, line=f"win: line {number} #t @p{number}")
        actions.share(anna, entry=entry, with_members=[ben])
    history = [finding(number, f"Feature {number} of its own", tickets=(f"T-{number}",)) for number in range(12)]
    actions.keep(anna, source="git", origin="r", findings=history)
    actions.find_pieces(anna)
    for piece in Piece.objects.visible_to(anna)[:6]:
        actions.draft_story(anna, piece=piece)
    as_anna.get(path)

    with django_assert_max_num_queries(most):
        assert as_anna.get(path).status_code == 200


def test_an_open_obstacle_says_how_old_it_is(as_anna: Client, anna: Member) -> None:
    actions.log(anna, line=f"blocker: no access {timezone.localdate() - timedelta(days=8)}")

    assert "8 days old" in as_anna.get("/log/").text


def test_reasons_and_sources_of_a_piece_are_fetched_when_they_are_opened(as_anna: Client, anna: Member) -> None:
    retry, _ = work_of(anna)

    listed = as_anna.get("/work/").text
    opened = as_anna.get(f"/work/{retry.pk}/", headers=HTMX).text

    assert "Together because" not in listed
    assert "Together because" in opened
    assert opened.count("activity__title") == retry.activities.visible_to(anna).count()
    assert "<html" not in opened


def test_a_story_of_much_work_asks_the_database_little(
    as_anna: Client, anna: Member, django_assert_max_num_queries: Any
) -> None:
    named = (("reviewer", "Ben", "ben@example.org"), ("asked", "Cleo Duarte", ""))
    history = [finding(number, f"Step {number}", tickets=("T-1",), credits=named) for number in range(40)]
    actions.keep(anna, source="git", origin="r", findings=history)
    actions.find_pieces(anna)
    entry = actions.log(anna, line="win: all steps are done @ben @cleo")
    piece = Piece.objects.visible_to(anna).get()
    story = actions.write_story(anna, told=actions.Told(action="Step 1"), entries=[entry], pieces=[piece])

    with django_assert_max_num_queries(15):
        assert "Cleo" in as_anna.get(f"/stories/{story.pk}/").text


def test_a_story_is_headed_by_its_action(as_anna: Client, anna: Member) -> None:
    story = actions.write_story(anna, told=actions.Told(action="Cached the price table"))

    assert "<h1>Cached the price table</h1>" in as_anna.get(f"/stories/{story.pk}/").text


def test_thousands_of_pieces_to_look_through_are_counted_with_their_mark(client: Client, anna: Member) -> None:
    on = date(2026, 11, 20)
    told = {"workspace": anna.workspace, "owner": anna, "kind": "feature", "first_on": on, "last_on": on}
    Piece.objects.bulk_create(Piece(key=f"git:{n}", title=f"Part {n}", **told) for n in range(1200))
    client.force_login(anna.user)

    shown = client.get("/work/").text

    assert "1,200 to look through" in shown


def test_a_ticket_alone_says_what_its_tracker_told(client: Client, anna: Member) -> None:
    at, opened = timezone.now() - timedelta(days=1), timezone.localdate() - timedelta(days=21)
    told = {"points": "5", "comments": "3", "opened": opened.isoformat(), "reopened": "2"}
    ticket = finding(9, "Refunds in part", kind="ticket", at=at, tickets=("PAY-9",), extra=told)
    odd = finding(8, "Payouts", kind="ticket", at=at, tickets=("PAY-8",), extra={"points": "many"})
    actions.keep(anna, source="jira", origin="PAY", findings=[ticket, odd])
    actions.find_pieces(anna)
    client.force_login(anna.user)

    shown = client.get("/work/").text

    assert "Payouts" in shown
    piece = Piece.objects.visible_to(anna).get(title="Refunds in part")
    assert piece.why == ["five points", "open for 20 days", "reopened twice", "three comments on it"]
    assert "five points" in shown.lower()
