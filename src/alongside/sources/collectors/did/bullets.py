"""What one bullet says: the name of a thing, its title, its address, sometimes its day."""

import re
from dataclasses import dataclass
from datetime import date

_LINKED = re.compile(r"\[(?P<label>[^\]]{1,300})\]\((?P<url>https?://[^)\s]{1,2000})\)(?:(?: -|:) ?(?P<title>.*))?$")
_WIKI = re.compile(r"\[\[(?P<url>https?://[^|\]\s]{1,2000})\|(?P<label>[^\]]{1,300})\]\](?: - (?P<title>.*))?$")
_WIKI_BUG = re.compile(r"<<Bug\((?P<label>\d{1,10})\)>> - (?P<title>.*)$")
_PLAIN = re.compile(r"(?P<label>\S{1,200}) - (?P<title>.*)$")
_ADDRESS = re.compile(r"(?:\* )?(?P<url>https?://\S{1,2000})$")
_NUMBERED = re.compile(r"(?P<place>[\w./~-]{0,150})#0*(?P<number>[1-9]\d{0,9})$")
_KEY = re.compile(r"[A-Z][A-Z0-9_]{0,19}-[1-9]\d{0,9}$|D[1-9]\d{0,9}$|[A-Z0-9]{2,20}-\d{4}-[0-9a-f]{6,12}$")
_BARE = re.compile(r"0*(?P<number>[1-9]\d{0,9})$")
_HASH = re.compile(r"[0-9a-f]{7,64}$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    name: str = ""
    """Of a ticket, pull request or change: owner/repo#12, PAY-12, BZ#1234; without the zeros that did fills in."""
    place: str = ""
    """Whose it is: owner/repo, where the name says so."""
    hash: str = ""
    url: str = ""
    day: date | None = None


def told_by(text: str, *, commit: bool) -> Told:
    """Where nothing is recognised, all of it is the title."""
    found = _LINKED.match(text) or _WIKI.match(text) or _WIKI_BUG.match(text) or _PLAIN.match(text)
    if found is None:
        address = _ADDRESS.match(text)
        return Told(text, url=address["url"] if address else "")
    label, title, url = found["label"].strip(), found["title"], found.groupdict().get("url") or ""
    if commit and _HASH.match(label):
        return Told(title or label, hash=label, url=url)
    name, place = _name(label)
    if name:
        return Told(title or name, name=name, place=place, url=url)
    day = _day(label)
    if day:
        return Told((title or "").strip("*") or text, day=day)
    return Told(": ".join(part for part in (label, title) if part) if url else text, url=url)


def url_below(lines: list[str]) -> str:
    found = _ADDRESS.match(lines[0].strip()) if lines else None
    return found["url"] if found else ""


def _name(label: str) -> tuple[str, str]:
    numbered, bare = _NUMBERED.match(label), _BARE.match(label)
    if numbered:
        place = numbered["place"].strip("/")
        return f"{place}#{numbered['number']}", place if "/" in place else ""
    if bare:
        return f"#{bare['number']}", ""
    return (label, "") if _KEY.match(label) else ("", "")


def _day(label: str) -> date | None:
    found = _DAY.match(label)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
