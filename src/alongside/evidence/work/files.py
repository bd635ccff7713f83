"""What part of a piece of work a file belongs to, told by its path alone."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

type Part = Literal["code", "tests", "docs", "tooling", "vendored", "generated", "notes"]

RULE = (
    "Lines added and removed in files that somebody wrote: lock files, vendored, generated and minified code, images, "
    "translations and release notes are not counted, nor are merges and further copies of the same commit."
)
"""Said wherever lines are shown."""
NOT_COUNTED: frozenset[Part] = frozenset(("vendored", "generated", "notes"))

_NOTES = re.compile(
    r"(^|/)(changes|change-?log|news|history|whats-?new|relnotes|thanks)([\w.-]*\.(md|rst|txt|adoc|html|sgml))?$"
    r"|(^|/)[\w.-]*release[-_]?notes?[\w-]*(\.(md|rst|txt|adoc|html|sgml))?$"
    r"|(^|/)(relnotes|release-?notes|whatsnew|changelogs?|changelog\.d|news\.d|newsfragments|rl-next)/",
)
_VENDORED = re.compile(r"(^|/)(vendor|vendored|node_modules|third[_-]?party|external|deps)/")
_GENERATED = re.compile(
    r"(^|/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|go\.sum|[\w.-]+\.lock|gradle\.lockfile"
    r"|bun\.lockb?|packages\.lock\.json|package\.resolved)$"
    r"|(^|/)(dist|__snapshots__|__pycache__|generated|\.yarn)/"
    r"|\.(min\.(js|css)|map|snap|svg|png|jpe?g|gif|ico|woff2?|pdf|pb\.(go|cc|h)|pyc)$"
    r"|(_pb2(_grpc)?\.pyi?|[._-]generated\.\w+|\.g\.dart|\.designer\.cs)$",
)
_TRANSLATED = re.compile(
    r"\.(po|mo|pot|xlf|xliff|arb|strings|stringsdict|resx|ftl)$"
    r"|(^|/)(locales?|i18n|l10n|translations?|lang|_locales)/([^/]+/)*[^/]+\.(json|ya?ml|properties|php|toml|ts)$",
)
_TESTS = re.compile(
    r"(^|/)(tests?|testing|testdata|specs?|__tests__|t|e2e|fixtures)/"
    r"|(^|/)(test_[^/]*|conftest\.py|[^/]*_test\.[^/]*|[^/]*[._-](spec|test)\.[^/]*)$",
)
_DOCS = re.compile(r"(^|/)(docs?|documentation|guides?|man)/|\.(md|rst|txt|adoc|html|sgml|texi|[1-8])$")
_TOOLING = re.compile(
    r"(^|/)(\.github|\.gitlab|\.circleci|\.buildkite|ci|\.ci|scripts?|bin|tools|hack)/"
    r"|(^|/)(makefile|dockerfile|jenkinsfile|justfile|tox\.ini|noxfile\.py|setup\.(py|cfg)|pyproject\.toml"
    r"|package\.json|go\.mod|requirements[\w.-]*\.txt|\.[\w.-]+)$",
)


_SAMPLES = re.compile(r"\.(c|h|cc|cpp|hpp|py|js|ts|tsx|go|rs|pl|pm|sh|java|rb|m4|cmake)$")
_FOR_MAKERS = re.compile(
    r"(^|/)(internals?|contribut\w*|todo|known_?bugs|hacking|codingguidelines|examples?|authors|maintainers|code_?style"
    r"|governance|development|\.mailmap|license|copying)\b"
)


class Place(NamedTuple):
    """What a path tells of its file."""

    part: Part
    folder: str
    stem: str
    is_guide: bool
    """A document for those who use what is made: no sample, and none for those who make it."""


@lru_cache(maxsize=50_000)
def place_of(path: str) -> Place:
    part, low = part_of(path), path.lower()
    is_guide = part == "docs" and not _FOR_MAKERS.search(low) and not _SAMPLES.search(low)
    return Place(part, folder_of(path), stem_of(path), is_guide)


@lru_cache(maxsize=50_000)
def part_of(path: str) -> Part:
    """Source listings are told first, so that a requirements.txt is tooling and no document."""
    path = path.lower()
    if _NOTES.search(path):
        return "notes"
    if _GENERATED.search(path) or _TRANSLATED.search(path):
        return "generated"
    if _VENDORED.search(path):
        return "vendored"
    if _TESTS.search(path):
        return "tests"
    if _TOOLING.search(path):
        return "tooling"
    return "docs" if _DOCS.search(path) else "code"


def is_telling(path: str) -> bool:
    """Whether touching this file says anything about what the work was."""
    return part_of(path) not in NOT_COUNTED


@lru_cache(maxsize=50_000)
def folder_of(path: str) -> str:
    return path.rpartition("/")[0]


@lru_cache(maxsize=50_000)
def stem_of(path: str) -> str:
    """`tests/test_retry.py` and `src/retry.py` are about the same thing: `retry`."""
    name = path.rpartition("/")[2].partition(".")[0].lower()
    return re.sub(r"^_+|^tests?[_-]|[_-](tests?|spec)$|_+$", "", name)
