"""`alongside touch`: "we talked", as quick as `log`: safe on the disk at once, delivered with what runs next.

It loads no Django, no Typer and no HTTP."""

from datetime import date, datetime

from alongside.cli.at_once import NotUnderstood, Typed, ended, keep, say_when_it_waits
from alongside.cli.saying import print_json, say

USAGE = """\
Usage: alongside touch [--on DAY] [--json] PERSON... [WORD]...

Note that you talked with somebody, and what about.

  alongside touch @manager "coffee, spoke about billing"
  alongside touch @mina @tom --on yesterday lunch
  alongside touch "Mina Okafor" lunch

PERSON is @handle, several in a row, or one whole name in quotes; @manager is your manager. Somebody new appears by
themself. --on DAY is 2026-11-20 or in words; -- ends the options.
"""
_LATER = "Nothing is set up here yet: it is kept and joins your touchpoints as soon as `alongside init` has run."
_LONGEST = 300
_LONGEST_NAME = 120
_FIRST_YEAR = 1970


def main(arguments: list[str]) -> int:
    return ended(_touch, arguments, usage=USAGE, options=("--on",))


def _touch(typed: Typed) -> None:
    people, text = _people(typed.words)
    on = _day(typed.options.get("--on", "today")).isoformat()
    keys = [_keep(person, text, on=on, as_json=typed.as_json) for person in people]
    say_when_it_waits(_LATER)
    if typed.as_json:
        print_json({"kept": True, "people": people, "text": text, "on": on, "keys": keys})
    else:
        say(f"Kept: you talked with {' and '.join(people)}{f': {text}' if text else ''}\n  {on}")


def _people(words: list[str]) -> tuple[list[str], str]:
    """Every word with @ at the beginning is one; without any, the first word is, when it is a whole name."""
    signed = 0
    while signed < len(words) and words[signed][:1] == "@" and words[signed].strip("@ "):
        signed += 1
    number = signed or 1
    people, text = [word.strip() for word in words[:number]], " ".join(" ".join(words[number:]).split())
    if not people or not people[0].strip("@ "):
        raise NotUnderstood("Say with whom: @handle, or a whole name in quotes.")
    if not signed:
        _need_a_whole_name(people[0])
    if any(len(person) > _LONGEST_NAME for person in people):
        raise NotUnderstood(f"A name has up to {_LONGEST_NAME} characters. What you spoke about stands after it.")
    if len(text) > _LONGEST:
        raise NotUnderstood(f"What you spoke about has up to {_LONGEST} characters here. Log the rest: alongside log …")
    return people, text


def _need_a_whole_name(word: str) -> None:
    """Who is known cannot be looked up in time, so that one bare word may well be a slip, and would become a person."""
    if len(word.split()) < 2:
        raise NotUnderstood(
            f"“{word}” could be anything: it is not kept. Write @{word} for somebody, known or new, or a whole name in "
            'quotes: "Mina Okafor".'
        )


def _day(told: str) -> date:
    today = datetime.now().astimezone().date()
    if told == "today":
        return today
    from alongside.lib import spoken_dates

    found = spoken_dates.find(told.strip(), today=today)
    if found is None or (found.start, found.end) != (0, len(told.strip())):
        raise NotUnderstood(f"“{told}” is no date. Write it like 2026-11-20, or yesterday.")
    if found.day > today:
        raise NotUnderstood("This is still to come. Note it when you have talked.")
    if found.day.year < _FIRST_YEAR:
        raise NotUnderstood(f"This is before {_FIRST_YEAR}. Look at the year.")
    return found.day


def _keep(person: str, text: str, *, on: str, as_json: bool) -> str:
    today = datetime.now().astimezone().date().isoformat()
    line = f"touch {person} {text}".rstrip()
    return keep(line, today=today, as_json=as_json, verb="touch", to=person, text=text, on=on)
