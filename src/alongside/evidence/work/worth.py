"""What makes a piece of work worth telling first: a sum of few traits, each weighed once and for all projects.

The weights were fitted on the release notes of four public projects, one project kept aside at a time, and rounded
(docs/ranking.md says how, and what each stands for). A kind that release notes do not tell of, and a manager wants to
hear of, has its weight by hand, and its seat in `choosing`.
"""

from collections.abc import Callable
from math import log2
from typing import NamedTuple

from alongside.evidence.work.facts import Facts


class Trait(NamedTuple):
    name: str
    weight: float
    of: Callable[[Facts], float]


TRAITS: tuple[Trait, ...] = (
    Trait("code with docs", 1.55, lambda facts: "code" in facts.lines and "docs" in facts.lines),
    Trait("code with tests", 0.45, lambda facts: "code" in facts.lines and "tests" in facts.lines),
    Trait("lines added to docs", 0.16, lambda facts: _log(facts.added.get("docs", 0), 200)),
    Trait("new pages of docs", 0.32, lambda facts: _log(facts.new_docs, 100)),
    Trait("new files", 0.2, lambda facts: _log(facts.new_files, 10)),
    Trait("lines of code", 0.12, lambda facts: _log(facts.lines.get("code", 0), 1500)),
    Trait("libraries", 1.2, lambda facts: facts.changes_libraries),
    Trait("a feature by its words", 0.75, lambda facts: facts.kind == "feature"),
    Trait("docs alone", -0.85, lambda facts: facts.kind == "docs"),
    Trait("title gives", 0.62, lambda facts: facts.said.gives),
    Trait("title adds", 0.73, lambda facts: facts.said.adds),
    Trait("title guards", -0.5, lambda facts: facts.said.guards),
    Trait("title keeps up", -0.45, lambda facts: facts.said.keeps_up),
    Trait("title of the workshop", -0.9, lambda facts: facts.said.workshop),
    Trait("area of upkeep", -2.2, lambda facts: facts.said.area_of_upkeep),
    Trait("names an option", 0.95, lambda facts: facts.names_an_option),
    Trait("message of news", 0.2, lambda facts: _log(len(facts.words_of_news), 8)),
    Trait("message of repair", -0.4, lambda facts: _log(len(facts.words_of_repair), 8)),
    Trait("reported", -1.25, lambda facts: bool(facts.people("reporter"))),
    Trait("each further commit", -0.9, lambda facts: _log(len(facts.works), 16) - 1),
)


class Worth(NamedTuple):
    points: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.points.values())

    def sum(self, *names: str) -> float:
        return sum(self.points[name] for name in names)


def worth(facts: Facts) -> Worth:
    return Worth({trait.name: trait.weight * float(trait.of(facts)) for trait in TRAITS})


def values(facts: Facts) -> tuple[float, ...]:
    return tuple(float(trait.of(facts)) for trait in TRAITS)


def _log(number: float, most: float) -> float:
    """Each doubling counts the same, and what is past `most` for nothing."""
    return log2(1 + max(0.0, min(number, most)))
