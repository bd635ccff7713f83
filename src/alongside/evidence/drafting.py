"""Drafts an impact story out of material: only its words, each sentence with the material that says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from alongside.evidence.metrics import Metric, metrics_in
from alongside.evidence.stories import StoryText, draft_from

PARTS = ("action", "purpose", "result")
_LONGEST = 400


class Named(NamedTuple):
    """Somebody whom the material names in a role. `person` is their key where they are known."""

    role: str
    name: str
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    id: str
    """`activity:12`, `entry:3`, `piece:4`."""
    title: str
    body: str = ""
    named: tuple[Named, ...] = ()


class Sentence(NamedTuple):
    part: str
    text: str
    sources: tuple[str, ...]
    """Ids of the material that says it in these words; none where the person found words of their own."""


class Witness(NamedTuple):
    name: str
    person: int | None
    because: str
    sources: tuple[str, ...]


def draft_out_of(material: Sequence[Material]) -> StoryText:
    """The first title split into its parts; what it does not say is looked for in the explanations."""
    told = draft_from(material[0].title) if material else StoryText()
    said = [sentence for each in material for sentence in _sentences(each.body)]
    purpose = told.purpose or next(filter(None, map(_purpose_in, said)), "")
    result = told.result or next((one for one in said if _says_a_change(one) and one not in purpose), "")
    return StoryText(action=told.action, purpose=purpose, result=result)


def sentences_of(story: StoryText, material: Sequence[Material]) -> tuple[Sentence, ...]:
    """Each part of a story that says something, with the material in which these words stand."""
    parts = ((part, _plain(getattr(story, part))) for part in PARTS)
    texts = [(each.id, _plain(f"{each.title}\n{each.body}").casefold()) for each in material]
    return tuple(
        Sentence(part, text, tuple(key for key, said in texts if _says(said, text.casefold())))
        for part, text in parts
        if text
    )


def _says(said: str, text: str) -> bool:
    """Whole words and whole numbers: "14 min" does not say 1, nor does "3.5 s" say 5."""
    return bool(re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(text)}(?!\w|[.,]\d)", said))


def witnesses_in(material: Sequence[Material]) -> tuple[Witness, ...]:
    """Who could speak for it, the closest first, with what the material says they did."""
    found: dict[object, dict[str, list[tuple[str, Named]]]] = {}
    for each in material:
        for named in each.named:
            if named.role in WITNESSING and named.name.strip():
                roles = found.setdefault(named.person or named.name.casefold(), {})
                roles.setdefault(named.role, []).append((each.id, named))
    told = sorted(map(_witness, found.values()), key=lambda one: (one[0], one[1].name.casefold()))
    return tuple(witness for _, witness in told)


def _witness(roles: dict[str, list[tuple[str, Named]]]) -> tuple[int, Witness]:
    order = [role for role in WITNESSING if role in roles]
    named = roles[order[0]][0][1]
    sources = dict.fromkeys(key for role in order for key, _ in roles[role])
    because = " and ".join(WITNESSING[role] for role in order[:2])
    return list(WITNESSING).index(order[0]), Witness(named.name, named.person, because, tuple(sources))


WITNESSING = {
    "asked": "asked for it",
    "reporter": "reported it",
    "reviewer": "reviewed it",
    "merger": "merged it",
    "co-author": "wrote it with you",
    "helper": "helped with it",
    "mentioned": "is named in your entry",
    "helped": "had your help",
    "author": "is the author of what you worked on",
    "attendee": "was in the meeting",
}
"""Role → what they did; who knows best why it mattered comes first."""


def _sentences(body: str) -> Iterator[str]:
    """Sentences of an explanation, each as it stands there; code, trailers, tables and headings are none."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", _without_code(body)):
        lines = [line for line in paragraph.splitlines() if not _NO_PROSE.match(line)]
        text = _BULLET.sub("", _plain(" ".join(lines)))
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“(])", text) if text else ():
            told = sentence.strip().rstrip(".")
            if 8 <= len(told) <= _LONGEST and told in _plain(body):
                yield told


def _without_code(body: str) -> str:
    return re.sub(r"```.*?(?:```|\Z)|<!--.*?(?:-->|\Z)|\x00", "\n\n", body[:60_000], flags=re.DOTALL)


_NO_PROSE = re.compile(
    r"\s*(?:[A-Z][\w-]{1,30}(?:-by|-to|-on|-Id|-URL|-from)?: \S|#|>|\||@@|diff |\$ |[+-]{3} |\t| {4})"
)
_BULLET = re.compile(r"^(?:[-*+]|\d+[.)])\s+")


def _purpose_in(sentence: str) -> str:
    """What follows "so that" or "in order to"; a bare "to" is too weak a sign in an explanation."""
    found = re.search(r"(?<!\w)(?:in order to (?P<verb>[^.;]{3,200})|(?P<clause>so that [^.;]{3,200}))", sentence)
    return (found["verb"] or found["clause"]).strip(" ,") if found else ""


def _says_a_change(sentence: str) -> bool:
    return any(_is_a_change(metric) for metric in metrics_in(sentence))


def _is_a_change(metric: Metric) -> bool:
    return metric.certain and (bool(metric.before and metric.after) or metric.change_percent is not None)


def _plain(text: str) -> str:
    return " ".join(text.split())
