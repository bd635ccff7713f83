"""`alongside touch`: "we talked", as quick as `log`: safe on the disk at once, delivered with what runs next.

It loads no Django, no Typer and no HTTP."""

import os
import sys
from datetime import date, datetime
from typing import NamedTuple, NoReturn

from alongside.cli.saying import note, print_json, say
from alongside.client import outbox, token
from alongside.project.home import home

USAGE = """\
Usage: alongside touch [--on DAY] [--json] PERSON... [WORD]...

Note that you talked with somebody, and what about.

  alongside touch @manager "coffee, spoke about billing"
  alongside touch @mina @tom --on yesterday lunch

PERSON is @handle, several in a row, or one name in quotes; @manager is your manager. Somebody new appears by themself.
--on DAY is 2026-11-20 or in words; -- ends the options.
"""
_LATER = "Nothing is set up here yet: it is kept and joins your contacts as soon as `alongside init` has run."
_LONGEST = 300


class _Asked(NamedTuple):
    people: list[str]
    text: str
    on: date
    as_json: bool


class _Stop(Exception):
    """Said already: end with this code."""

    def __init__(self, code: int) -> None:
        self.code = code


def main(arguments: list[str]) -> int:
    try:
        asked = _asked(arguments)
        keys = _keep(asked)
        _show(asked, keys)
    except _Stop as stop:
        return stop.code
    return 0


def _asked(arguments: list[str]) -> _Asked:
    words: list[str] = []
    on, as_json = "today", False
    rest = iter(arguments)
    for word in rest:
        if word == "--":
            words += rest
        elif word == "--json":
            as_json = True
        elif word in ("--help", "-h"):
            sys.stdout.write(USAGE)
            raise _Stop(0)
        elif word == "--on" or word.startswith("--on="):
            on = word[5:] or next(rest, "")
        elif word[:2] == "--" and word[2:3].isalpha():
            _misused(f"There is no option {word}. If it belongs to what you say, write -- before it.")
        else:
            words.append(word)
    people, text = _people(words)
    return _Asked(people, text, _day(on), as_json)


def _people(words: list[str]) -> tuple[list[str], str]:
    """Every word with @ at the beginning is one; without any, the first word is."""
    signed = 0
    while signed < len(words) and words[signed][:1] == "@" and words[signed].strip("@ "):
        signed += 1
    number = signed or 1
    people, text = words[:number], " ".join(" ".join(words[number:]).split())
    if not people or not people[0].strip("@ "):
        _misused("Say with whom: @handle, or a name in quotes.")
    if len(text) > _LONGEST:
        _misused(f"What you spoke about has up to {_LONGEST} characters here. Log the rest: alongside log …")
    return people, text


def _day(told: str) -> date:
    today = datetime.now().astimezone().date()
    if told == "today":
        return today
    from alongside.lib import spoken_dates

    found = spoken_dates.find(told.strip(), today=today)
    if found is None or (found.start, found.end) != (0, len(told.strip())):
        _misused(f"“{told}” is no date. Write it like 2026-11-20, or yesterday.")
    if found.day > today:
        _misused("This is still to come. Note it when you have talked.")
    return found.day


def _keep(asked: _Asked) -> list[str]:
    folder = outbox.folder_of(home(), os.environ.get("ALONGSIDE_URL"))
    today = datetime.now().astimezone().date().isoformat()
    try:
        return [
            outbox.put(
                folder,
                f"touch {person} {asked.text}".rstrip(),
                today=today,
                verb="touch",
                to=person,
                text=asked.text,
                on=asked.on.isoformat(),
            )
            for person in asked.people
        ]
    except outbox.NotKept as error:
        note(str(error))
        if asked.as_json:
            detail = str(error)
            print_json({"type": "about:blank", "title": "Not kept", "status": 507, "detail": detail, "kept": False})
        raise _Stop(1) from error


def _show(asked: _Asked, keys: list[str]) -> None:
    if not os.environ.get("ALONGSIDE_URL") and token.read(home()) is None:
        note(_LATER)
    if asked.as_json:
        told = {"kept": True, "people": asked.people, "text": asked.text, "on": asked.on.isoformat(), "keys": keys}
        print_json(told)
    else:
        about = f": {asked.text}" if asked.text else ""
        say(f"Kept: you talked with {' and '.join(asked.people)}{about}\n  {asked.on}")


def _misused(sentence: str) -> NoReturn:
    note(f"{sentence}\n\n{USAGE.splitlines()[0]}")
    raise _Stop(2)
