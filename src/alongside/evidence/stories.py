"""Impact stories in words: *did what · to change what · resulting in*.

What is missing is asked for, never filled in.
"""

import re
from dataclasses import dataclass
from functools import cache

from alongside.evidence.metrics import Metric, describe, metrics_in
from alongside.lib.quantities import dimension
from alongside.lib.word_set import word_set

CIRCLES = ("own", "collaboration", "enabling")


@dataclass(frozen=True)
class StoryText:
    action: str = ""
    purpose: str = ""
    result: str = ""
    metrics: tuple[Metric, ...] = ()
    circle: str = ""
    goals: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # what a reader sees of each: "commit 1a2b3c4", "Mina's note"


@dataclass(frozen=True)
class Gap:
    """Something that a story does not say yet, and the one question that asks for it."""

    code: str  # action, purpose, result, number, goal, witness, source, circle
    sentence: str
    question: str

    @property
    def field(self) -> str:
        """Of the story's form, in which the answer is written; a source has none."""
        return {"number": "result", "goal": "goals", "witness": "witnesses", "source": ""}.get(self.code, self.code)


def as_sentence(story: StoryText) -> str:
    parts = [_plain(story.action), _with_purpose(story.purpose), _with_result(story.result)]
    sentence = "".join(_joined(parts)) + _numbers_not_said(story)
    return _as_a_sentence(sentence)


def as_bullet(story: StoryText) -> str:
    """One Markdown list item, as it goes into a summary or a CV."""
    return f"- {_markdown(as_sentence(story))}"


def as_markdown(story: StoryText) -> str:
    lines = [
        ("Purpose", _plain(story.purpose)),
        ("Result", _plain(story.result)),
        (
            "Numbers",
            "; ".join(_number(metric) + ("" if metric.certain else " (please check)") for metric in story.metrics),
        ),
        ("Circle of impact", CIRCLE_NAMES.get(story.circle, story.circle)),
        ("Goals", ", ".join(story.goals)),
        ("Seen by", ", ".join(story.witnesses)),
        ("Sources", ", ".join(story.sources)),
    ]
    items = [f"- **{name}:** {_markdown(_plain(told))}" for name, told in lines if told]
    title = f"### {_markdown(_capital(_plain(story.action)))}" if story.action.strip() else "### Impact story"
    return "\n".join([title, *(["", *items] if items else [])]) + "\n"


CIRCLE_NAMES = {"own": "own contribution", "collaboration": "collaboration", "enabling": "enabling others"}


def lint(story: StoryText) -> tuple[Gap, ...]:
    """What the story does not say yet, the most telling first."""
    says = {
        "action": bool(story.action.strip()),
        "result": bool(story.result.strip()),
        "number": any(_says_a_change(metric) for metric in story.metrics),
        "purpose": bool(story.purpose.strip()),
        "goal": bool(story.goals),
        "witness": bool(story.witnesses),
        "source": bool(story.sources),
        "circle": story.circle in CIRCLES,
    }
    return tuple(_gap(code, story) for code, is_said in says.items() if not is_said)


def _says_a_change(metric: Metric) -> bool:
    return metric.certain and (bool(metric.before and metric.after) or metric.change_percent is not None)


def _gap(code: str, story: StoryText) -> Gap:
    if code == "number" and story.metrics:
        told = describe(story.metrics[0])
        return Gap(
            code,
            f"{told} has nothing to compare with.",
            "What was it before? A number before and after makes it stick.",
        )
    return Gap(code, *_ASKED[code])


_ASKED = {
    "action": ("It does not say what was done.", "What did you do, in one verb and its object?"),
    "purpose": ("It does not say what it was for.", "What did you want to change, and for whom?"),
    "result": ("It does not say what came of it.", "What is different now, for whom?"),
    "number": ("There is no number in it.", "How do you know? A number before and after makes it stick."),
    "goal": ("It serves no goal yet.", "Which goal of the team or of yours does it serve?"),
    "witness": ("Nobody is named who saw it.", "Who saw this work and could speak for it?"),
    "source": ("It has no source.", "Where can a reader see it: a change, a ticket, a note, somebody's words?"),
    "circle": ("It is in no circle of impact.", "Was it your own contribution, collaboration, or enabling others?"),
}


def draft_from(text: str) -> StoryText:
    """The text split into action, purpose and result, in its own words; what it does not say stays empty."""
    words = _plain(text).rstrip(" .")
    told, result = _split(_result_words(), words)
    action, purpose = _purpose_first(told) or _split(_purpose_words(), told)
    return StoryText(action=action, purpose=purpose, result=result, metrics=metrics_in(" ".join(text.split())))


def _split(joint: re.Pattern[str], text: str) -> tuple[str, str]:
    found = joint.search(text)
    if not found or not text[: found.start()].strip(" ,;"):
        return text.strip(" ,;"), ""
    return text[: found.start()].strip(" ,;"), text[found.end("joint") :].strip(" ,;")


def _purpose_first(text: str) -> tuple[str, str] | None:
    """ "To reduce abandoned carts, cut the checkout time"."""
    found = re.match(r"(?:in order )?to (?P<purpose>[^,]{3,200}), (?P<action>.+)", text, re.IGNORECASE)
    return (found["action"], found["purpose"]) if found and _is_purpose_verb(found["purpose"].split()[0]) else None


def _is_purpose_verb(word: str) -> bool:
    return word.casefold() in _PURPOSE_VERBS


def _with_purpose(purpose: str) -> str:
    plain = _plain(purpose)
    return (
        f"to {plain}"
        if plain and not re.match(r"(?:to|so that|because|for|damit|um)\s", plain, re.IGNORECASE)
        else plain
    )


def _with_result(result: str) -> str:
    plain = _plain(result)
    if not plain or _is_a_sentence(plain) or re.match(r"(?:resulting in|leading to|which|so)\s", plain, re.IGNORECASE):
        return plain
    return f"resulting in {plain}"


def _joined(parts: list[str]) -> list[str]:
    action, purpose, result = parts
    told = (", " if _is_long(action) else " ").join(part for part in (action, purpose) if part)
    if result and told and _is_a_sentence(result):
        return [_as_a_sentence(told), " " + result]
    return [told, (", " if told else "") + result] if result else [told]


def _is_a_sentence(result: str) -> bool:
    """`Captures that fail fell by half` stands for itself; `fewer lost captures` needs joining."""
    first, *more = result.split()
    return len(more) > 1 and first.isalpha() and first.istitle()


def _is_long(action: str) -> bool:
    """It says two things, so the reader has to breathe before what it was for."""
    return bool(re.search(r",|\s(?:and|und)\s", action))


def _numbers_not_said(story: StoryText) -> str:
    said = _plain(f"{story.action} {story.purpose} {story.result}")
    missing = [_number(metric) for metric in story.metrics if metric.certain and not _is_said(metric, said)]
    return f" ({'; '.join(missing)})" if missing else ""


def _is_said(metric: Metric, said: str) -> bool:
    quantities = [quantity.text for quantity in (metric.before, metric.after) if quantity] or [metric.text]
    return all(_plain(text) in said for text in quantities)


def _number(metric: Metric) -> str:
    counts_itself = metric.after and dimension(metric.after.unit) == "count" and metric.what in metric.after.text
    return describe(metric) if counts_itself or not metric.what else f"{_plain(metric.what)} {describe(metric)}"


def _as_a_sentence(text: str) -> str:
    text = _capital(text.strip())
    return text if not text or text[-1] in ".!?…" else text + "."


def _capital(text: str) -> str:
    """Only a plain lower-case word gets a capital: `iOS`, `p95` and `@mina` are names."""
    first = text.split(maxsplit=1)[0] if text else ""
    return text[:1].upper() + text[1:] if first.rstrip(",:").isalpha() and first.islower() else text


def _plain(text: str) -> str:
    return " ".join(text.split())


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


_PURPOSE_VERBS = word_set(
    "reduce increase improve cut help let make avoid prevent enable allow speed save lower raise keep stop fix "
    "unblock give support get meet reach ensure simplify shorten protect catch find show free bring grow win "
    "retain attract understand learn detect handle serve scale comply replace remove eliminate restore secure "
    "guarantee ease boost accelerate minimise minimize maximise maximize strengthen shrink halve double "
    "encourage build test prove measure monitor automate clarify teach onboard be have limit cover decrease "
    "drive deliver unlock satisfy spare stay"
)


@cache
def _purpose_words() -> re.Pattern[str]:
    verbs = "|".join(sorted(_PURPOSE_VERBS))
    return re.compile(
        rf"(?<!\w)(?P<joint>(?:in order to|so as to|to)(?= (?:{verbs})(?!\w))|(?=so that ))",
        re.IGNORECASE,
    )


@cache
def _result_words() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?P<joint>resulting in|which resulted in|this resulted in|leading to|which led to|which brought"
        r"|with the result that|as a result[,:]?|the result:|result:)(?!\w)",
        re.IGNORECASE,
    )
