"""The picture as SVG: one writer for the page, where marks are links, and for the file that people take with them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape as escaped
from math import pi

from alongside.lib.wording import counted, sentence
from alongside.people.cadence import State
from alongside.people.rings.drawing import Mark, Picture, Ring, Sector
from alongside.people.rings.ellipse import CENTRE_X, CENTRE_Y, HEIGHT, RADIUS_X, RADIUS_Y, WIDTH, arc, at
from alongside.people.rings.looks import Look, OnPage, OnPaper
from alongside.people.rings.placed import IN_WORDS, Placed
from alongside.people.rings.seats import NAME_BELOW

_RADII = (5.5, 7.0, 8.5, 10.0)
_MANY = 10
_LEGEND = 44

type Address = Callable[[Mark], str]


def on_page(picture: Picture, *, names: Mapping[str, str], address: Address) -> str:
    """`names`: of the rings. `address`: where a mark leads."""
    bounds = " ".join(f"{ring.ring}:{ring.outer}" for ring in picture.rings)
    head = (
        f'<svg class="rings__picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="group"'
        f' aria-labelledby="rings-title rings-desc" data-bounds="{bounds}"'
        f' data-middle="{CENTRE_X} {CENTRE_Y} {RADIUS_X} {RADIUS_Y}">'
        f'<title id="rings-title">Your rings</title><desc id="rings-desc">{_escape(described(picture, names))}</desc>'
    )
    return head + _drawn(picture, OnPage(), names, address) + "</svg>"


def on_paper(picture: Picture, *, names: Mapping[str, str], title: str) -> str:
    """A file of its own: no style sheet, no link, light."""
    top = 52
    whole = HEIGHT + top + _LEGEND
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}" viewBox="0 {-top} {WIDTH} {whole}"'
        f' role="img" aria-labelledby="t d"><title id="t">{_escape(title)}</title>'
        f'<desc id="d">{_escape(described(picture, names))}</desc>'
        f'<rect y="{-top}" width="{WIDTH}" height="{whole}" fill="#ffffff"/>'
        f'<text x="16" y="-18"{OnPaper().of("title")}>{_escape(title)}</text>'
        f"{_drawn(picture, OnPaper(), names, None)}{_legend()}</svg>"
    )


def described(picture: Picture, names: Mapping[str, str]) -> str:
    """The picture in one sentence a ring."""
    return " ".join(_described(ring, names[ring.ring]) for ring in picture.rings)


def told(person: Placed) -> str:
    """All that a mark says of somebody, in words."""
    who = [person.name, person.relation_in_words, person.role, person.team]
    return " · ".join([", ".join(each for each in who if each), *facts(person)])


def facts(person: Placed) -> list[str]:
    seen = f"has seen {counted(person.seen, 'piece')} of your recent work" if person.seen else ""
    said = [_since(person), seen, "decides" if person.decides else "", "friend" if person.friend else ""]
    return [each for each in said if each]


def shape(state: State, size: int, look: Look) -> str:
    """Full, half, diamond, hollow diamond, dotted: told apart without any colour."""
    r = _RADII[size]
    solid, hollow = look.solid(state), look.hollow(state)
    d = r * 1.15
    diamond = f"M0 {-d:.1f} {d:.1f} 0 0 {d:.1f} {-d:.1f} 0Z"
    if state is State.FRESH:
        return f'<circle r="{r}"{solid}/>'
    elif state is State.SOON:
        return f'<circle r="{r}"{hollow}/><path d="M0 {-r}A{r} {r} 0 0 1 0 {r}Z"{solid}/>'
    elif state is State.DUE:
        return f'<path d="{diamond}"{solid}/>'
    return f'<path d="{diamond}"{hollow}/>' if state is State.LONG else f'<circle r="{r}"{hollow}/>'


def _escape(text: str) -> str:
    """Without the signs that no XML may have."""
    return escaped(_NO_XML.sub("", text))


_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _described(ring: Ring, name: str) -> str:
    due = sum(person.is_due for person in ring.persons)
    return sentence(f"{name} ring: {counted(len(ring.persons), 'person', 'people')}, {due} due.")


def _since(person: Placed) -> str:
    wanted = f", wanted every {counted(person.wanted_every, 'day')}" if person.wanted_every else ""
    if person.days is None:
        return f"no touchpoint yet{wanted}"
    ago = {0: "today", 1: "yesterday"}.get(person.days, f"{person.days} days ago")
    return f"{IN_WORDS[person.state]}: last touchpoint {ago}{wanted}"


def _drawn(picture: Picture, look: Look, names: Mapping[str, str], address: Address | None) -> str:
    sectors = [sector for ring in picture.rings for sector in ring.sectors]
    return "".join(
        [
            *(_band(ring, look) for ring in reversed(picture.rings)),
            *(_sector(number, sector, look) for number, sector in enumerate(sectors)),
            *(_ring_name(ring, names[ring.ring], look) for ring in picture.rings),
            f'<circle cx="{CENTRE_X}" cy="{CENTRE_Y}" r="22"{look.of("me")}/>',
            f'<text x="{CENTRE_X}" y="{CENTRE_Y + 5}"{look.of("me-word")}>You</text>',
            *_marks(picture.marks, look, address),
        ]
    )


def _band(ring: Ring, look: Look) -> str:
    return (
        f'<ellipse cx="{CENTRE_X}" cy="{CENTRE_Y}" rx="{RADIUS_X * ring.outer:.1f}" ry="{RADIUS_Y * ring.outer:.1f}"'
        f' data-ring="{ring.ring}"{look.of(f"band band--{ring.ring}")}/>'
    )


def _ring_name(ring: Ring, name: str, look: Look) -> str:
    y = at(0, (ring.inner + ring.outer) / 2).y
    return (
        f'<text x="{CENTRE_X}" y="{y:.1f}"{look.of("name")}>{_escape(sentence(name))}</text>'
        f'<text x="{CENTRE_X}" y="{y + 15:.1f}"{look.of("count")}>{len(ring.persons):,}</text>'
    )


def _sector(number: int, sector: Sector, look: Look) -> str:
    outer, inner = arc(sector.start, sector.end, sector.outer), arc(sector.end, sector.start, sector.inner)
    plate = f'<path d="{outer}L{inner[1:]}Z"{look.of("team")}/>'
    if not sector.label:
        return plate
    # Below the middle the line runs the other way, so that the name does not stand on its head.
    below = 0.25 < (sector.start + sector.end) / 2 < 0.75
    radius = sector.outer - (0.005 if below else 0.025)
    line = arc(sector.end, sector.start, radius) if below else arc(sector.start, sector.end, radius)
    return (
        f'{plate}<path id="team{number}" d="{line}" fill="none"/><text{look.of("team-name")}>'
        f'<textPath href="#team{number}" startOffset="50%">{_escape(sector.label)}</textPath></text>'
    )


def _marks(marks: Iterable[Mark], look: Look, address: Address | None) -> Iterable[str]:
    return (_one(mark, look, address) if mark.is_one else _many(mark, look, address) for mark in marks)


def _one(mark: Mark, look: Look, address: Address | None) -> str:
    person, aside = mark.person, f' x="{mark.aside:g}"' if mark.aside else ""
    inside = (
        f"<title>{_escape(told(person))}</title>{shape(person.state, person.size, look)}"
        f'<text{aside} y="{NAME_BELOW}"{look.of("label")}>{_escape(mark.label)}</text>'
    )
    place = f'transform="translate({mark.x:g} {mark.y:g})"'
    if address is None:
        return f"<g {place}{look.mark(person.state)}>{inside}</g>"
    return (
        f'<a href="{_escape(address(mark))}" data-person="{person.pk}" data-ring="{mark.ring}" {place}'
        f"{look.mark(person.state)}>{inside}</a>"
    )


def _many(mark: Mark, look: Look, address: Address | None) -> str:
    count, due = len(mark.persons), sum(person.is_due for person in mark.persons)
    words = f"{mark.team or 'And'}: {counted(count, 'person', 'people')}, {due} due"
    inside = (
        f'<title>{_escape(words)}</title><circle r="{_MANY}"{look.of("many")}/>{_shares(mark.persons, look)}'
        f'<text y="3.5"{look.of("many-count")}>{count if mark.team else "+"}</text>'
        f'<text y="{NAME_BELOW + 1}"{look.of("label")}>{_escape(mark.label)}</text>'
    )
    place = f'transform="translate({mark.x:g} {mark.y:g})"'
    if address is None:
        return f"<g {place}>{inside}</g>"
    return f'<a href="{_escape(address(mark))}" data-ring="{mark.ring}" {place} class="rings__group">{inside}</a>'


def _shares(persons: Sequence[Placed], look: Look) -> str:
    """Around the count: how many are in touch, and how many wait."""
    whole = 2 * pi * _MANY
    fresh = sum(person.state in (State.FRESH, State.SOON) for person in persons) / len(persons) * whole
    late = sum(person.state in (State.DUE, State.LONG) for person in persons) / len(persons) * whole
    parts = (("many-fresh", fresh, 0.0), ("many-late", late, fresh))
    return "".join(
        f'<circle r="{_MANY}" transform="rotate(-90)" stroke-dasharray="{part:.1f} {whole:.1f}"'
        f' stroke-dashoffset="{-start:.1f}"{look.of(name)}/>'
        for name, part, start in parts
        if part
    )


def _legend() -> str:
    look, parts, x = OnPaper(), [], 24
    for state, words in IN_WORDS.items():
        parts.append(f'<g transform="translate({x} {HEIGHT + 18})">{shape(state, 1, look)}</g>')
        parts.append(f'<text x="{x + 14}" y="{HEIGHT + 22}"{look.of("key")}>{words}</text>')
        x += 105
    larger = "The larger, the more of your recent work they have seen."
    return "".join([*parts, f'<text x="{x + 20}" y="{HEIGHT + 22}"{look.of("key")}>{larger}</text>'])
