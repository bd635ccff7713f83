from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.accounts.models import Member
from alongside.evidence.models import Entry
from alongside.search.folding import fold
from alongside.search.index import index, matching, matching_any


def remember(owner: Member, text: str) -> Entry:
    entry = Entry(owner=owner, workspace=owner.workspace, line=text, text=text, happened_on=date(2026, 11, 20))
    entry.save()
    index(entry, text)
    return entry


@pytest.mark.parametrize(
    "asked",
    ["größe", "grosse", "GROSSE", "groß", "änder", "anderung größe", "  Größe, ", "naïve", "naive", "smorrebrod"],
)
def test_words_are_found_in_every_spelling(anna: Member, asked: str) -> None:
    entry = remember(anna, "Große Änderung der Größe, naïve Smørrebrød-Liste")

    assert list(matching(Entry.objects.visible_to(anna), asked)) == [entry]


@pytest.mark.parametrize("asked", ["klein", "Änderung klein", '"', "*", "AND OR NOT", "'; DROP TABLE x", "a:b", "!&|"])
def test_what_is_not_there_is_not_found_however_it_is_spelt(anna: Member, asked: str) -> None:
    remember(anna, "Große Änderung")

    assert not matching(Entry.objects.visible_to(anna), asked).exists()


def test_either_of_several_texts_is_found(anna: Member) -> None:
    entries = [remember(anna, text) for text in ("retry the webhook", "ledger export", "webhook only")]

    found = matching_any(Entry.objects.visible_to(anna).order_by("pk"), ["webhook retry", "Ledger", "!&|"])

    assert list(found) == entries[:2]


def test_nothing_is_found_by_no_text(anna: Member) -> None:
    remember(anna, "ledger export")

    assert not matching_any(Entry.objects.visible_to(anna), ["", "*"]).exists()


def test_words_of_others_are_not_found(anna: Member, cleo: Member) -> None:
    remember(anna, "Große Änderung")

    assert not matching(Entry.objects.visible_to(cleo), "Änderung").exists()


def test_an_edited_row_is_found_by_its_new_words_only(anna: Member) -> None:
    entry = remember(anna, "before")

    index(entry, "after")

    assert matching(Entry.objects.visible_to(anna), "after").exists()
    assert not matching(Entry.objects.visible_to(anna), "before").exists()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
