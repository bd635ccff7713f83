import json
from pathlib import Path
from typing import Any

import pytest

from alongside.sources.collectors.contract import Checkpoint, Found, Me, Refused
from alongside.sources.collectors.slack import collector
from alongside.sources.collectors.slack.tests.exports import (
    ANNA,
    collected,
    defects,
    found,
    given,
    last_state,
    recorded,
    zipped,
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return zipped(tmp_path, recorded())


def titles(path: Path, kind: str = "message", **asked: Any) -> list[str]:
    return [finding.title for finding in found(collected(path, **asked)) if finding.kind == kind]


def test_a_thread_that_i_answered_is_one_thing_for_each_day(export: Path) -> None:
    first, second = (finding for finding in found(collected(export, "help-builds")) if finding.kind == "message")

    assert first.title == second.title == "Why is the build of #general red & slow? See PAY-12"
    assert (
        first.body
        == "The cache is cold: run 42 (https://ci.example.org/42)\n\nFixed it in a <b>few</b> lines, @Cleo Duarte"
    )
    assert first.credits == (("asked", "Cleo Duarte", "cleo@example.org"),)
    assert first.tickets == ("PAY-12",)
    assert first.extra == {"channel": "help-builds", "messages": "2", "reactions": "2"}
    assert first.at.isoformat() == "2026-11-02T16:10:00.000006+01:00"
    assert (second.at.day, second.body) == (3, "It stayed green over night")
    assert first.id != second.id


def test_other_messages_of_a_day_in_a_channel_are_one_thing_by_the_readers_clock(export: Path) -> None:
    bodies = {finding.id: finding.body for finding in found(collected(export, "general")) if finding.kind == "message"}

    assert bodies == {
        "C0GEN/2026-11-03": "Release 4.2 is out, see PAY-12\n\nNotes are in the wiki",
        "C0GEN/2026-11-04": "After midnight in Berlin\n\n@Ben Okoye thank you!",
    }


def test_thanks_name_who_gave_them_and_requests_are_no_thanks(export: Path) -> None:
    thanks = [finding for finding in found(collected(export)) if finding.kind == "thanks"]

    assert {finding.title: finding.credits[0][1:] for finding in thanks} == {
        "@Anna Berg++": ("Ben Okoye", "ben@example.org"),
        "@Ben Okoye gave kudos to @Anna Berg: the migration went *without a scratch*": ("Ben Okoye", "ben@example.org"),
        "Thank you @Anna Berg, that saved the release!": ("Cleo Duarte", "cleo@example.org"),
    }


def test_private_conversations_and_channels_that_were_not_chosen_are_never_read(export: Path) -> None:
    everything = collected(export, "general\nhelp-builds\npay-review\nD0PAIR")

    assert "private" not in repr(found(everything))
    assert "Not a chosen" not in repr(found(everything))
    assert [defect.message for defect in defects(everything)] == [
        "There is no public channel #pay-review in this export.",
        "There is no public channel #d0pair in this export.",
    ]


def test_a_private_channel_among_the_public_ones_is_not_read(tmp_path: Path) -> None:
    members = recorded()
    channels = json.loads(members["channels.json"])
    members["channels.json"] = json.dumps([{**channels[0], "is_private": True}, *channels[1:]]).encode()

    items = collected(zipped(tmp_path, members))

    assert {item.origin for item in items if isinstance(item, Found)} == {"#help-builds"}


def test_an_export_in_one_more_folder_is_read_alike(export: Path, tmp_path: Path) -> None:
    plain = found(collected(export))

    nested = found(collected(zipped(tmp_path, recorded(), top="Example Slack export Nov 2026/")))

    assert nested == plain
    assert len(plain) == 7


def test_a_second_run_brings_nothing_new(export: Path) -> None:
    state = last_state(collected(export))

    assert found(collected(export, state=state)) == []


def test_a_newer_export_brings_what_changed(export: Path, tmp_path: Path) -> None:
    state = last_state(collected(export))
    members = recorded()
    later = json.loads(members["general/2026-11-04.json"])[1] | {"ts": "1796731200.000100", "text": "December"}
    newer = zipped(tmp_path, members | {"general/2026-12-08.json": json.dumps([later]).encode()})

    assert [finding.body for finding in found(collected(newer, state=state))] == ["December"]


@pytest.mark.parametrize("stop", range(1, 12))
def test_a_run_that_was_cut_off_goes_on_to_the_same_end(export: Path, stop: int) -> None:
    whole = {finding.id: finding for finding in found(collected(export))}
    before = [item for item, _ in zip(collector.collect(given(export)), range(stop), strict=False)]

    after = collected(export, state=last_state(before))

    assert {finding.id: finding for finding in [*found(before), *found(after)]} == whole
    assert isinstance(after[-1], Checkpoint)


@pytest.mark.parametrize(
    ("me", "who"),
    [
        (Me(emails=frozenset(("ben@example.org",))), "Ben Okoye"),
        (Me(logins=frozenset(("ben",))), "Ben Okoye"),
        (Me(names=frozenset(("ben okoye",))), "Ben Okoye"),
    ],
)
def test_i_am_known_by_address_login_or_name(export: Path, me: Me, who: str) -> None:
    thanked = [finding.body for finding in found(collected(export, me=me)) if finding.kind == "thanks"]

    assert thanked == [f"@{who} thank you!"]


@pytest.mark.parametrize(
    "me", [Me(), Me(names=frozenset(("anna",)), emails=frozenset(("nna@example.org",))), Me(names=frozenset(("berg",)))]
)
def test_a_part_of_a_name_or_address_is_nobody(tmp_path: Path, me: Me) -> None:
    members = recorded()
    members["users.json"] = members["users.json"].replace(b'"anna"', b'"aberg"')

    with pytest.raises(Refused, match="Nobody in this export"):
        collected(zipped(tmp_path, members), me=me)


def test_two_people_of_one_name_are_not_guessed_apart(tmp_path: Path) -> None:
    members = recorded()
    members["users.json"] = members["users.json"].replace(b"Dan Weiss", b"Anna Berg")

    with pytest.raises(Refused, match="2 people in this export bear the name Anna Berg"):
        collected(zipped(tmp_path, members), me=Me(names=frozenset(("anna berg",))))
    assert found(collected(zipped(tmp_path, members), me=ANNA))


@pytest.mark.parametrize("channels", ["", " \n", "nowhere"])
def test_without_a_channel_nothing_is_read(export: Path, channels: str) -> None:
    with pytest.raises(Refused, match="channel"):
        collected(export, channels)


def test_the_guide_says_what_is_not_read() -> None:
    assert "dms.json" in collector.guide
    assert {setting.name for setting in collector.settings if setting.required} == {"file", "channels"}
