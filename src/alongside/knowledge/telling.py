"""The reasons of the ranking as sentences: nothing is told that did not count, nothing that counted is kept back."""

from collections.abc import Iterable, Sequence
from datetime import date

from alongside.knowledge.asking import Signal
from alongside.lib.wording import counted, listed
from alongside.lib.wording import day as called

_DONE = {
    Signal.REVIEWED: "reviewed",
    Signal.WROTE: "wrote",
    Signal.REVIEWED_ALIKE: "reviewed",
    Signal.WROTE_ALIKE: "wrote",
}
_SURE = ((0.5, "very likely"), (0.25, "likely"), (0.1, "perhaps"))
_AROUND, _LONG = 60, 365


def sentence(signal: Signal, place: str, times: int, last: str, words: Iterable[str] = ()) -> str:
    """`place` as people write it, "" for everything; `last` when it was, "" where that is said already. `words` led to
    the place."""
    told = f", last {last}" if last else ""
    if signal is Signal.USUAL:
        return f"reviewed {_changes(times)} of yours{told}"
    elif signal is Signal.LATELY:
        return f"read your work {last}"
    elif signal is Signal.ACTIVE:
        return f"reviews these weeks{told}"
    elif signal is Signal.BUSY:
        return "many knock at this door already, which counts against it"
    elif signal in (Signal.REVIEWED_ALIKE, Signal.WROTE_ALIKE):
        return f"{_DONE[signal]} {_changes(times)} of files named “{place}”{told}"
    else:
        where = f"in {place}" if place.endswith("/") else f"of {place}" if place else "anywhere"
        led = f" ({quoted(words)})" if words else ""
        return f"{_DONE[signal]} {_changes(times)} {where}{led}{told}"


def of_words(rare: Sequence[str], common: Sequence[tuple[str, int]], unsaid: Sequence[str], whole: int) -> str:
    """`common`: each with the number of changes that say it, of `whole`."""
    told = [f"Nothing here is about {quoted(unsaid)}."] if unsaid else []
    names = [word for word, _ in common]
    if common and rare:
        told.append(f"{quoted(names)} {_stands(names)} everywhere here: {quoted(rare)} counted most.")
    elif common:
        often = listed([f"“{word}” in {number:,}" for word, number in common])
        told.append(f"Only common words were met: {often} of {whole:,} changes. A rarer word, or a path, says more.")
    return " ".join(told)


def quoted(words: Iterable[str]) -> str:
    return listed([f"“{word}”" for word in words])


def sure(chance: float) -> str:
    return next((word for least, word in _SURE if chance >= least), "one of several")


def around(last_on: date, today: date) -> str:
    age = (today - last_on).days
    if age <= _AROUND:
        return f"around: last seen {day(last_on, today)}"
    elif age <= _LONG:
        return f"not seen since {called(last_on, today=today)}"
    else:
        return f"not seen since {called(last_on, today=today)}; may have left"


def is_around(last_on: date, today: date) -> bool:
    return (today - last_on).days <= _LONG


def nobody_lately(name: str, on: date) -> str:
    return f"Nobody lately: nobody was there for a year. {name} was the last who knew, on {on.day} {on:%b %Y}."


def spared(name: str) -> str:
    return f"{name} comes out as near or nearer, but many knock there already: ask them when the first cannot help."


def day(on: date, today: date) -> str:
    ago = (today - on).days
    return f"{ago} days ago" if 1 < ago < 14 else {0: "today", 1: "yesterday"}.get(ago, f"on {called(on, today=today)}")


def _stands(words: Sequence[str]) -> str:
    return "stands" if len(words) == 1 else "stand"


def _changes(times: int) -> str:
    return "one change" if times == 1 else counted(times, "change")
