"""What to bring to a one-on-one: the answer of the preparation, as plain values, JSON and Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from alongside.one_on_ones import wording

SOURCES_SHOWN = 3
_MARKS = frozenset(
    "win challenge blocker learning feedback thanks note update decision growth question promise".split()
)


@dataclass(frozen=True)
class Source:
    """Where a line comes from. `id` of a commit is its full hash."""

    kind: str
    id: str
    label: str = ""
    url: str = ""

    @property
    def short(self) -> str:
        """As it stands beside a line: a hash by its beginning."""
        return self.id[:7] if self.kind == "commit" else self.label or self.id

    @property
    def web(self) -> str:
        """The address, where it is one that a page may link to."""
        return self.url if self.url.startswith(("http://", "https://", "/")) else ""

    def as_values(self) -> dict[str, str]:
        more = {"label": self.label, "url": self.url}
        return {"kind": self.kind, "id": self.id} | {name: value for name, value in more.items() if value}


@dataclass(frozen=True)
class Item:
    """`key` puts the line on the agenda or dismisses it; it is empty for a line that stands there already."""

    text: str
    why: str
    sources: tuple[Source, ...] = ()
    key: str = ""
    kind: str = ""
    on_agenda: bool = False
    when: date | None = None
    point_id: int | None = None

    @property
    def mark(self) -> str:
        """The icon that stands for its kind."""
        return self.kind if self.kind in _MARKS else "work"

    @property
    def piece_id(self) -> str:
        """The piece of work that the line is about, if it is one."""
        noun, _, number = self.key.partition(":")
        return number if noun == "piece" else ""

    @property
    def first_sources(self) -> tuple[Source, ...]:
        """Those that stand on the page. An activity that says what the line says already is called by its kind."""
        shown = self.sources[:SOURCES_SHOWN]
        return tuple(replace(one, label=one.kind) if one.label == self.text else one for one in shown)

    @property
    def hidden_sources(self) -> int:
        return max(len(self.sources) - SOURCES_SHOWN, 0)

    def as_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"text": self.text, "why": self.why, "kind": self.kind}
        values |= {"key": self.key, "on_agenda": self.on_agenda, "when": self.when.isoformat() if self.when else None}
        return values | {"sources": [source.as_values() for source in self.sources]}


@dataclass(frozen=True)
class Section:
    name: str
    items: tuple[Item, ...] = ()
    more: int = 0
    """How many there are beyond those listed."""

    def as_values(self) -> dict[str, Any]:
        return {"name": self.name, "items": [item.as_values() for item in self.items], "more": self.more}


@dataclass(frozen=True)
class Preparation:
    other: str
    since: date
    until: date
    because: str
    """Why it begins on that day, in words."""
    sections: tuple[Section, ...] = field(default=())

    @property
    def count(self) -> int:
        return sum(len(section.items) for section in self.sections)

    def as_values(self) -> dict[str, Any]:
        return {
            "with": self.other,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "because": self.because,
            "sections": [section.as_values() for section in self.sections],
        }


def as_markdown(preparation: Preparation) -> str:
    """The same lines as a document, with their sources."""
    head = f"# One-on-one with {_line(preparation.other)}"
    period = f"{preparation.since.isoformat()} to {preparation.until.isoformat()}: {_line(preparation.because)}."
    filled = [section for section in preparation.sections if section.items]
    blocks = [_section(section, preparation.until) for section in filled] or ["Nothing to bring yet."]
    return "\n\n".join([head, period, *blocks]) + "\n"


def _section(section: Section, today: date) -> str:
    more = [f"- and {section.more} more"] if section.more else []
    return "\n".join([f"## {section.name}", "", *(_item(item, today) for item in section.items), *more])


def _item(item: Item, today: date) -> str:
    day = wording.day(item.when, today=today) if item.when else ""
    told = ": ".join(part for part in (day, _line(item.why)) if part)
    why = f"\n  {told}" if told else ""
    sources = f"\n  {_sources(item.sources)}" if item.sources else ""
    return f"- {_line(item.text)}{why}{sources}"


def _sources(sources: Iterable[Source]) -> str:
    return "Sources: " + ", ".join(_source(source) for source in sources)


def _source(source: Source) -> str:
    label = source.id if source.kind == "commit" else f"{source.kind} {source.label or source.id}"
    return f"[{_line(label)}]({source.url})" if source.url.startswith(("http://", "https://")) else _line(label)


def _line(text: str) -> str:
    """On one line and with nothing in it that Markdown would read as an image, a link or a tag."""
    plain = " ".join(text.split())
    for sign in "\\`*_[]<>":
        plain = plain.replace(sign, f"\\{sign}")
    return plain
