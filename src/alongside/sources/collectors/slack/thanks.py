"""Which messages thank me. Only those that mention me count: “thanks!” alone may be meant for anybody."""

import re
from collections.abc import Iterable

from .mrkdwn import mentioned

_WORDS = re.compile(
    r"""\b(?:thanks|thank\ (?:you|u)|thankyou|thx|tysm|tnx|kudos|props\ to|shout[ -]?outs?|hats\ off|
        (?:great|good|nice|amazing|awesome|fantastic|excellent)\ (?:job|work)|well\ done|
        (?:really\ |much\ |so\ )?appreciate[ds]?|grateful|saved\ (?:me|us|my|the\ day)|
        danke|dankesch[öo]n|vielen\ dank|merci|gracias|grazie|obrigad[oa]|bedankt|tack\ s[åa]\ mycket)\b
    |:(?:taco|thank[-_]?you|thanks|thankyou|kudos|clap|bow|raised_hands|pray|trophy|star2?):
    |ありがとう|谢谢""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_YET = re.compile(
    r"\b(?:no,?\ thank|no\ thx|thank(?:s|\ you)\ in\ advance|nein\ danke|danke\ im\ voraus)", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:can|could|would|will)\s+(?:you|u|someone|anyone)\b|\bplease\b|\bp(?:ls|lz)\b|\bbitte\b", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|by|von)\s+<@([A-Z0-9]{2,20})[|>]")
_PLUS = r"<@(?:{ids})(?:\|[^<>]*)?>\s*:?\s?\+\+(?!\+)|\+\d{{1,4}}\s+<@(?:{ids})(?:\|[^<>]*)?>"


def thanks_me(text: str, me: Iterable[str]) -> bool:
    """Words of thanks beside my name, and what the usual bots are told: `@name ++`, `+10 @name`, :taco:."""
    ids = frozenset(me)
    if not ids.intersection(mentioned(text)):
        return False
    if re.search(_PLUS.format(ids="|".join(map(re.escape, sorted(ids)))), text):
        return True
    return _WORDS.search(_NOT_YET.sub(" ", _before_a_request(text))) is not None


def _before_a_request(text: str) -> str:
    """“Could you look at this? Thanks!” thanks for nothing yet; “thanks, and could you …” does."""
    asks = _ASKS.search(text)
    return text[: asks.start()] if asks else text


def giver(text: str) -> str:
    """A bot says “<@U2> gave kudos to <@U1>”, or “<@U1> got kudos from <@U2>”. Empty when it names one person only."""
    people = mentioned(text)
    said = _FROM.search(text)
    return said[1] if said else people[0] if len(set(people)) > 1 else ""
