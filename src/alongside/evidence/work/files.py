"""What part of a piece of work a file belongs to, told by its path alone."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

type Part = Literal["code", "tests", "docs", "tooling", "vendored", "generated", "notes"]

RULE = (
    "Lines added and removed in files that somebody wrote: lock files, vendored, generated and minified code, images, "
    "translations and release notes are not counted, nor are merges and further copies of the same commit."
)
"""Said wherever lines are shown."""
NOT_COUNTED: frozenset[Part] = frozenset(("vendored", "generated", "notes"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WRITTEN = r"(\.(md|rst|txt|adoc|html|sgml))"
_NAME = re.compile(
    rf"(?P<notes>(changes|change-?log|news|history|whats-?new|relnotes|thanks)([\w.-]*{_WRITTEN})?$"
    rf"|[\w.-]*release[-_]?notes?[\w-]*{_WRITTEN}?$)"
    r"|(?P<generated>(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|[\w.-]+\.lock|gradle\.lockfile"
    r"|bun\.lockb?|packages\.lock\.json|package\.resolved)$"
    r"|.*\.(min\.(js|css)|map|snap|svg|png|jpe?g|gif|ico|woff2?|pdf|pb\.(go|cc|h)|pyc)$"
    r"|.*(_pb2(_grpc)?\.pyi?|[._-]generated\.\w+|\.g\.dart|\.designer\.cs)$"
    r"|.*\.(po|mo|pot|xlf|xliff|arb|strings|stringsdict|resx|ftl)$)"
    r"|(?P<tests>test_|conftest\.py$|.*_test\.[^.]|.*[._-](spec|test)\.)"
    r"|(?P<tooling>(makefile|dockerfile|jenkinsfile|justfile|tox\.ini|noxfile\.py|setup\.(py|cfg)|pyproject\.toml"
    r"|package\.json|go\.mod|requirements[\w.-]*\.txt|\.[\w.-]+)$)"
    rf"|(?P<docs>.*({_WRITTEN}|\.(texi|[1-8]))$)"
)
"""In the order in which they count: a requirements.txt is tooling and no document."""
_FOLDERS: dict[Part, frozenset[str]] = {
    "notes": _words(
        """relnotes release-notes releasenotes whatsnew changelog changelogs changelog.d news.d newsfragments rl-next"""
    ),
    "generated": _words("dist __snapshots__ __pycache__ generated .yarn"),
    "vendored": _words("vendor vendored node_modules third_party third-party thirdparty external deps"),
    "tests": _words("test tests testing testdata spec specs __tests__ t e2e fixtures"),
    "tooling": _words(".github .gitlab .circleci .buildkite ci .ci script scripts bin tools hack"),
    "docs": _words("doc docs documentation guide guides man"),
}
_ORDER: tuple[Part, ...] = ("notes", "generated", "vendored", "tests", "tooling", "docs")
_OF_TRANSLATIONS = _words("locale locales i18n l10n translation translations lang _locales")
_TEXTS = (".json", ".yml", ".yaml", ".properties", ".php", ".toml", ".ts")
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
    is_telling: bool
    """Whether touching it says anything about what the work was."""


@lru_cache(maxsize=50_000)
def place_of(path: str) -> Place:
    part, low = part_of(path), path.lower()
    is_guide = part == "docs" and not _FOR_MAKERS.search(low) and not _SAMPLES.search(low)
    return Place(part, path.rpartition("/")[0], stem_of(path), is_guide, part not in NOT_COUNTED)


@lru_cache(maxsize=50_000)
def part_of(path: str) -> Part:
    """By its name and the folders above it, whichever says what counts first."""
    folder, _, name = path.lower().rpartition("/")
    above, named = _told_by(folder), _NAME.match(name)
    if above.of_translations and name.endswith(_TEXTS):
        return min(above.part, "generated", key=_ORDER.index) if above.part else "generated"
    by_name = cast(Part | None, named.lastgroup) if named else None
    if above.part and by_name:
        return min(above.part, by_name, key=_ORDER.index)
    return above.part or by_name or "code"


class _Above(NamedTuple):
    part: Part | None
    of_translations: bool


@lru_cache(maxsize=10_000)
def _told_by(folder: str) -> _Above:
    names = folder.split("/")
    part = next((part for part in _ORDER if not _FOLDERS[part].isdisjoint(names)), None)
    return _Above(part, not _OF_TRANSLATIONS.isdisjoint(names))


def stem_of(path: str) -> str:
    """`tests/test_retry.py` and `src/retry.py` are about the same thing: `retry`."""
    name = path.rpartition("/")[2].partition(".")[0].lower()
    return re.sub(r"^_+|^tests?[_-]|[_-](tests?|spec)$|_+$", "", name)
