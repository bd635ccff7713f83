"""The log of the year and its impact stories."""

import tomllib
from datetime import date
from typing import Any

from alongside.accounts.models import Member
from alongside.desk.demo.cast import Cast
from alongside.desk.demo.past import Past, lines_of, move_back, text_of
from alongside.evidence import actions as evidence
from alongside.evidence.models import Activity, Entry, Piece
from alongside.sharing.models import Audience


def keep_a_log(cast: Cast, past: Past) -> None:
    for ago, seen_by, line, *more in lines_of("log.txt"):
        day, rest = past.working_day(int(ago)), more[0] if more else ""
        piece = piece_of(cast.anna, rest) if rest.startswith("PAY-") else None
        entry = _made_of(cast.anna, piece, line) if piece else evidence.log(cast.anna, line=line, today=day)
        if seen_by != "me":
            evidence.share(cast.anna, entry=entry, **_readers(cast, seen_by))
        if rest.isdecimal():
            evidence.ease(cast.anna, entry=entry)
            move_back(entry, eased_at=past.at(past.working_day(int(rest)), 15))
        move_back(entry, created_at=past.at(entry.happened_on, 17, 40), edited_at=None)


def _made_of(anna: Member, piece: Piece, line: str) -> Entry:
    """A suggestion that Anna took, in her own words."""
    entry = evidence.accept(anna, piece=piece)
    return evidence.edit(anna, entry=entry, line=line, today=piece.last_on)


def tell_stories(cast: Cast, past: Past) -> None:
    for row in tomllib.loads(text_of("stories.toml"))["story"]:
        entry, piece = entry_beginning(cast.anna, row["entry"]), piece_of(cast.anna, row["ticket"])
        story = evidence.write_story(
            cast.anna,
            told=_told(row, entry.happened_on),
            witnesses=[cast.persons[name] for name in row["witnesses"]],
            entries=[entry],
            pieces=[piece] if piece else [],
        )
        if row["seen_by"] != "me":
            evidence.share_story(cast.anna, story=story, **_readers(cast, row["seen_by"]))
        move_back(story, created_at=past.at(entry.happened_on, 17, 50))


def entry_beginning(anna: Member, words: str) -> Entry:
    return Entry.objects.visible_to(anna).filter(text__startswith=words).earliest("pk")


def piece_of(anna: Member, ticket: str) -> Piece | None:
    """None where there was no git to read the repository with."""
    named = Activity.objects.visible_to(anna).filter(title__startswith=f"{ticket}: ").exclude(piece=None)
    found = named.select_related("piece").first()
    return found.piece if found else None


def _told(row: dict[str, Any], day: date) -> evidence.Told:
    return evidence.Told(row["action"], row["purpose"], row["result"], row["circle"], row["goals"], day)


def _readers(cast: Cast, seen_by: str) -> dict[str, Any]:
    if seen_by == "team":
        return {"audience": Audience.WORKSPACE}
    return {"audience": Audience.NAMED, "with_members": [cast.members[seen_by.capitalize()]]}
