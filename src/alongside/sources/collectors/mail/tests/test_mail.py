from pathlib import Path

import pytest

from alongside.sources.collectors.contract import Me
from alongside.sources.collectors.mail import collecting, collector, subjects
from alongside.sources.collectors.mail.tests.archives import (
    BUILDS,
    RECORDED,
    collected,
    defects,
    found,
    given,
    last_state,
    mail,
    only,
    written,
)


def test_a_series_with_all_its_versions_is_one_thing() -> None:
    (series,) = found(collected(BUILDS), "patch")

    assert series.id == "patch/v1-0@example.org"
    assert series.title == "cache: keep what was built before"
    assert series.at.isoformat() == "2026-10-12T09:00:00+02:00"
    assert series.extra == {"versions": "2", "patches": "2", "first sent": "2026-10-05"}
    assert series.files == (("cache/key.c", 4, 2), ("cache/keep.c", 5, 0))
    assert series.body.endswith("- cache: name the key well\n- cache: keep it")


def test_who_reviewed_and_tested_a_series_is_credited_and_i_am_not() -> None:
    (series,) = found(collected(BUILDS), "patch")

    assert series.credits == (
        ("reviewer", "Ben Okoye", "ben@example.org"),
        ("tester", "Cleo Duarte", "cleo@example.org"),
    )


def test_reviews_of_others_patches_name_their_author_wherever_the_patch_stands() -> None:
    by_trailer, inline = found(collected(BUILDS), "review")

    assert (by_trailer.title, by_trailer.credits) == ("docs: say how", (("author", "Ben Okoye", "ben@example.org"),))
    assert by_trailer.extra == {"trailer": "Reviewed-by"}
    assert by_trailer.body == "Reads well.\n\nReviewed-by: Anna Berg <anna@example.org>"
    assert (inline.title, inline.credits[0][1]) == ("run: wait for the lock", "Cleo Duarte")
    assert inline.extra == {"patch": "v3 3/7"}
    assert inline.body == "This waits for ever when the file is gone."


def test_other_mails_are_one_thing_for_each_thread() -> None:
    own_patch, hello = found(collected(BUILDS), "message")

    assert (own_patch.id, own_patch.body) == ("thread/v1-0@example.org", "Because the old one lied.")
    assert hello.title == "Grüße aus Berlin, schön"
    assert hello.body == "Question about PAY-13: wohin?\nFrom here\n\nThanks, found it."
    assert hello.tickets == ("PAY-13",)
    assert hello.url == "https://lists.example.org/archives/builds/1/"
    assert hello.extra == {"mails": "2", "last": "2026-10-20"}


def test_only_mails_from_exactly_my_address_to_a_list_are_taken() -> None:
    items = collected(BUILDS)

    assert len(found(items)) == 5
    assert "hers" not in repr(found(items))
    assert "private" not in repr(found(items))
    assert defects(items) == ["the file: Mails of yours that do not say that they went to a list, left out: 1."]
    assert found(collected(BUILDS, me=Me(names=frozenset(("anna berg",))))) == []
    assert found(collected(BUILDS, me=Me(emails=frozenset(("nna@example.org", "example.org", "@"))))) == []


@pytest.mark.parametrize(
    ("lists", "count"),
    [("builds@lists.example.org", 5), ("BUILDS@lists.example.org\nother@example.org", 5), ("other@example.org", 0)],
)
def test_only_lists_that_were_named_are_read(lists: str, count: int) -> None:
    assert len(found(collected(BUILDS, lists=lists))) == count


def test_a_web_archive_gives_each_mail_its_address() -> None:
    (series,) = found(collected(BUILDS, archive="https://lists.example.org/builds/"), "patch")

    assert series.url == "https://lists.example.org/builds/v2-0@example.org/"


def test_the_archives_of_pipermail_are_read_with_their_hidden_addresses() -> None:
    finding = only(RECORDED / "2026-November.txt")

    assert (finding.title, finding.body) == ("Like this", "Like this.")


def test_a_second_run_over_the_same_file_brings_nothing() -> None:
    state = last_state(collected(BUILDS))

    assert found(collected(BUILDS, state=state)) == []
    assert len(found(collected(BUILDS, state=state, archive="https://lists.example.org/"))) == 5


def test_a_file_that_grew_brings_only_what_changed(tmp_path: Path) -> None:
    old = BUILDS.read_bytes()
    state = last_state(collected(written(tmp_path, old)))
    reply = mail(
        "And one more thing.", Subject="Re: hello", In_Reply_To="<hello2@example.org>", References="<hello@example.org>"
    )

    newer = tmp_path / "newer.mbox"
    newer.write_bytes(old + reply)

    (thread,) = found(collected(newer, state=state))

    assert thread.id == "thread/hello@example.org"
    assert thread.extra["mails"] == "3"


def test_another_file_in_its_place_is_read_whole(tmp_path: Path) -> None:
    state = last_state(collected(written(tmp_path, mail(number=1), mail(number=2))))

    again = found(collected(written(tmp_path, *(mail(number=number) for number in (3, 4, 5))), state=state))

    assert [finding.id for finding in again] == [f"thread/m{number}@example.org" for number in (3, 4, 5)]


@pytest.mark.parametrize("stop", range(1, 12))
def test_a_run_that_was_cut_off_goes_on_to_the_same_end(stop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {finding.id: finding for finding in found(collected(BUILDS))}
    monkeypatch.setattr(collecting, "_PAGE", 2)
    before = [item for item, _ in zip(collector.collect(given(BUILDS)), range(stop), strict=False)]

    after = collected(BUILDS, state=last_state(before))

    assert {finding.id: finding for finding in [*found(before), *found(after)]} == whole
    assert len(found(after)) < 5 or stop < 6


def test_a_thousand_threads_are_told_in_pages_and_go_on_from_there(tmp_path: Path) -> None:
    path = written(tmp_path, *(mail(number=number) for number in range(1200)))
    items = iter(collector.collect(given(path)))
    before = [next(items) for _ in range(800)]

    after = collected(path, state=last_state(before))

    assert len(found(after)) == 700
    assert len({finding.id for finding in [*found(before), *found(after)]}) == 1200


def test_my_reply_in_my_own_series_is_no_review(tmp_path: Path) -> None:
    patch = mail("---\n", Subject="[PATCH] mine")
    reply = mail("> +new\n\nOops.", number=2, Subject="Re: [PATCH] mine", In_Reply_To="<m1@example.org>")

    kinds = [finding.kind for finding in found(collected(written(tmp_path, patch, reply)))]

    assert sorted(kinds) == ["message", "patch"]


def test_a_patch_that_i_send_for_somebody_else_credits_them(tmp_path: Path) -> None:
    finding = only(written(tmp_path, mail("From: Ben Okoye <ben@example.org>\n\nWhy.\n---\n", Subject="[PATCH] his")))

    assert finding.credits == (("author", "Ben Okoye", "ben@example.org"),)


def test_patches_of_one_title_years_apart_are_two_and_versions_are_one(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        mail(number=1, Subject="[PATCH] Fix a typo", Date="Mon, 02 Nov 2020 10:00:00 +0100"),
        mail(number=2, Subject="[PATCH] Fix a typo", Date="Mon, 01 Jun 2026 10:00:00 +0100"),
        mail(number=3, Subject="[PATCH v2] Fix a typo", Date="Tue, 02 Jun 2026 10:00:00 +0100"),
        mail(number=4, Subject="[PATCH RESEND v2] Fix a typo", Date="Mon, 06 Jul 2026 10:00:00 +0100"),
    )

    assert [(patch.id, patch.extra["versions"]) for patch in found(collected(path))] == [
        ("patch/m1@example.org", "1"),
        ("patch/m2@example.org", "2"),
    ]


def test_parts_that_were_sent_without_threads_are_one_series(tmp_path: Path) -> None:
    parts = [mail(number=number, Subject=f"[PATCH {number}/3] part {number}") for number in (1, 2, 3)]

    series = only(written(tmp_path, *parts))

    assert (series.title, series.extra["patches"]) == ("part 1", "3")


def test_a_part_that_is_missing_is_said(tmp_path: Path) -> None:
    series = only(written(tmp_path, mail(Subject="[PATCH 0/2] two"), mail(number=2, Subject="[PATCH 1/2] one")))

    assert series.extra["missing"] == "1 of 2 patches are not in this file"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("[PATCH v2 3/7] foo", ("foo", False, True, 2, 3, 7)),
        ("[RFC PATCH] foo", ("foo", False, True, 1, 1, 1)),
        ("[net-next PATCHv4 00/12] foo", ("foo", False, True, 4, 0, 12)),
        ("[list] [PATCH 1/1] [x] foo", ("foo", False, True, 1, 1, 1)),
        ("Re: [list] Re: [PATCH] foo", ("foo", True, True, 1, 1, 1)),
        ("[list] Re: foo", ("foo", True, False, 1, 1, 1)),
        ("AW: Re: foo", ("foo", True, False, 1, 1, 1)),
        ("Patch for foo", ("Patch for foo", False, False, 1, 1, 1)),
        ("Regarding: foo", ("Regarding: foo", False, False, 1, 1, 1)),
        ("[PATCH]", ("[PATCH]", False, True, 1, 1, 1)),
    ],
)
def test_subjects_are_read(subject: str, expected: tuple[object, ...]) -> None:
    read = subjects.read(subject)

    assert (read.title, read.reply, read.patch, read.version, read.number, read.total) == expected
