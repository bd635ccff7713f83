"""Every way into the app, with the keys of anna's things. A URL or an operation that is missing here fails a test:
every new noun joins the stranger tests."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import URLPattern, URLResolver, get_resolver

from tests.world import World, occurrence

type Whose = Literal["nobody's", "everybody's", "anna's", "the pair's"]
type Given = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Way:
    """Whose the thing behind it is, its keys in the URL, and what is sent along to change it."""

    whose: Whose
    keys: Given = nothing
    sends: Given = nothing


OPEN: Whose = "nobody's"
EVERYBODYS: Whose = "everybody's"
ANNAS: Whose = "anna's"
PAIRS: Whose = "the pair's"


def key_of(name: str) -> Given:
    return lambda world: {"pk": getattr(world, name).pk}


def words(**given: Any) -> Given:
    return lambda world: given


def version_of(name: str, **given: Any) -> Given:
    return lambda world: {"version": getattr(world, name).version, "text": "Changed words", **given}


def as_read(world: World) -> dict[str, Any]:
    """What is sent to answer an expectation: the words that were read, and others in their place."""
    return {"read": world.expectation.text, "text": "Changed words"}


def apart(world: World) -> dict[str, Any]:
    """What is sent to undo a merge: what the one and the other had been."""
    stood = {"title": "", "dismissed": False, "activities": [], "entries": [], "stories": []}
    return {"stood": json.dumps([stood, {**stood, "activities": [world.activity.pk]}])}


def of_meeting(world: World) -> dict[str, Any]:
    return {"occurrence": occurrence(world), "starts_at": "2026-12-01T10:00"}


POINT, NOTE = key_of("point"), key_of("note")
RHYTHM = words(every="monthly", first_on="2026-11-20", at="11:00", minutes=30, zone="UTC")

ACCOUNTS = {
    "accounts:sign_in": Way(OPEN, words(code="guessed")),
    "accounts:signed_out": Way(OPEN),
    "accounts:sign_out": Way(EVERYBODYS),
}
DESK = {
    "desk:today": Way(EVERYBODYS),
    "desk:delay": Way(EVERYBODYS, sends=words(key="silence:1", days="1")),
    "desk:show_again": Way(EVERYBODYS, sends=lambda w: {"key": f"piece:{w.piece.pk}"}),
    "desk:welcome": Way(EVERYBODYS),
    "desk:reading": Way(PAIRS, key_of("pair")),
    "desk:search": Way(EVERYBODYS),
    "desk:settings": Way(EVERYBODYS),
    "desk:issue_token": Way(EVERYBODYS, sends=words(name="one more")),
    "desk:revoke_token": Way(ANNAS, key_of("token")),
    "desk:export": Way(EVERYBODYS),
}
PEOPLE = {
    "people:people": Way(EVERYBODYS),
    "people:save_rings": Way(EVERYBODYS),
    "people:aim_for": Way(EVERYBODYS, sends=words(role="staff")),
    "people:place": Way(ANNAS, key_of("person"), words(ring="support")),
    "people:add_person": Way(EVERYBODYS, sends=words(name="Somebody New", relation="peer")),
    "people:person": Way(ANNAS, key_of("person")),
    "people:edit_person": Way(ANNAS, key_of("person"), words(name="Changed", relation="other", handle="changed")),
    "people:merge_persons": Way(ANNAS, key_of("person"), lambda w: {"into": w.manager.pk}),
    "people:part_persons": Way(ANNAS, key_of("merge")),
    "people:remove_person": Way(ANNAS, key_of("person")),
    "people:bring_back_person": Way(ANNAS, key_of("removed")),
    "people:gone": Way(EVERYBODYS),
    "people:touch": Way(ANNAS, key_of("person"), words(text="Changed words")),
    "people:touchpoints": Way(ANNAS, key_of("person")),
    "people:untouch": Way(ANNAS, key_of("touchpoint")),
    "people:pauses": Way(EVERYBODYS, sends=words(first_on="2026-12-24")),
    "people:pauses_of": Way(ANNAS, key_of("person"), words(first_on="2026-12-24")),
    "people:end_pause": Way(ANNAS, key_of("pause")),
    "people:strangers": Way(EVERYBODYS),
    "people:add_strangers": Way(EVERYBODYS, sends=lambda w: {"stranger": w.stranger.pk, "relation": "peer"}),
    "people:dismiss_strangers": Way(EVERYBODYS, sends=lambda w: {"stranger": w.stranger.pk}),
    "people:propose_strangers_again": Way(EVERYBODYS, sends=lambda w: {"strangers": w.stranger.pk}),
    "people:say_they_are_two": Way(ANNAS, sends=lambda w: {"one": w.person.pk, "other": w.manager.pk}),
    "people:propose_as_one_again": Way(ANNAS, sends=lambda w: {"one": w.person.pk, "other": w.manager.pk}),
    "people:import_contacts": Way(EVERYBODYS),
    "people:preview_contacts": Way(EVERYBODYS),
    "people:take_contacts": Way(EVERYBODYS),
    "people:leave_contacts": Way(EVERYBODYS),
    "people:address_book": Way(EVERYBODYS),
    "people:go_on_with_address_book": Way(EVERYBODYS),
    "people:forget_address_book": Way(EVERYBODYS),
    "people:take_back_contacts": Way(EVERYBODYS, sends=words(came_at="2026-11-20T12:00:00Z")),
    "people:bring_back_contacts": Way(EVERYBODYS, sends=words(came_at="2026-11-20T12:00:00Z")),
    "people:note_person": Way(ANNAS, key_of("person"), words(about="goals", text="Changed words")),
    "people:expect": Way(ANNAS, key_of("person"), words(text="Changed words")),
    "people:expectations": Way(EVERYBODYS),
    "people:edit_expectation": Way(ANNAS, key_of("own_expectation"), words(text="Changed words")),
    "people:ask_to_confirm": Way(ANNAS, key_of("own_expectation")),
    "people:withdraw_expectation": Way(ANNAS, key_of("own_expectation")),
    "people:record_answer": Way(ANNAS, key_of("own_expectation"), words(state="unclear")),
    "people:expectation": Way(PAIRS, key_of("expectation")),
    "people:confirm_expectation": Way(PAIRS, key_of("expectation"), as_read),
    "people:correct_expectation": Way(PAIRS, key_of("expectation"), as_read),
    "people:drop_expectation": Way(PAIRS, key_of("expectation")),
    "people:restore_expectation": Way(PAIRS, key_of("expectation")),
    "people:add_identity": Way(ANNAS, key_of("person"), words(kind="email", value="new@example.org")),
    "people:move_identity": Way(ANNAS, key_of("identity"), lambda w: {"to": w.manager.pk}),
    "people:remove_identity": Way(ANNAS, key_of("identity")),
}
SOURCES = {
    "sources:sources": Way(EVERYBODYS),
    "sources:add": Way(EVERYBODYS, sends=words(path="/nowhere")),
    "sources:count": Way(EVERYBODYS),
    "sources:folders": Way(EVERYBODYS),
    "sources:identity_proposals": Way(EVERYBODYS),
    "sources:merge_identity": Way(EVERYBODYS, sends=words(kind="email", value="other@example.org")),
    "sources:split_identity": Way(ANNAS, sends=lambda w: {"identity": w.own_identity.pk}),
    "sources:refuse_identity": Way(EVERYBODYS, sends=words(kind="email", value="else@example.org")),
    "sources:propose_identity_again": Way(EVERYBODYS, sends=words(kind="email", value="else@example.org")),
    "sources:cancel": Way(ANNAS, key_of("collection")),
    "sources:connect": Way(EVERYBODYS, words(collector="jrnl"), words(file="")),
    "sources:connection": Way(ANNAS, key_of("connection")),
    "sources:try_connection": Way(ANNAS, key_of("connection")),
    "sources:change_connection": Way(ANNAS, key_of("connection"), words(tags="")),
    "sources:collect_connection": Way(ANNAS, key_of("connection")),
    "sources:forget_connection": Way(ANNAS, key_of("connection")),
    "sources:remember_connection": Way(ANNAS, key_of("connection")),
    "sources:connection_row": Way(ANNAS, key_of("connection")),
    "sources:repository": Way(ANNAS, key_of("repository")),
    "sources:collect": Way(ANNAS, key_of("repository")),
    "sources:forget": Way(ANNAS, key_of("repository")),
    "sources:remember": Way(ANNAS, key_of("repository")),
}
AREA = words(name="Changed", paths="")
KNOWLEDGE = {
    "knowledge:ask": Way(EVERYBODYS),
    "knowledge:add_person": Way(EVERYBODYS, sends=words(name="Somebody Newer", address="newer@example.org")),
    "knowledge:asked": Way(ANNAS, key_of("person"), words(about="pools")),
    "knowledge:areas": Way(EVERYBODYS),
    "knowledge:add_area": Way(EVERYBODYS, sends=words(name="Somewhere", paths="nowhere")),
    "knowledge:area": Way(ANNAS, key_of("area")),
    "knowledge:edit_area": Way(ANNAS, key_of("area"), AREA),
    "knowledge:merge_area": Way(ANNAS, key_of("area"), lambda w: {"into": w.other_area.pk}),
    "knowledge:unmerge_area": Way(ANNAS, key_of("merged_area")),
    "knowledge:split_area": Way(ANNAS, key_of("area"), words(paths="docs/")),
    "knowledge:unsplit_area": Way(ANNAS, key_of("split_area")),
    "knowledge:hide_area": Way(ANNAS, key_of("area")),
    "knowledge:show_area": Way(ANNAS, key_of("area")),
    "knowledge:share_area": Way(ANNAS, key_of("area"), words(audience="workspace")),
    "knowledge:look_at": Way(ANNAS, key_of("area")),
    "knowledge:take_look_back": Way(ANNAS, key_of("area")),
}
STORY = words(action="Changed words", happened_on="2026-11-20")
EVIDENCE = {
    "evidence:log": Way(EVERYBODYS, sends=words(line="win: one more line")),
    "evidence:read": Way(EVERYBODYS),
    "evidence:entry": Way(ANNAS, key_of("entry")),
    "evidence:edit": Way(ANNAS, key_of("entry"), words(line="note: changed words")),
    "evidence:archive": Way(ANNAS, key_of("entry")),
    "evidence:restore": Way(ANNAS, key_of("archived")),
    "evidence:ease": Way(ANNAS, key_of("obstacle")),
    "evidence:unease": Way(ANNAS, key_of("obstacle")),
    "evidence:share": Way(ANNAS, key_of("entry"), words(reader="workspace")),
    "evidence:timeline": Way(EVERYBODYS),
    "evidence:pieces": Way(EVERYBODYS),
    "evidence:merge": Way(EVERYBODYS, sends=lambda w: {"piece": [w.piece.pk, w.other_piece.pk]}),
    "evidence:piece": Way(ANNAS, key_of("piece")),
    "evidence:accept": Way(ANNAS, key_of("other_piece")),
    "evidence:dismiss": Way(ANNAS, key_of("piece")),
    "evidence:bring_back": Way(ANNAS, key_of("piece")),
    "evidence:split": Way(ANNAS, key_of("piece"), lambda w: {"activity": w.activity.pk}),
    "evidence:take_apart": Way(ANNAS, key_of("piece"), apart),
    "evidence:retitle": Way(ANNAS, key_of("piece"), words(title="Changed words")),
    "evidence:stories": Way(EVERYBODYS),
    "evidence:write_story": Way(EVERYBODYS, sends=STORY),
    "evidence:draft_story": Way(ANNAS, sends=lambda w: {"entry": w.entry.pk, "piece": w.piece.pk}),
    "evidence:story": Way(ANNAS, key_of("story")),
    "evidence:edit_story": Way(ANNAS, key_of("story"), STORY),
    "evidence:confirm_story": Way(ANNAS, key_of("story"), words(circle="enabling")),
    "evidence:archive_story": Way(ANNAS, key_of("story")),
    "evidence:restore_story": Way(ANNAS, key_of("story")),
    "evidence:share_story": Way(ANNAS, key_of("story"), words(reader="workspace")),
}
GROWTH = {
    "growth:growth": Way(EVERYBODYS),
    "growth:advocates": Way(EVERYBODYS),
    "growth:seen_by": Way(ANNAS, key_of("person")),
    "growth:dependence": Way(ANNAS, key_of("person")),
    "growth:deciders": Way(EVERYBODYS),
    "growth:add_decider": Way(EVERYBODYS, sends=words(who="boss")),
    "growth:decide": Way(ANNAS, key_of("person")),
    "growth:decide_not": Way(ANNAS, key_of("manager")),
    "growth:topics": Way(EVERYBODYS),
    "growth:choose_topic": Way(EVERYBODYS, sends=words(topic="one more", every_weeks="6")),
    "growth:topic": Way(ANNAS, key_of("known_for")),
    "growth:edit_topic": Way(ANNAS, key_of("known_for"), words(topic="changed", every_weeks="6")),
    "growth:drop_topic": Way(ANNAS, key_of("known_for")),
    "growth:restore_topic": Way(ANNAS, key_of("known_for")),
    "growth:support": Way(EVERYBODYS),
    "growth:add_need": Way(EVERYBODYS, sends=words(text="One more")),
    "growth:edit_need": Way(ANNAS, key_of("need"), words(text="Changed words")),
    "growth:get_help": Way(ANNAS, key_of("need"), words(who="boss")),
    "growth:get_no_help": Way(ANNAS, key_of("need"), words(who="boss")),
    "growth:drop_need": Way(ANNAS, key_of("need")),
    "growth:restore_need": Way(ANNAS, key_of("need")),
    "growth:steps": Way(EVERYBODYS),
    "growth:plan_steps": Way(EVERYBODYS),
    "growth:allow_steps": Way(EVERYBODYS, sends=words(kind="host")),
    "growth:finish_step": Way(ANNAS, key_of("step")),
    "growth:put_off_step": Way(ANNAS, key_of("step")),
    "growth:refuse_step": Way(ANNAS, key_of("step")),
    "growth:reopen_step": Way(ANNAS, key_of("step")),
}
_SAID = words(text="Changed words", line="update: changed words", audience="both")
ONE_ON_ONES = {
    "one_on_ones:one_on_ones": Way(EVERYBODYS),
    "one_on_ones:pair_up": Way(
        EVERYBODYS, sends=lambda w: {"person": w.person.pk, "name": "Somebody New", **RHYTHM(w)}
    ),
    "one_on_ones:with_person": Way(ANNAS, key_of("manager")),
    "one_on_ones:raise_with": Way(ANNAS, key_of("manager"), words(text="Changed words", kind="question")),
    "one_on_ones:brief": Way(ANNAS, key_of("manager")),
    "one_on_ones:read_calendar": Way(EVERYBODYS),
    "one_on_ones:take_meetings": Way(EVERYBODYS, sends=words(offer="forged")),
    "one_on_ones:read_point": Way(EVERYBODYS),
    "one_on_ones:questions": Way(EVERYBODYS, sends=words(text="How are you?", situation="any", side="report")),
    "one_on_ones:open_bank": Way(EVERYBODYS),
    "one_on_ones:edit_question": Way(ANNAS, key_of("question"), words(text="Changed words")),
    "one_on_ones:retire_question": Way(ANNAS, key_of("question")),
    "one_on_ones:restore_question": Way(ANNAS, key_of("retired")),
    "one_on_ones:agenda": Way(PAIRS, key_of("pair")),
    "one_on_ones:prepare": Way(PAIRS, key_of("pair")),
    "one_on_ones:put_on_agenda": Way(PAIRS, key_of("pair"), lambda w: {"key": f"entry:{w.entry.pk}"}),
    "one_on_ones:dismiss": Way(PAIRS, key_of("pair"), lambda w: {"key": f"entry:{w.entry.pk}"}),
    "one_on_ones:bring_back": Way(PAIRS, key_of("pair"), lambda w: {"key": f"piece:{w.piece.pk}"}),
    "one_on_ones:history": Way(PAIRS, key_of("pair")),
    "one_on_ones:change_rhythm": Way(PAIRS, key_of("pair"), RHYTHM),
    "one_on_ones:archive": Way(PAIRS, key_of("pair")),
    "one_on_ones:restore": Way(PAIRS, key_of("pair")),
    "one_on_ones:bring_in": Way(PAIRS, key_of("pair")),
    "one_on_ones:export": Way(PAIRS, key_of("pair")),
    "one_on_ones:import_document": Way(
        PAIRS, key_of("pair"), words(text="# 2026-11-02\n\n- update: imported", keep="1")
    ),
    "one_on_ones:add_point": Way(PAIRS, key_of("pair"), _SAID),
    "one_on_ones:write_note": Way(PAIRS, key_of("pair"), _SAID),
    "one_on_ones:make_promise": Way(PAIRS, key_of("pair"), _SAID),
    "one_on_ones:plan": Way(PAIRS, key_of("pair"), of_meeting),
    "one_on_ones:hold": Way(PAIRS, key_of("pair"), of_meeting),
    "one_on_ones:skip": Way(PAIRS, key_of("pair"), of_meeting),
    "one_on_ones:cancel": Way(PAIRS, key_of("pair"), of_meeting),
    "one_on_ones:move": Way(PAIRS, key_of("pair"), of_meeting),
    "one_on_ones:plan_again": Way(PAIRS, key_of("meeting")),
    "one_on_ones:edit_point": Way(PAIRS, POINT, version_of("point")),
    "one_on_ones:answer": Way(PAIRS, POINT, version_of("point")),
    "one_on_ones:mark_done": Way(PAIRS, POINT),
    "one_on_ones:drop_point": Way(PAIRS, POINT),
    "one_on_ones:reopen_point": Way(PAIRS, POINT),
    "one_on_ones:move_point": Way(PAIRS, POINT, words(by="-1")),
    "one_on_ones:share_point": Way(PAIRS, POINT),
    "one_on_ones:withdraw_point": Way(PAIRS, POINT),
    "one_on_ones:edit_note": Way(PAIRS, NOTE, version_of("note")),
    "one_on_ones:remove_note": Way(PAIRS, NOTE),
    "one_on_ones:restore_note": Way(PAIRS, NOTE),
    "one_on_ones:edit_promise": Way(PAIRS, key_of("promise"), version_of("promise")),
    "one_on_ones:keep_promise": Way(PAIRS, key_of("promise")),
    "one_on_ones:drop_promise": Way(PAIRS, key_of("promise")),
    "one_on_ones:reopen_promise": Way(PAIRS, key_of("promise")),
}
PAGES: dict[str, Way] = {**ACCOUNTS, **DESK, **PEOPLE, **SOURCES, **KNOWLEDGE, **EVIDENCE, **GROWTH, **ONE_ON_ONES}

OWN = {POINT: key_of("own_point"), NOTE: key_of("own_note")}
ALONE: dict[str, Way] = {name: Way(ANNAS, OWN[way.keys], way.sends) for name, way in PAGES.items() if way.keys in OWN}
"""The same pages with what anna wrote in the pair for herself alone."""


def url_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield f"{space}{entry.name}"
        else:
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
