"""How the picture is dressed: by the style sheet of a page, or by colours of its own where there is none."""

from typing import Protocol

from alongside.people.cadence import State

_INK, _QUIET, _LINE, _GROUND, _ACCENT, _LATE = "#1c2523", "#54615e", "#cfd8d5", "#ffffff", "#0d6854", "#8c4400"
_COLOUR = {
    State.FRESH: _ACCENT,
    State.SOON: _ACCENT,
    State.DUE: _LATE,
    State.LONG: _LATE,
    State.NEVER: _QUIET,
}
_FONT = 'font-family="-apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"'
_MIDDLE = f'text-anchor="middle" {_FONT}'
_ON_PAPER = {
    "band band--inner": f'fill="#d9ebe5" stroke="{_LINE}"',
    "band band--leaders": f'fill="#e6f2ee" stroke="{_LINE}"',
    "band band--next_level": f'fill="#f1f8f5" stroke="{_LINE}"',
    "band band--support": f'fill="#fafcfb" stroke="{_LINE}"',
    "team": f'fill="{_ACCENT}" fill-opacity="0.08"',
    "team-name": f'fill="{_QUIET}" font-size="11" {_MIDDLE}',
    "name": f'fill="{_INK}" font-size="13" font-weight="650" {_MIDDLE}',
    "count": f'fill="{_QUIET}" font-size="12" {_MIDDLE}',
    "me": f'fill="{_ACCENT}"',
    "me-word": f'fill="#ffffff" font-size="14" font-weight="650" {_MIDDLE}',
    "label": f'fill="{_INK}" font-size="12" {_MIDDLE} paint-order="stroke" stroke="{_GROUND}" stroke-opacity="0.7"'
    ' stroke-width="3" stroke-linejoin="round"',
    "many": f'fill="{_GROUND}" stroke="{_LINE}" stroke-width="3"',
    "many-fresh": f'fill="none" stroke="{_ACCENT}" stroke-width="3"',
    "many-late": f'fill="none" stroke="{_LATE}" stroke-width="3"',
    "many-count": f'fill="{_INK}" font-size="9" font-weight="650" {_MIDDLE}',
    "key": f'fill="{_QUIET}" font-size="12" {_FONT}',
    "title": f'fill="{_INK}" font-size="20" font-weight="650" {_FONT}',
}


class Look(Protocol):
    def of(self, name: str) -> str: ...

    def mark(self, state: State) -> str: ...

    def solid(self, state: State) -> str: ...

    def hollow(self, state: State) -> str: ...


class OnPage:
    """Names for the style sheet; the parts of a mark take what the mark has."""

    def of(self, name: str) -> str:
        return ' class="' + " ".join(f"rings__{part}" for part in name.split()) + '"'

    def mark(self, state: State) -> str:
        return f' class="rings__mark rings__mark--{state}"'

    def solid(self, state: State) -> str:  # noqa: ARG002
        return ""

    def hollow(self, state: State) -> str:  # noqa: ARG002
        return ' class="hollow"'


class OnPaper:
    """Light, and complete in itself."""

    def of(self, name: str) -> str:
        return f" {_ON_PAPER[name]}"

    def mark(self, state: State) -> str:  # noqa: ARG002
        return ""

    def solid(self, state: State) -> str:
        return f' fill="{_COLOUR[state]}" stroke="{_COLOUR[state]}" stroke-width="1.75"'

    def hollow(self, state: State) -> str:
        dashes = ' stroke-dasharray="2 2.4"' if state is State.NEVER else ""
        return f' fill="{_GROUND}" stroke="{_COLOUR[state]}" stroke-width="1.75"{dashes}'
