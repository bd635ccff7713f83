"""The words of a subject line: what they are about, and what kind of work they tell of."""

import re
from functools import lru_cache

CONVENTIONAL = re.compile(r"^(\w+)(?:\(([^)]*)\))?!?:\s+")
_WORD = re.compile(r"[a-z][a-z0-9]{3,}")
_EMPTY = frozenset(
    """with from into that this when then than them they also some more most only just make makes made making used
    using uses have been will were does dont doesnt should would could after before where which while about without
    adds added allow allows support supports fixes fixed fixing update updates updated remove removes removed change
    changes changed test tests testing docs merge branch pull request commit revert code file files improve improves
    better handle handles move moves moved rename refactor clean cleanup typo minor feat chore build style perf each
    other both like need needs instead version bump release""".split()
)

TYPES = {
    **dict.fromkeys(("feat", "feature", "perf"), "feature"),
    **dict.fromkeys(("fix", "bugfix"), "fix"),
    **dict.fromkeys(("docs", "doc"), "docs"),
    **dict.fromkeys(("test", "tests"), "tests"),
    **dict.fromkeys(("ci", "build"), "tooling"),
    **dict.fromkeys(("chore", "style", "revert", "deps", "release"), "chore"),
    "hotfix": "incident",
    "refactor": "refactoring",
}


def any_of(*patterns: str) -> re.Pattern[str]:
    """In lower case, for titles in lower case: that is quicker than not to mind the case."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_INCIDENT = any_of("incident|outage|post-?mortem|hot-?fix|sev-?[0-2]|on-?call|data loss")
_ADDS_DOCS = any_of(
    r"(?:add|improve|update|extend|write)(?:s|d|ed)? (?:\S+ ){0,2}(?:docs?|documentation|docstrings?|readme)"
)
_ADDS_TESTS = any_of(
    r"(?:add|improve|update|extend|write)(?:s|d|ed)? (?:\S+ ){0,2}(?:tests?|test cases?|coverage)(?: for)?"
)
_TENDS_TOOLS = any_of(
    r"flake8|pylint|codespell|pre-commit|noxfile|nox|tox|lint(?:ing)? (?:issues?|errors?|warnings?|fixes)"
)
_WORDS = {
    "migration": (
        r"migrat(?:e[sd]?|ing|ions?)|port(?:ed)? (?:\S+ ){1,3}to",
        r"switch(?:e[sd])? (?:\S+ ){0,3}(?:to|over)",
    ),
    "feature": (
        r"add(?:s|ed)?|allow(?:s|ed)?|support(?:s|ed)?|implement(?:s|ed)?|(?:re)?introduc(?:es?|ed)|enabl(?:es?|ed)",
        r"expos(?:es?|ed)|provid(?:es?|ed)|new|learn(?:s|ed)?|teach(?:es)?|accept(?:s|ed)?|speed up|faster|cut",
        r"reduce[sd]?",
    ),
    "fix": (
        r"fix(?:es|ed|ing)?|bugs?|crash(?:es)?|leaks?|regressions?|correct(?:s|ed)?|repair(?:s|ed)?|avoid(?:s|ed)?",
        r"prevent(?:s|ed)?|workaround|handle[sd]?|races?|deadlocks?|don't|do not|ensure[sd]?",
    ),
    "refactoring": (
        r"refactor(?:s|ed|ing)?|rewr(?:ite|ites|ote|itten)|restructure[sd]?|extract(?:s|ed)?|split(?:s|ting)?",
        r"simplif(?:y|ies|ied)|clean(?:s|ed)?[- ]?up|rename[sd]?|move[sd]?|factor out|rework(?:s|ed)?|unify",
        r"drop(?:s|ped)?|deduplicate|replace[sd]?",
    ),
    "docs": (r"docs?|documentation|document(?:s|ed)?|readme|docstrings?|guide|tutorial",),
    "tests": (r"tests?|testing|coverage|flaky|fixtures?",),
    "chore": (
        r"bump(?:s|ed)?|typos?|lint(?:ing)?|formatt?(?:ing)?|whitespace|release[sd]?|version|change-?log|merge[sd]?",
        r"revert(?:s|ed)?|backport|spelling|grammar|unused|tweak(?:s|ed)?|chore|minor|regen(?:erate[sd]?)?",
        r"copyright|dependenc(?:y|ies)|deps|upgrade[sd]?|update[sd]?",
    ),
}
_TELLING = any_of(*(f"(?P<{kind}>{'|'.join(words)})" for kind, words in _WORDS.items()))
"""The leftmost telling word, with the name of its kind."""
_TRIVIAL_FROM_THE_START = re.compile(
    r"(?:bump|upgrade|update) (?:\S+ ){0,3}"
    r"(?:(?:from|to) v?\d|version|dependenc|deps|lock|copyright|change-?log|authors|year)"
    r"|(?:bump|release|prepare|preparing|version|tag|cut)\b[^.]{0,20}\bv?\d+(?:\.\d+)+"
    r"|(?:\w+ )?v?\d+(?:\.\d+)+[-\w.]*$|(?:version|release) v?\d+\.\d|merge (?:pull|branch|remote|tag|commit)"
    r"|(?:whitespace|spelling|grammar|indent(?:ation)?)\b"
    r"|(?:run|apply|fix|reformat|format)\b.{0,20}\b(?:black|ruff|prettier|gofmt|isort|lint(?:er|ing)?|formatting"
    r"|flake8|code style|yarn|fmt)\b"
    r"|(?:wip|tmp|oops|cleanup|fix ci|fix tests?|fix build|minor|nit|update readme(?:\.md)?|black|lint|format)\W*$"
    r"|merge (?:main|master|trunk) into\b|bump\b"
    r"|update (?:dependencies|deps|authors|change-?log|requirements)\b",
)
_TRIVIAL = re.compile(
    r"\b(?:typos?|copyright year|trailing (?:white)?spaces?|pre-commit autoupdate)\b"
    r"|\b(?:fix|correct|remove|strip|trim|clean|tidy|adjust)\w*(?: up)? (?:\S+ ){0,2}"
    r"(?:whitespace|spelling|grammar|indent(?:ation)?)\b"
    r"|(?:^|: )(?:sync(?:hroni[sz]e)?|catch up|rebase) (?:\S+ ){0,2}(?:with|from|onto) (?:\S+ )?"
    r"[`'\"]?(?:main|master|trunk|upstream)\b[`'\"]?(?: branch)?(?: \(#\d+\))?$",
)


_ASKS_MORE = re.compile(r"\bminimum\b")
"""A newer version asked of others is more than upkeep."""


@lru_cache(maxsize=5_000)
def words_of(title: str) -> frozenset[str]:
    """The words by which two subjects can be about the same thing."""
    return frozenset(_WORD.findall(CONVENTIONAL.sub("", title).lower())) - _EMPTY


@lru_cache(maxsize=5_000)
def kind_in(title: str) -> str | None:
    """By conventional prefix, else by the first telling word; an incident wherever it is told."""
    title = title.lower()
    if _INCIDENT.search(title):
        return "incident"
    if (prefix := CONVENTIONAL.match(title)) and (kind := TYPES.get(prefix[1].lower())):
        return kind
    if _TENDS_TOOLS.search(title):
        return "tooling"
    if _ADDS_DOCS.search(title):
        return "docs"
    if _ADDS_TESTS.search(title):
        return "tests"
    told = _TELLING.search(title)
    return told.lastgroup if told else None


@lru_cache(maxsize=5_000)
def is_trivial(title: str) -> bool:
    """Version bumps, typing errors, formatting, merges: work that nobody wants to hear of."""
    title = title.lower()
    told = CONVENTIONAL.sub("", title)
    return bool(_TRIVIAL_FROM_THE_START.match(told) or _TRIVIAL.search(told)) and not _ASKS_MORE.search(title)
