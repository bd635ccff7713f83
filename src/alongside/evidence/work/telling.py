"""Words in titles and messages that make a piece of work worth telling first, or not. English, and of no project."""

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[\w']+")
_AREA = re.compile(r"^([\w/ .,-]{1,25}?)(?:\([^)]*\))?!?: ")
_OPTION = re.compile(r"(?:^|[\s`'\"])--[a-z]", re.I)

_TAKES_AWAY = re.compile(
    r"\b(?:drop|remov|disabl|end)\w*\b.{0,30}\bsupport\b|\bminimum\b|\brequires?\b|\bdeprecat|\b(?:removed|dropped)$"
)
_RENEWS = re.compile(r"\b(?:update|upgrade|bump)\w* \S+ to\b")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AREAS_OF_UPKEEP = _words(
    """ci doc docs documentation test tests t build chore makefile cmake meson tools benchmark benchmarks mailmap l10n
    lint style gha travis appveyor example examples refactor meta todo readme"""
)
_GIVES = _words(
    """support supports supported supporting implement implements implemented implementing implementation introduce
    introduces introduced introducing allow allows allowed allowing provide provides provided expose exposes exposed
    enable enables enabled enabling accept accepts accepted let learn learns learned teach teaches extend extends
    extended deprecate deprecates deprecated ability"""
)
_ADDS = _words("add adds added adding")
_GUARDS = _words(
    """avoid avoids avoided prevent prevents prevented don't not check checks checked ensure handle handles handled
    error errors skip silence verify ignore always only before properly"""
)
_KEEPS_UP = _words(
    """build builds typo typos unused test tests testing release releases ci clarify link links example examples comment
    comments deps flaky minor move moved moving remove removes removed removing simplify simplifies doc docs readme lint
    linting rename renamed clean cleanup cleanups tidy refactor refactors refactored refactoring replace replaces
    replaced code bump update updates updated unnecessary redundant consistent consistently style whitespace cosmetic
    makefile cmake travis spelling chore benchmark coverage mention document documents documented split extract use"""
)
_NEWS = _words(
    """experimental adds feature features option options allow allows implements introduces introduced introduce flag
    flags expose exposes exposed new provide provides user users command commands specify ability enable enables api"""
)
_REPAIR = _words(
    """regression compiler compilers clang gcc coverity warning warnings static valgrind ci flaky link links fails
    failing macro macros causing overflow indentation leak leaks segfault broken missed dependabot bumps"""
)
_NEWS_AND_REPAIR = _NEWS | _REPAIR


class Said(NamedTuple):
    """What the headline of a piece of work says."""

    area_of_upkeep: bool
    gives: bool
    adds: bool
    guards: bool
    keeps_up: bool
    takes_away: bool
    """Support ends, a minimum rises: others have to act."""
    renews: bool
    """To another version."""


@lru_cache(maxsize=5_000)
def said_in(title: str) -> Said:
    area = _AREA.match(title)
    named = re.split(r"[/,]", area[1].lower())[0].strip() if area else ""
    told = (title[area.end() :] if area else title).lower()
    words = _WORD.findall(told)
    return Said(
        area_of_upkeep=named in _AREAS_OF_UPKEEP,
        gives=not _GIVES.isdisjoint(words),
        adds=not _ADDS.isdisjoint(words),
        guards=not _GUARDS.isdisjoint(words),
        keeps_up=not _KEEPS_UP.isdisjoint(words),
        takes_away=_TAKES_AWAY.search(told) is not None,
        renews=_RENEWS.search(told) is not None,
    )


def brings(title: str) -> bool:
    said = said_in(title)
    return said.gives or said.adds


def names_an_option(text: str) -> bool:
    """A switch of a command line, as users see it."""
    return "--" in text and _OPTION.search(text) is not None


class Message(NamedTuple):
    """Words of news and of repair in a message, each once."""

    news: frozenset[str]
    repair: frozenset[str]


@lru_cache(maxsize=5_000)
def message_of(body: str) -> Message:
    told = _NEWS_AND_REPAIR.intersection(_WORD.findall(body.lower()))
    return Message(told & _NEWS, told & _REPAIR)
