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
    Trait("code with guides", 1.55, lambda facts: "code" in facts.lines and facts.touched.has_guides),
    Trait("lines added to guides", 0.16, lambda facts: _beside_code(facts, facts.touched.added_to_guides, 200)),
    Trait("new pages of docs", 0.32, lambda facts: _beside_code(facts, facts.touched.new_docs, 100)),
    Trait("new files", 0.26, lambda facts: _log(facts.touched.new_files, 10)),
    Trait("lines of code", 0.14, lambda facts: _log(facts.lines.get("code", 0), 1500)),
    Trait("libraries", 0.75, lambda facts: facts.changes_libraries),
    Trait("newer libraries", 2.5, lambda facts: facts.renews_libraries),
    Trait("a feature by its words", 0.72, lambda facts: facts.kind == "feature"),
    Trait("docs alone", -0.55, lambda facts: facts.kind == "docs"),
    Trait("tests alone", -1.45, lambda facts: "tests" in facts.lines and "code" not in facts.lines),
    Trait("title gives", 0.32, lambda facts: facts.said.gives),
    Trait("title adds", 0.55, lambda facts: facts.said.adds),
    Trait("title takes away", 1.38, lambda facts: facts.said.takes_away),
    Trait("title guards", -0.44, lambda facts: facts.said.guards),
    Trait("title keeps up", -0.63, lambda facts: facts.said.keeps_up),
    Trait("area of upkeep", -1.64, lambda facts: facts.said.area_of_upkeep),
    Trait("names an option", 0.87, lambda facts: facts.naming_an_option),
    Trait("message of news", 0.23, lambda facts: _log(len(facts.words_of_news), 8)),
    Trait("message of repair", -0.41, lambda facts: _log(len(facts.words_of_repair), 8)),
    Trait("reported", -0.95, lambda facts: bool(facts.people("reporter"))),
    Trait("each further commit", -0.82, lambda facts: _log(len(facts.works), 40) - 1),
)


BREADTH = ("code with guides", "lines added to guides", "new pages of docs", "new files")


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


def _beside_code(facts: Facts, number: float, most: float) -> float:
    """Of documents alone their number says little: a README is no feature."""
    return _log(number, most) if "code" in facts.lines else 0.0


def _log(number: float, most: float) -> float:
    """Each doubling counts the same, and what is past `most` for nothing."""
    return log2(1 + max(0.0, min(number, most)))
