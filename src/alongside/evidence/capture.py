"""The capture grammar: one line, as page, terminal, API, chat and assistants all read it.

    win: cut checkout p95 from 900 ms to 300 ms #checkout @mina !latency yesterday

A kind before the colon (none means note), `@person`, `#topic`, `!goal` (in quotes when they have more than one word), a
date in words, numbers with units. What is not understood stays text. Chips at the end of the sentence, and a date
at its beginning, are taken out of the text that is shown; inside the sentence they stay as words.

The terminal imports this module for every line, so it imports little and compiles patterns when first needed.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from alongside.lib import spoken_dates
from alongside.lib.masked import BLANK, without_code_and_addresses, without_spans

if TYPE_CHECKING:
    from alongside.evidence.metrics import Metric

LONGEST_LINE = 20_000  # the grammar reads more; nobody logs more
LONGEST_SENTENCE = 2000
KINDS = ("win", "challenge", "blocker", "learning", "feedback", "thanks", "note")
_ALIASES = {
    "win": "wins done shipped achievement erfolg geschafft erledigt",
    "challenge": "challenges struggle struggled problem herausforderung schwierig",
    "blocker": "blockers blocked stuck blockiert blockade hindernis",
    "learning": "learnings learned learnt lesson til gelernt erkenntnis",
    "feedback": "praise rückmeldung",
    "thanks": "thank kudos dank danke lob",
    "note": "notes notiz",
}
KIND_BY_WORD = {word: kind for kind, words in _ALIASES.items() for word in (kind, *words.split())}
_SIGILS = {"@": "person", "#": "topic", "!": "goal"}
_SIGN_OF = {kind: sign for sign, kind in _SIGILS.items()}


class NothingTyped(ValueError):
    """There is no sentence in the line."""


class Chip(NamedTuple):
    kind: str  # kind, person, topic, goal, date, metric
    value: str
    start: int  # in the line, in characters
    end: int


class Captured(NamedTuple):
    line: str
    kind: str
    text: str
    topics: tuple[str, ...]
    people: tuple[str, ...]
    goals: tuple[str, ...]
    date: date | None
    metrics: tuple["Metric", ...]  # their spans are places in the line
    chips: tuple[Chip, ...]
    details: str


def parse(line: str, *, today: date) -> Captured:
    """Read one line; of several, the first is the sentence and the others are its details.

    Raises NothingTyped when there is no sentence.
    """
    clean = _clean(line)
    start, end, kind = _sentence(clean)
    sentence, places = _collapsed(clean, start, end)
    masked = without_code_and_addresses(sentence)
    words = _word_chips(masked)
    text, when = _text_and_date(sentence, masked, words, today=today)
    day = [Chip("date", when.day.isoformat(), when.start, when.end)] if when else []
    metrics = _metrics(without_spans(masked, [chip[2:] for chip in (*words, *day)]))
    numbers = [Chip("metric", value, start, end) for value, start, end in _told(metrics)]
    return Captured(
        line=line,
        kind=kind.value if kind else "note",
        text=text,
        topics=_values(words, "topic"),
        people=_values(words, "person"),
        goals=_values(words, "goal"),
        date=when.day if when else None,
        metrics=tuple(each._replace(spans=tuple(_in_line(span, places) for span in each.spans)) for each in metrics),
        chips=_in_order(kind, [*words, *day, *numbers], places),
        details=line[end:].strip("\r\n").rstrip(),
    )


def print_line(captured: Captured) -> str:
    """The line in its one canonical form; reading it gives the same meaning on every later day."""
    kept = _word_chips(without_code_and_addresses(captured.text))
    said = {(chip.kind, match_key(chip.value)) for chip in kept}
    missing = [
        _chip_text(kind, value)
        for kind, values in (("topic", captured.topics), ("person", captured.people), ("goal", captured.goals))
        for value in values
        if (kind, match_key(value)) not in said
    ]
    day = [captured.date.isoformat()] if captured.date else []
    words = [captured.text, *missing, *day]
    if day and not missing and _joins().search(captured.text):
        words = [*day, captured.text]
    sentence = " ".join(words)
    prefix = "" if captured.kind == "note" and not _kind_prefix().match(sentence) else f"{captured.kind}: "
    return prefix + sentence + (f"\n{captured.details}" if captured.details else "")


def meaning(captured: Captured) -> tuple[object, ...]:
    """What a line says, apart from how it was typed: two lines with the same meaning make the same entry."""
    metrics = tuple(metric._replace(spans=()) for metric in captured.metrics)
    return (*captured[1:7], metrics, captured.details)


def match_key(name: str) -> str:
    """The form in which handles, topics and goals are compared."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFC", name)
    return name.casefold()


def _clean(line: str) -> str:
    """The same length: control characters become spaces, marks that hide or turn text become BLANK."""
    return _controls().sub(" ", _marks().sub(BLANK, line)).replace("\r", "\n")


def _sentence(clean: str) -> tuple[int, int, Chip | None]:
    prefix = _kind_prefix().match(clean)
    start = prefix.end() if prefix else len(clean) - len(clean.lstrip(_EMPTY))
    if start == len(clean):
        typed = clean.strip(_EMPTY)
        raise NothingTyped(
            f"Write what happened after “{typed}”." if prefix else "Nothing is typed yet: write one sentence."
        )
    chip = Chip("kind", KIND_BY_WORD[prefix[1].casefold()], prefix.start(1), prefix.end(2)) if prefix else None
    return start, _end_of_sentence(clean, start), chip


def _end_of_sentence(clean: str, start: int) -> int:
    """The end of the line, or of a very long one the last word that fits; what is beyond goes to the details."""
    stop = clean.find("\n", start)
    stop = len(clean) if stop < 0 else stop
    if stop - start <= LONGEST_SENTENCE or _ends_with_printed_day(clean, start, stop):
        return stop
    last_space = clean.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
    return start + LONGEST_SENTENCE if last_space < 0 else last_space


def _ends_with_printed_day(clean: str, start: int, stop: int) -> bool:
    """The day that print_line adds must not make a sentence too long."""
    return stop - start <= LONGEST_SENTENCE + 11 and bool(re.fullmatch(r" \d{4}-\d\d-\d\d", clean[stop - 11 : stop]))


def _collapsed(clean: str, start: int, end: int) -> tuple[str, list[int]]:
    """The sentence with single spaces, and for each of its characters the place in the line."""
    pieces: list[str] = []
    places: list[int] = []
    for found in _runs().finditer(clean, start, end):
        run = found.group()
        piece = run if run.strip(_EMPTY) else " " if run.strip(BLANK) else ""
        pieces.append(piece)
        places += range(found.start(), found.start() + len(piece))
    return "".join(pieces).rstrip(), places


def _word_chips(masked: str) -> list[Chip]:
    chips = []
    for found in _words().finditer(masked):
        kind = _SIGILS[found["sign"]]
        value = " ".join((found["quoted"] or found["bare"]).split())
        if value and (found["quoted"] or _may_be(kind, value)):
            chips.append(Chip(kind, value, *found.span()))
    return chips


def _may_be(kind: str, value: str) -> bool:
    """`#1234` is an issue, `#1a2b3c` a colour, `!5` a merge request: no chips, but text."""
    if kind == "person":
        return True
    colour = kind == "topic" and _colour().fullmatch(value)
    return not colour and any(letter.isalpha() for letter in value)


def _text_and_date(
    sentence: str, masked: str, words: list[Chip], *, today: date
) -> tuple[str, spoken_dates.SpokenDate | None]:
    readable = without_spans(masked, [chip[2:] for chip in words])
    tail, when = _tail(readable, words, today)
    when = when or spoken_dates.find(readable, today=today)
    start = _after_lead(sentence, when.end) if when and when.start == 0 else 0
    stop = tail[0][1] if tail else len(sentence)
    text = sentence[start:stop].rstrip(" ,").lstrip()
    return text or " ".join(sentence[chip.start : chip.end] for chip in words) or sentence.rstrip(
        " ,"
    ) or sentence, when


def _tail(
    readable: str, words: list[Chip], today: date
) -> tuple[list[tuple[str, int]], spoken_dates.SpokenDate | None]:
    """The chips, and one date, with which the sentence ends: kind and start of each, left to right."""
    tail: list[tuple[str, int]] = []
    when = None
    rest = list(words)
    end = _trimmed(readable, len(readable))
    while end:
        if rest and rest[-1].end == end and _stands_apart(readable, rest[-1].start):
            tail.append((rest[-1].kind, rest.pop().start))
        elif not when and (day := _day_at(readable, end, today)):
            when = day
            tail.append(("date", day.start))
        else:
            break
        end = _trimmed(readable, tail[-1][1])
    return _without_what_is_joined(readable[:end], tail[::-1]), when


def _day_at(readable: str, end: int, today: date) -> spoken_dates.SpokenDate | None:
    day = spoken_dates.find_at_end(readable, today=today, end=end)
    return day if day and _stands_apart(readable, day.start) else None


def _stands_apart(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in " ,"


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1] in " ,":
        end -= 1
    return end


def _without_what_is_joined(text: str, tail: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """In "paired with @mina #checkout" the person belongs to the sentence."""
    return tail[1:] if _joins().search(text) else tail


def _after_lead(sentence: str, end: int) -> int:
    """Behind a date at the beginning and its comma or colon; 0 when it hangs on to the next word."""
    end += sentence[end : end + 1] in {",", ":"}
    return end if sentence[end : end + 1] in {"", " "} else 0


def _metrics(readable: str) -> "tuple[Metric, ...]":
    if not _may_have_metrics().search(readable):
        return ()
    from alongside.evidence.metrics import metrics_in  # decimals cost 3 ms, and most lines have no number

    return metrics_in(readable)


def _told(metrics: "tuple[Metric, ...]") -> list[tuple[str, int, int]]:
    if not metrics:
        return []
    from alongside.evidence.metrics import describe

    return [(describe(each), each.spans[0][0], each.spans[-1][1]) for each in metrics]


def _values(chips: Iterable[Chip], kind: str) -> tuple[str, ...]:
    """Each once, in the spelling that came first."""
    values: dict[str, str] = {}
    for chip in chips:
        if chip.kind == kind:
            values.setdefault(match_key(chip.value), chip.value)
    return tuple(values.values())


def _in_order(kind: Chip | None, chips: list[Chip], places: list[int]) -> tuple[Chip, ...]:
    moved = [Chip(chip.kind, chip.value, *_in_line((chip.start, chip.end), places)) for chip in chips]
    return tuple(sorted([*([kind] if kind else []), *moved], key=lambda chip: chip.start))


def _in_line(span: tuple[int, int], places: list[int]) -> tuple[int, int]:
    return places[span[0]], places[span[1] - 1] + 1


def _chip_text(kind: str, value: str) -> str:
    bare = _words().fullmatch(_SIGN_OF[kind] + value)
    return _SIGN_OF[kind] + (value if bare and bare["bare"] == value and _may_be(kind, value) else f'"{value}"')


_EMPTY = " \t\n" + BLANK


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(
        r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\ud800-\udfff]"
    )


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\x00\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(r"[^ \t\n\x00]+|[ \t\x00]+")


@cache
def _kind_prefix() -> re.Pattern[str]:
    return re.compile(rf"[\s\x00]*({'|'.join(KIND_BY_WORD)})[ \t]?([:：])(?!//)[\s\x00]*", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    letters = r"\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
    return re.compile(
        r"(?:(?<=[\s(\[{,;\"'„“‘—–/])|^)(?<!://)(?P<sign>[@#!])"
        r"(?:[\"“„](?P<quoted>[^\"“”„`\n\x00]{1,200})[\"“”](?![\w@#!])"
        rf"|(?P<bare>(?>[{letters}](?:[{letters}.\-]{{0,98}}[{letters}])?))(?![{letters}]|/\w|@\w|\())"
    )


@cache
def _colour() -> re.Pattern[str]:
    return re.compile(r"(?=.*\d)(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:with|for|from|by|to|and|or|of|on|in|at|about|via|thanks|thank|told|asked|helped|the|a|an|our|my|that|is"
        r"|was|than|until|till|til|before|after|since|due|next|every|each|deadline|last|&|\+|mit|für|von|vom|am|an|auf"
        r"|und|oder|bei|zu|über|bis|ab|seit|vor|nach|letzten?):?$",
        re.IGNORECASE,
    )


@cache
def _may_have_metrics() -> re.Pattern[str]:
    return re.compile(r"\d|halv|doubl|tripl|by half|in half|halbiert|verdoppelt", re.IGNORECASE)
