"""One message of a day's file. Format: the export's days hold what the API calls message events."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_TS = re.compile(r"\d{9,10}(?:\.\d{1,6})?")
_WRITTEN = frozenset(("", "thread_broadcast", "me_message", "file_share"))
_BY_BOTS = "bot_message"


class BadMessage(ValueError):
    """The message is a whole sentence."""


@dataclass(frozen=True, slots=True)
class Message:
    ts: str
    """Its name within the channel, and its time: seconds since 1970."""
    user: str
    """A number such as U012AB3CD; empty for some bots."""
    text: str
    thread: str
    """The ts of the first message of its thread; empty outside threads."""
    bot: str
    """The name under which a bot wrote it; empty for people."""
    reactions: int

    @property
    def at(self) -> datetime:
        return moment(self.ts)

    @property
    def begins_thread(self) -> bool:
        return self.thread == self.ts


def moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def is_ts(ts: object) -> bool:
    return isinstance(ts, str) and _TS.fullmatch(ts) is not None


def message_in(record: Any) -> Message | None:
    """None for what nobody wrote, such as “has joined the channel”. Raises BadMessage."""
    if not isinstance(record, dict):
        raise BadMessage("This is no message: it is not a JSON object.")
    subtype = _text(record.get("subtype"))
    if record.get("type", "message") != "message" or (subtype not in _WRITTEN and subtype != _BY_BOTS):
        return None
    ts, text = record.get("ts"), record.get("text") or ""
    if not isinstance(ts, str) or not is_ts(ts):
        raise BadMessage("The message does not say when it was written (ts).")
    if not isinstance(text, str):
        raise BadMessage("The text of the message is no text.")
    thread = record.get("thread_ts")
    return Message(
        ts=ts,
        user=_text(record.get("user")),
        text=text,
        thread=thread if isinstance(thread, str) and is_ts(thread) else "",
        bot=_bot(record, subtype),
        reactions=_reactions(record.get("reactions")),
    )


def _bot(record: dict[str, Any], subtype: str) -> str:
    if subtype == _BY_BOTS or record.get("bot_id"):
        return _text(record.get("username")) or "bot"
    return ""


def _reactions(found: Any) -> int:
    counts = (each.get("count") for each in found if isinstance(each, dict)) if isinstance(found, list) else ()
    return sum(count for count in counts if isinstance(count, int) and 0 < count < math.pow(10, 6))


def _text(value: Any) -> str:
    return value[:200] if isinstance(value, str) else ""
