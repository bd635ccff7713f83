"""The bullets of one's own reports as findings; what stands in several sections or reports is one finding."""

import hashlib
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Given, Item, Refused, folded
from alongside.sources.collectors.did.bullets import Told, told_by, url_below
from alongside.sources.collectors.did.kinds import Manner, manner_of
from alongside.sources.collectors.did.owners import own_parts
from alongside.sources.collectors.did.report import Bullet, Part, Section, parts_of
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, plain, short_id
from alongside.sources.collectors.rereading import reread
from alongside.sources.collectors.text_file import name_of, text_of

_WANTED = "a report of did"
_REQUESTS = ("pull request", "merge request")


def collect(given: Given) -> Iterator[Item]:
    yield from reread(given, _items(given), stage="bullets")


def _items(given: Given) -> Iterator[Item]:
    lines = text_of(given.settings.get("file", ""), wanted=_WANTED).split("\n")
    parts = list(parts_of(enumerate(lines, 1)))
    if not parts:
        raise Refused("This is no report of did, or an empty one: it has no line “Status report for … (… to …)”.")
    drafts: dict[str, _Draft] = {}
    brief = True
    for part in own_parts(parts, given):
        if not isinstance(part, Part):
            yield part
            continue
        for section in part.sections:
            brief = brief and not section.bullets
            yield from _defects(section)
            _gather(drafts, part, section)
            given.pause(0)
    if brief:
        raise Refused("This report lists no items. Run did without --brief, and give what it prints then.")
    for draft in drafts.values():
        yield Found(draft.finding(given), draft.origin or name_of(given.settings.get("file", "")))


def _defects(section: Section) -> Iterator[Defect]:
    place, name, listed = f"line {section.line}", one_line(section.name, 100), len(section.bullets)
    if section.failed:
        yield Defect(place, f"did met an error in “{name}”. Run it again to have what is missing.")
    elif section.count is not None and section.count != listed:
        message = f"“{name}” counts {section.count}, and {listed} are listed: the report may be cut off."
        yield Defect(place, message)


def _gather(drafts: dict[str, "_Draft"], part: Part, section: Section) -> None:
    manner = manner_of(section.name)
    for bullet in section.bullets:
        if bullet.text.strip(". …"):
            draft = _drafted(part, section, manner, bullet)
            drafts.setdefault(draft.id, draft).add(draft)


def _drafted(part: Part, section: Section, manner: Manner, bullet: Bullet) -> "_Draft":
    told = told_by(bullet.text, commit=manner.kind == "commit")
    origin = told.place or _origin(section.name)
    return _Draft(
        id=_id(told, manner, origin, part, section),
        kind="ticket" if manner.kind == "issue" and "-" in told.name and "#" not in told.name else manner.kind,
        told=told,
        origin=origin,
        since=part.since,
        until=part.until,
        meeting=manner.meeting,
        body=_body(bullet.below),
        url=told.url or url_below(bullet.below),
        states=[manner.state] if manner.state else [],
    )


def _id(told: Told, manner: Manner, origin: str, part: Part, section: Section) -> str:
    # Several trackers may be reported on: a bare number needs the name of its own.
    name = f"{origin}{told.name}" if told.name.startswith("#") else told.name
    if told.hash:
        return f"{origin}@{told.hash}"
    if manner.suffix == "comment":
        return f"{name or _short(told.title)}/comment/{part.until}"
    if name:
        return f"{name}/{manner.suffix}" if manner.suffix else name
    return _short(f"{folded(section.name)}\n{folded(told.title)}\n{told.day or part.until}")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _origin(section: str) -> str:
    """`Work on search`, `Issues created on github`."""
    words = section.split()
    return words[-1] if len(words) > 2 and words[-2] in ("on", "in") else ""


def _body(below: list[str]) -> str:
    return textwrap.dedent("\n".join(below)).strip()


@dataclass(slots=True)
class _Draft:
    id: str
    kind: str
    told: Told
    origin: str
    since: date
    until: date
    meeting: str
    body: str
    url: str
    states: list[str] = field(default_factory=list)

    def add(self, other: "_Draft") -> None:
        """The same thing once more: it counts for the later report."""
        self.states = list(dict.fromkeys([*self.states, *other.states]))
        self.body, self.url = self.body or other.body, self.url or other.url
        if other.until > self.until:
            self.since, self.until = other.since, other.until

    def finding(self, given: Given) -> Finding:
        title, body = one_line(self.told.title) or "(no title)", plain(self.body)
        extra = {"state": ", ".join(self.states), "meeting": self.meeting, "uncertain": self._uncertain()}
        return Finding(
            id=short_id(self.id),
            kind=self.kind,
            title=title,
            at=datetime.combine(self._day(given.today), time(12), given.zone),
            body=body,
            url=self.url,
            tickets=tuple(dict.fromkeys(self._tickets(title, body))),
            parts=(self.told.hash,) if self.told.hash else (),
            extra={key: value for key, value in extra.items() if value},
        )

    def _day(self, today: date) -> date:
        """A report on this week, printed on Wednesday, ends on Sunday all the same."""
        last = self.told.day or self.until
        return min(last, max(today, self.since))

    def _tickets(self, title: str, body: str) -> Iterator[str]:
        if self.told.name:
            yield self.told.name
        for ticket in tickets_in(f"{title}\n\n{body}"):
            yield f"{self.told.place}{ticket.name}" if ticket.name.startswith("#") and self.told.place else ticket.name

    def _uncertain(self) -> str:
        sentences = []
        if self.since != self.until and not self.told.day:
            sentences.append(f"The report covers {self.since} to {self.until} and does not say on which day.")
        if self.told.hash:
            sentences.append("did finds commits by a part of their author's name: see whether it is yours.")
        if self.kind in _REQUESTS and self.states == ["closed"]:
            sentences.append("did lists here what was assigned to you: it may be somebody else's.")
        return " ".join(sentences)
