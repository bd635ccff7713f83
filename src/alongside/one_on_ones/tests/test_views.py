"""The pages, as people use them: with script and without."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Note, Pair, Promise, TalkingPoint
from alongside.one_on_ones.tests.test_calendar import calendar
from alongside.people import actions as people

HTMX = {"HX-Request": "true"}
MOST_QUERIES = 15


def url(name: str, *args: Any) -> str:
    return reverse(f"one_on_ones:{name}", args=args)


def test_a_line_being_typed_shows_its_kind(as_anna: Client) -> None:
    shown = as_anna.get(
        "/one-on-ones/points/read/", {"line": "feedback: how was it?"}, headers={"HX-Request": "true"}
    ).text

    assert "Feedback ask" in shown
    assert "decision:" in as_anna.get("/one-on-ones/points/read/").text


def test_a_pair_starts_with_somebody_new(as_anna: Client, anna: Member) -> None:
    given = {"name": "Mina", "relation": "manager", "every": "ad_hoc", "minutes": "45", "zone": "Europe/Berlin"}

    answer = as_anna.post(url("pair_up"), given)

    pair = Pair.objects.visible_to(anna).get()
    assert answer.headers["Location"] == url("agenda", pair.pk)
    assert "You and Mina" in as_anna.get(url("agenda", pair.pk)).content.decode()


@pytest.mark.parametrize("typed", ["Mina Okafor", "@mina", "mina@example.org"])
def test_a_pair_starts_with_somebody_who_is_typed(as_anna: Client, anna: Member, typed: str) -> None:
    mina = people.add_person(anna, name="Mina Okafor", email="mina@example.org")
    given = {"person": typed, "every": "ad_hoc", "minutes": "45", "zone": "Europe/Berlin"}
    form = as_anna.get(url("pair_up")).text

    as_anna.post(url("pair_up"), given)

    assert Pair.objects.visible_to(anna).get().person == mina
    assert '<option value="@mina">Mina Okafor</option>' in form


def test_who_is_typed_and_nobody_is_told_and_kept(as_anna: Client, anna: Member) -> None:
    given = {"person": "Nobody Known", "every": "ad_hoc", "minutes": "45", "zone": "Europe/Berlin"}

    answer = as_anna.post(url("pair_up"), given)

    assert answer.status_code == 422
    assert "Nobody is called" in answer.text
    assert 'value="Nobody Known"' in answer.text
    assert not Pair.objects.visible_to(anna).exists()


def test_a_rhythm_without_a_day_says_what_is_missing(as_anna: Client) -> None:
    given = {"name": "Mina", "every": "weekly", "minutes": "45", "zone": "Mars/Olympus"}

    answer = as_anna.post(url("pair_up"), given)

    assert answer.status_code == 422
    assert "Say on which day you meet." in answer.content.decode()
    assert "Mars/Olympus” is no time zone" in answer.content.decode()


def test_a_point_is_added_without_script_and_with_it(as_anna: Client, anna: Member, alone: Pair) -> None:
    plain = as_anna.post(url("add_point", alone.pk), {"line": "decision: on-call?"})
    part = as_anna.post(url("add_point", alone.pk), {"line": "thanks: for Sunday"}, headers=HTMX).content.decode()

    assert plain.status_code == 302
    assert "on-call?" in part
    assert "for Sunday" in part
    assert "<html" not in part


def test_what_was_typed_comes_back_with_the_reason(as_anna: Client, alone: Pair) -> None:
    answer = as_anna.post(url("add_point", alone.pk), {"line": "y" * 5000})

    assert answer.status_code == 422
    assert "y" * 5000 in answer.content.decode()
    assert "4,0" in answer.content.decode()


def test_a_conflict_shows_both_texts(as_anna: Client, anna: Member, ben: Member, shared: Pair) -> None:
    point = actions.add_point(anna, pair=shared, line="on-call")
    actions.edit_point(ben, point=point, version=1, text="the words of ben")

    answer = as_anna.post(url("edit_point", point.pk), {"text": "the words of anna", "version": "1"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "the words of ben" in shown
    assert "the words of anna" in shown
    assert 'name="version" value="2"' in shown


def test_done_can_be_undone_from_the_toast(as_anna: Client, anna: Member, alone: Pair) -> None:
    point = actions.add_point(anna, pair=alone, line="on-call")

    shown = as_anna.post(url("mark_done", point.pk), headers=HTMX).content.decode()
    as_anna.post(url("reopen_point", point.pk))

    assert url("reopen_point", point.pk) in shown
    assert TalkingPoint.objects.visible_to(anna).still_open().exists()


def test_going_back_does_not_lead_elsewhere(as_anna: Client, anna: Member, alone: Pair) -> None:
    point = actions.add_point(anna, pair=alone, line="on-call")

    answer = as_anna.post(url("reopen_point", point.pk), {"next": "https://evil.example/"})

    assert answer.headers["Location"] == url("agenda", alone.pk)


@pytest.mark.parametrize("opened", ["edit", "answer"])
def test_a_point_opens_in_place_also_without_script(as_anna: Client, anna: Member, alone: Pair, opened: str) -> None:
    point = actions.add_point(anna, pair=alone, line="on-call")

    shown = as_anna.get(url("agenda", alone.pk), {"open": f"{opened}-{point.pk}"}).content.decode()

    assert f'id="{opened}-{point.pk}"' in shown


def test_notes_and_promises_from_the_page(as_anna: Client, anna: Member, alone: Pair) -> None:
    as_anna.post(url("write_note", alone.pk), {"text": "**bold** <script>x</script>", "audience": "both"})
    as_anna.post(url("make_promise", alone.pk), {"text": "Send the rota", "side": "other", "due_on": "2026-11-20"})
    bad = as_anna.post(url("make_promise", alone.pk), {"text": "Send it", "due_on": "soon"})

    shown = as_anna.get(url("agenda", alone.pk)).content.decode()

    assert "<strong>bold</strong>" in shown
    assert "<script>x" not in shown
    assert Promise.objects.visible_to(anna).get().side == "other"
    assert Note.objects.visible_to(anna).get().audience == "both"
    assert bad.status_code == 422


def test_a_line_of_the_preparation_goes_on_the_agenda(as_anna: Client, anna: Member, alone: Pair) -> None:
    entry = evidence.log(anna, line="win: cut p95 <b>")
    key = {"key": f"entry:{entry.pk}", "text": entry.text}

    before = as_anna.get(url("prepare", alone.pk)).content.decode()
    after = as_anna.post(url("put_on_agenda", alone.pk), key, headers=HTMX).content.decode()

    assert "cut p95 &lt;b&gt;" in before
    assert "On the agenda" in after
    assert TalkingPoint.objects.visible_to(anna).get().entry_id == entry.pk


def test_days_that_run_backwards_are_told(as_anna: Client, alone: Pair) -> None:
    shown = as_anna.get(url("prepare", alone.pk), {"since": "2026-12-01", "until": "2026-11-01"}).content.decode()

    assert "The days run backwards" in shown


def test_a_calendar_is_shown_before_it_is_taken(as_anna: Client, anna: Member) -> None:
    file = SimpleUploadedFile("work.ics", calendar())

    shown = as_anna.post(url("read_calendar"), {"file": file})
    none_yet = Pair.objects.visible_to(anna).exists()
    taken = as_anna.post(url("take_meetings"), {"offer": shown.context["offers"][0][1]})

    assert not none_yet
    assert "Mina Okafor" in shown.content.decode()
    assert taken.headers["Location"] == url("agenda", Pair.objects.visible_to(anna).get().pk)


def test_an_offer_that_was_tampered_with_is_refused(as_anna: Client, anna: Member) -> None:
    as_anna.post(url("take_meetings"), {"offer": "made:up"})

    assert not Pair.objects.visible_to(anna).exists()


@pytest.mark.parametrize("data", [b"", b"\0\1\2" * 500, b"no calendar"])
def test_a_broken_calendar_gives_a_sentence(as_anna: Client, db: None, data: bytes) -> None:
    answer = as_anna.post(url("read_calendar"), {"file": SimpleUploadedFile("x.ics", data)})

    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()


def test_a_document_is_shown_before_it_is_kept(as_anna: Client, anna: Member, alone: Pair) -> None:
    text = "## 2026-11-06\n- Retry is out\n\n## 13 November\n- What next?\n"

    shown = as_anna.post(url("import_document", alone.pk), {"text": text}).content.decode()
    none_yet = TalkingPoint.objects.visible_to(anna).exists()
    as_anna.post(url("import_document", alone.pk), {"text": text, "keep": "1"})

    assert "has no year" in shown
    assert not none_yet
    assert TalkingPoint.objects.visible_to(anna).count() == 2


@pytest.mark.parametrize("data", [b"\0\1\2" * 500, b"x" * 50_000_000])
def test_a_binary_and_a_huge_document_give_a_sentence(as_anna: Client, alone: Pair, data: bytes) -> None:
    file = SimpleUploadedFile("notes.md", data)

    answer = as_anna.post(url("import_document", alone.pk), {"file": file})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


def test_export_is_a_file(as_anna: Client, anna: Member, alone: Pair) -> None:
    actions.add_point(anna, pair=alone, line="on-call")

    markdown = as_anna.get(url("export", alone.pk))
    values = as_anna.get(url("export", alone.pk), {"format": "json"}).json()

    assert 'filename="one-on-one-mina.md"' in markdown.headers["Content-Disposition"]
    assert "on-call" in markdown.content.decode()
    assert [point["text"] for point in values["points"]] == ["on-call"]


def test_the_bank_is_edited_retired_and_restored(as_anna: Client, anna: Member, alone: Pair) -> None:
    question = actions.add_question(anna, text="What did I miss?")
    as_anna.post(url("edit_question", question.pk), {"text": "What do I not see?"})
    as_anna.post(url("retire_question", question.pk))

    shown = as_anna.get(url("questions")).content.decode()

    assert "What do I not see?" in shown
    assert "1 retired" in shown


def fill(anna: Member, pair: Pair, meetings: int) -> None:
    now = timezone.now()
    for number in range(1, meetings + 1):
        starts_at = now - timedelta(days=7 * number)
        meeting = actions.plan(anna, pair=pair, starts_at=starts_at)
        closed = {"created_at": starts_at, "done_at": starts_at, "closed_in": meeting}
        for _ in range(3):
            point = actions.add_point(anna, pair=pair, line=f"point {number}")
            TalkingPoint._base_manager.filter(pk=point.pk).update(**closed)
        note = actions.write_note(anna, pair=pair, text="note", audience="both", meeting=meeting)
        Note._base_manager.filter(pk=note.pk).update(created_at=starts_at)
        evidence.log(anna, line=f"win: shipped {number}")


@pytest.mark.parametrize("page", ["one_on_ones", "agenda", "prepare", "history", "questions"])
def test_a_page_asks_as_much_with_many_rows_as_with_few(
    as_anna: Client, anna: Member, shared: Pair, django_assert_max_num_queries: Any, page: str
) -> None:
    fill(anna, shared, 12)
    where = url(page) if page in ("one_on_ones", "questions") else url(page, shared.pk)

    with django_assert_max_num_queries(MOST_QUERIES):
        assert as_anna.get(where).status_code == 200
