"""Every operation of the API, with the keys of anna's things. One that is missing here fails a test."""

from typing import Any

from tests.ways import ANNAS, EVERYBODYS, OPEN, PAIRS, Given, Way, Whose, as_read, nothing, words
from tests.world import World, occurrence


def of(whose: Whose, thing: str, sends: Given = nothing, key: str = "") -> Way:
    """`of(ANNAS, "entry")` fills `{entry_id}` with anna's entry; `key` names it where the thing is called otherwise."""
    return Way(whose, lambda world: {f"{key or thing}_id": getattr(world, thing).pk}, sends)


def anna(thing: str, sends: Given = nothing, key: str = "") -> Way:
    return of(ANNAS, thing, sends, key)


def pair(thing: str = "pair", sends: Given = nothing, key: str = "") -> Way:
    return of(PAIRS, thing, sends, key)


def new(thing: str) -> Given:
    """What is sent to change words that have a version."""
    return lambda world: {"text": "Changed words", "version": getattr(world, thing).version}


def by_one(world: World) -> dict[str, Any]:
    return {"by": 1}


def meeting(world: World) -> dict[str, Any]:
    return {"occurrence": occurrence(world)}


def moved(world: World) -> dict[str, Any]:
    return {**meeting(world), "starts_at": "2026-12-01T10:00:00Z"}


RHYTHM = words(every="monthly", first_on="2026-11-20", at="11:00", minutes=30, zone="UTC")
STORY = words(action="Changed words", purpose="", result="")
TEXT = words(text="Changed words")


def entry_line(world: World) -> dict[str, Any]:
    return {"key": f"entry:{world.entry.pk}"}


ACCOUNT = {
    "GET /api/health": Way(OPEN),
    "GET /api/me": Way(EVERYBODYS),
    "GET /api/tokens": Way(EVERYBODYS),
    "POST /api/tokens": Way(EVERYBODYS, sends=words(name="one more")),
    "POST /api/tokens/{token_id}/revoke": anna("token"),
    "GET /api/today": Way(EVERYBODYS),
    "GET /api/search": Way(EVERYBODYS, sends=words(q="zanzibar")),
    "GET /api/export": Way(EVERYBODYS),
}
PEOPLE = {
    "GET /api/persons": Way(EVERYBODYS),
    "POST /api/persons": Way(EVERYBODYS, sends=words(name="Somebody New")),
    "GET /api/rings": Way(EVERYBODYS),
    "GET /api/circles": Way(EVERYBODYS),
    "GET /api/aim": Way(EVERYBODYS),
    "PUT /api/aim": Way(EVERYBODYS, sends=words(role="staff")),
    "POST /api/persons/{person_id}/place": anna("person", words(ring="support")),
    "GET /api/standings": Way(EVERYBODYS),
    "GET /api/touchpoints": Way(EVERYBODYS),
    "POST /api/touchpoints": Way(ANNAS, sends=lambda w: {"person": w.person.pk, "text": "Changed words"}),
    "DELETE /api/touchpoints/{touchpoint_id}": anna("touchpoint"),
    "GET /api/pauses": Way(EVERYBODYS),
    "POST /api/pauses": Way(ANNAS, sends=lambda w: {"person": w.person.pk, "first_on": "2026-12-24"}),
    "DELETE /api/pauses/{pause_id}": anna("pause"),
    "GET /api/strangers": Way(EVERYBODYS),
    "GET /api/same-persons": Way(EVERYBODYS),
    "POST /api/same-persons/dismiss": Way(ANNAS, sends=lambda w: {"persons": [w.person.pk, w.manager.pk]}),
    "POST /api/same-persons/propose-again": Way(ANNAS, sends=lambda w: {"persons": [w.person.pk, w.manager.pk]}),
    "POST /api/strangers/add": Way(ANNAS, sends=lambda w: {"ids": [w.stranger.pk]}),
    "POST /api/strangers/dismiss": Way(ANNAS, sends=lambda w: {"ids": [w.stranger.pk]}),
    "POST /api/strangers/propose-again": Way(ANNAS, sends=lambda w: {"ids": [w.stranger.pk]}),
    "POST /api/persons/import": Way(EVERYBODYS, sends=words(items=[{"name": "Somebody New"}])),
    "POST /api/persons/import/take-back": Way(EVERYBODYS, sends=words(came_at="2026-11-20T12:00:00Z")),
    "POST /api/persons/import/bring-back": Way(EVERYBODYS, sends=words(came_at="2026-11-20T12:00:00Z")),
    "GET /api/merges": Way(EVERYBODYS),
    "POST /api/merges/{merge_id}/part": anna("merge"),
    "POST /api/persons/{person_id}/remove": anna("person"),
    "POST /api/persons/{person_id}/bring-back": anna("removed", key="person"),
    "GET /api/persons/find": Way(EVERYBODYS, sends=words(text="boss")),
    "GET /api/persons/{person_id}": anna("person"),
    "PATCH /api/persons/{person_id}": anna("person", words(name="Changed")),
    "GET /api/persons/{person_id}/known": anna("person"),
    "PUT /api/persons/{person_id}/known/{about}": Way(
        ANNAS, lambda w: {"person_id": w.person.pk, "about": "goals"}, words(text="Changed words")
    ),
    "GET /api/persons/{person_id}/expectations": anna("person"),
    "POST /api/persons/{person_id}/expectations": anna("person", words(text="Changed words")),
    "GET /api/expectations": Way(EVERYBODYS),
    "PATCH /api/expectations/{expectation_id}": anna("own_expectation", words(text="Changed words"), "expectation"),
    "POST /api/expectations/{expectation_id}/ask": anna("own_expectation", key="expectation"),
    "POST /api/expectations/{expectation_id}/withdraw": anna("own_expectation", key="expectation"),
    "POST /api/expectations/{expectation_id}/answer": anna("own_expectation", words(state="unclear"), "expectation"),
    "GET /api/expectations/{expectation_id}": pair("expectation"),
    "POST /api/expectations/{expectation_id}/confirm": pair("expectation", as_read),
    "POST /api/expectations/{expectation_id}/correct": pair("expectation", as_read),
    "POST /api/expectations/{expectation_id}/drop": pair("expectation"),
    "POST /api/expectations/{expectation_id}/restore": pair("expectation"),
    "GET /api/persons/{person_id}/between": anna("manager", key="person"),
    "POST /api/persons/{person_id}/raise": anna("manager", words(text="Changed words"), "person"),
    "GET /api/persons/{person_id}/brief": anna("manager", key="person"),
    "POST /api/persons/{person_id}/merge": anna("person", lambda w: {"into": w.manager.pk}),
    "GET /api/identities": Way(EVERYBODYS),
    "POST /api/identities": Way(
        ANNAS, sends=lambda w: {"kind": "email", "value": "new@example.org", "person_id": w.person.pk}
    ),
    "GET /api/identities/proposals": Way(EVERYBODYS),
    "POST /api/identities/refuse": Way(EVERYBODYS, sends=words(kind="email", value="else@example.org")),
    "PATCH /api/identities/{identity_id}": anna("identity", lambda w: {"person_id": w.manager.pk}),
    "DELETE /api/identities/{identity_id}": anna("identity"),
}
KNOWLEDGE = {
    "GET /api/ask": Way(EVERYBODYS, sends=words(words="zanzibar")),
    "GET /api/areas": Way(EVERYBODYS),
    "POST /api/areas": Way(EVERYBODYS, sends=words(name="Somewhere")),
    "GET /api/areas/{area_id}": anna("area"),
    "PATCH /api/areas/{area_id}": anna("area", words(name="Changed")),
    "GET /api/areas/{area_id}/knowers": anna("area"),
    "POST /api/areas/{area_id}/merge": anna("area", lambda w: {"into": w.other_area.pk}),
    "POST /api/areas/{area_id}/unmerge": Way(ANNAS, lambda w: {"area_id": w.merged_area.pk}),
    "POST /api/areas/{area_id}/split": anna("area", words(paths=["docs/"])),
    "POST /api/areas/{area_id}/unsplit": Way(ANNAS, lambda w: {"area_id": w.split_area.pk}),
    "POST /api/areas/{area_id}/hide": anna("area"),
    "POST /api/areas/{area_id}/show": anna("area"),
    "POST /api/areas/{area_id}/share": anna("area", words(audience="workspace")),
    "POST /api/areas/{area_id}/look": anna("area"),
}
EVIDENCE = {
    "GET /api/entries": Way(EVERYBODYS, sends=words(q="zanzibar")),
    "POST /api/entries": Way(EVERYBODYS, sends=words(line="win: one more line")),
    "POST /api/read": Way(EVERYBODYS, sends=words(line="win: one more line")),
    "GET /api/entries/{entry_id}": anna("entry"),
    "PATCH /api/entries/{entry_id}": anna("entry", words(line="note: changed words")),
    "POST /api/entries/{entry_id}/archive": anna("entry"),
    "POST /api/entries/{entry_id}/restore": anna("archived", key="entry"),
    "POST /api/entries/{entry_id}/ease": anna("obstacle", key="entry"),
    "POST /api/entries/{entry_id}/unease": anna("obstacle", key="entry"),
    "POST /api/entries/{entry_id}/share": anna("entry", words(audience="workspace")),
    "POST /api/entries/{entry_id}/withdraw": anna("entry"),
    "GET /api/activities": Way(EVERYBODYS),
    "GET /api/pieces": Way(EVERYBODYS),
    "POST /api/pieces/find": Way(EVERYBODYS),
    "POST /api/pieces/merge": Way(ANNAS, sends=lambda w: {"pieces": [w.piece.pk, w.other_piece.pk]}),
    "GET /api/pieces/{piece_id}": anna("piece"),
    "POST /api/pieces/{piece_id}/accept": anna("other_piece", words(kind="win"), key="piece"),
    "POST /api/pieces/{piece_id}/dismiss": anna("piece"),
    "POST /api/pieces/{piece_id}/bring-back": anna("piece"),
    "POST /api/pieces/{piece_id}/split": anna("piece", lambda w: {"activities": [w.activity.pk]}),
    "POST /api/pieces/{piece_id}/retitle": anna("piece", words(title="Changed words")),
    "GET /api/stories": Way(EVERYBODYS),
    "POST /api/stories": Way(ANNAS, sends=lambda w: {"action": "Changed words", "entries": [w.entry.pk]}),
    "POST /api/stories/draft": Way(ANNAS, sends=lambda w: {"entry": w.entry.pk}),
    "GET /api/stories/circles": Way(EVERYBODYS),
    "GET /api/stories/{story_id}": anna("story"),
    "PATCH /api/stories/{story_id}": anna("story", STORY),
    "POST /api/stories/{story_id}/confirm": anna("story", words(circle="enabling")),
    "GET /api/stories/{story_id}/lint": anna("story"),
    "GET /api/stories/{story_id}/text": anna("story"),
    "POST /api/stories/{story_id}/archive": anna("story"),
    "POST /api/stories/{story_id}/restore": anna("story"),
    "POST /api/stories/{story_id}/share": anna("story", words(audience="workspace")),
    "POST /api/stories/{story_id}/withdraw": anna("story"),
}
SOURCES = {
    "GET /api/repositories": Way(EVERYBODYS),
    "POST /api/repositories": Way(EVERYBODYS, sends=words(path="/nowhere")),
    "POST /api/repositories/{repository_id}/forget": anna("repository"),
    "POST /api/repositories/{repository_id}/remember": anna("repository"),
    "GET /api/sources": Way(EVERYBODYS),
    "POST /api/sources/{name}/try": Way(EVERYBODYS, words(name="jrnl"), words(answers={"file": "/nowhere"})),
    "GET /api/connections": Way(EVERYBODYS),
    "POST /api/connections": Way(EVERYBODYS, sends=words(collector="jrnl", answers={"file": "/nowhere"})),
    "PATCH /api/connections/{connection_id}": anna("connection", words(answers={"tags": "one"})),
    "POST /api/connections/{connection_id}/try": anna("connection"),
    "POST /api/connections/{connection_id}/collect": anna("connection"),
    "GET /api/connections/{connection_id}/brought": anna("connection"),
    "POST /api/connections/{connection_id}/forget": anna("connection"),
    "POST /api/connections/{connection_id}/remember": anna("connection"),
    "GET /api/counted": Way(EVERYBODYS, sends=words(since="2025-01-01", until="2026-12-31")),
    "GET /api/highlights": Way(EVERYBODYS, sends=words(since="2025-01-01", until="2026-12-31")),
    "POST /api/collections": Way(EVERYBODYS, sends=words(source="git", path="/nowhere")),
    "GET /api/collections/{collection_id}": anna("collection"),
    "POST /api/collections/{collection_id}/cancel": anna("collection"),
}
DECIDERS, TOPIC, NEED = "/api/growth/decision-makers", "/api/growth/topics/{topic_id}", "/api/growth/needs/{need_id}"
GROWTH = {
    "GET /api/growth/advocates": Way(EVERYBODYS),
    f"GET {DECIDERS}": Way(EVERYBODYS),
    f"POST {DECIDERS}/{{person_id}}/decide": anna("person"),
    f"POST {DECIDERS}/{{person_id}}/decide-not": anna("manager", key="person"),
    "GET /api/growth/persons/{person_id}/seen": anna("person"),
    "GET /api/growth/persons/{person_id}/dependence": anna("person"),
    "GET /api/growth/topics": Way(EVERYBODYS),
    "POST /api/growth/topics": Way(EVERYBODYS, sends=words(topic="one more")),
    f"PATCH {TOPIC}": anna("known_for", words(every_weeks=8), key="topic"),
    f"POST {TOPIC}/drop": anna("known_for", key="topic"),
    f"POST {TOPIC}/restore": anna("known_for", key="topic"),
    "GET /api/steps": Way(EVERYBODYS),
    "POST /api/steps/plan": Way(EVERYBODYS),
    "POST /api/steps/{step_id}/done": anna("step"),
    "POST /api/steps/{step_id}/later": anna("step"),
    "POST /api/steps/{step_id}/never": anna("step"),
    "POST /api/steps/{step_id}/reopen": anna("step"),
    "GET /api/growth/needs": Way(EVERYBODYS),
    "POST /api/growth/needs": Way(ANNAS, sends=lambda w: {"text": "One more", "helped_by": [w.person.pk]}),
    f"PATCH {NEED}": anna("need", words(text="Changed words")),
    f"POST {NEED}/get-help": anna("need", lambda w: {"person": w.manager.pk}),
    f"POST {NEED}/get-no-help": anna("need", lambda w: {"person": w.person.pk}),
    f"POST {NEED}/drop": anna("need"),
    f"POST {NEED}/restore": anna("need"),
}
PAIR = "/api/pairs/{pair_id}"
ONE_ON_ONES = {
    "GET /api/pairs": Way(EVERYBODYS),
    "POST /api/pairs": Way(ANNAS, sends=lambda w: {"person": w.person.pk, **RHYTHM(w)}),
    f"GET {PAIR}": pair(),
    f"PUT {PAIR}/rhythm": pair(sends=RHYTHM),
    f"POST {PAIR}/archive": pair(),
    f"POST {PAIR}/restore": pair(),
    f"POST {PAIR}/bring-in": pair(),
    f"GET {PAIR}/agenda": pair(),
    f"GET {PAIR}/preparation": pair(),
    f"GET {PAIR}/preparation.md": pair(),
    f"POST {PAIR}/preparation/put-on-agenda": pair(sends=entry_line),
    f"POST {PAIR}/preparation/dismiss": pair(sends=entry_line),
    f"POST {PAIR}/preparation/bring-back": pair(sends=entry_line),
    f"GET {PAIR}/points": pair(),
    f"POST {PAIR}/points": pair(sends=words(line="update: changed words")),
    f"GET {PAIR}/notes": pair(),
    f"POST {PAIR}/notes": pair(sends=words(text="Changed words", audience="both")),
    f"GET {PAIR}/promises": pair(),
    f"POST {PAIR}/promises": pair(sends=TEXT),
    f"GET {PAIR}/meetings": pair(),
    f"POST {PAIR}/meetings": pair(sends=words(starts_at="2026-12-01T10:00:00Z")),
    f"POST {PAIR}/meetings/hold": pair(sends=meeting),
    f"POST {PAIR}/meetings/skip": pair(sends=meeting),
    f"POST {PAIR}/meetings/cancel": pair(sends=meeting),
    f"POST {PAIR}/meetings/move": pair(sends=moved),
    "POST /api/meetings/{meeting_id}/plan-again": pair("meeting"),
    "PATCH /api/points/{point_id}": pair("point", new("point")),
    "PUT /api/points/{point_id}/answer": pair("point", new("point")),
    "POST /api/points/{point_id}/done": pair("point"),
    "POST /api/points/{point_id}/drop": pair("point"),
    "POST /api/points/{point_id}/reopen": pair("point"),
    "POST /api/points/{point_id}/share": pair("point"),
    "POST /api/points/{point_id}/withdraw": pair("point"),
    "POST /api/points/{point_id}/move": pair("point", by_one),
    "PATCH /api/notes/{note_id}": pair("note", new("note")),
    "POST /api/notes/{note_id}/remove": pair("note"),
    "POST /api/notes/{note_id}/restore": pair("note"),
    "PATCH /api/promises/{promise_id}": pair("promise", new("promise")),
    "POST /api/promises/{promise_id}/keep": pair("promise"),
    "POST /api/promises/{promise_id}/drop": pair("promise"),
    "POST /api/promises/{promise_id}/reopen": pair("promise"),
    "GET /api/questions": Way(EVERYBODYS),
    "POST /api/questions": Way(EVERYBODYS, sends=words(text="How are you?")),
    "POST /api/questions/open": Way(EVERYBODYS),
    "PATCH /api/questions/{question_id}": anna("question", TEXT),
    "POST /api/questions/{question_id}/retire": anna("question"),
    "POST /api/questions/{question_id}/restore": anna("retired", key="question"),
    f"POST {PAIR}/ask": Way(ANNAS, lambda w: {"pair_id": w.pair.pk}, lambda w: {"question": w.question.pk}),
    f"GET {PAIR}/search": pair(sends=words(q="zanzibar")),
    f"GET {PAIR}/history": pair(),
    f"GET {PAIR}/export": pair(),
    f"POST {PAIR}/import": pair(sends=words(text="# 2026-11-02\n\n- update: imported\n")),
    "POST /api/pairs/calendar": Way(EVERYBODYS, sends=words(text="BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")),
}
ROOMS = {
    "account": ACCOUNT,
    "people": PEOPLE,
    "evidence": EVIDENCE,
    "sources": SOURCES,
    "knowledge": KNOWLEDGE,
    "growth": GROWTH,
    "one_on_ones": ONE_ON_ONES,
}
OPERATIONS: dict[str, Way] = {name: way for room in ROOMS.values() for name, way in room.items()}

ALONE_OPERATIONS: dict[str, Way] = {
    operation: anna(f"own_{noun}", by_one if operation.endswith("/move") else new(f"own_{noun}"), key=noun)
    for noun in ("point", "note")
    for operation in ONE_ON_ONES
    if f"{{{noun}_id}}" in operation
}
"""The same operations on what anna wrote in the pair for herself alone."""
