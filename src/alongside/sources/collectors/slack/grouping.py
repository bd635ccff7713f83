"""Messages of one channel put together: a thread of a day is one thing, what else was said that day another."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import LONGEST_BODY, one_line, plain, short_id

from .channels import Channel
from .messages import Message
from .mrkdwn import readable
from .people import Person
from .thanks import giver

type Key = tuple[date, str]
"""The day, and the thread or ""."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is needed to read a message as people do."""

    people: Mapping[str, Person]
    channels: Mapping[str, str]
    me: frozenset[str]
    zone: tzinfo

    def read(self, message: Message) -> str:
        return readable(message.text, self.people, self.channels)

    def day(self, message: Message) -> date:
        return message.at.astimezone(self.zone).date()


def grouped(messages: Iterable[Message], words: Words) -> dict[Key, list[Message]]:
    groups: dict[Key, dict[str, Message]] = defaultdict(dict)
    for message in messages:
        groups[words.day(message), message.thread][message.ts] = message
    return {key: [found[ts] for ts in sorted(found, key=float)] for key, found in sorted(groups.items())}


def findings(
    groups: Mapping[Key, list[Message]], channel: Channel, words: Words, parent: Callable[[str], Message | None]
) -> Iterator[Finding]:
    for (day, thread), messages in groups.items():
        yield _finding(day, messages, channel, words, parent(thread) if thread else None)


def thanks(message: Message, channel: Channel, words: Words) -> Finding:
    text = words.read(message)
    return Finding(
        id=short_id(f"{channel.id}/{message.ts}/thanks"),
        kind="thanks",
        title=one_line(text),
        at=message.at.astimezone(words.zone),
        body=text,
        tickets=_tickets(text),
        credits=_giver(message, words),
        extra={"channel": channel.name},
    )


def _finding(day: date, messages: list[Message], channel: Channel, words: Words, parent: Message | None) -> Finding:
    texts = [text for text in (words.read(message) for message in messages) if text]
    body = plain("\n\n".join(texts), LONGEST_BODY)
    thread = messages[0].thread
    others = parent is not None and parent.user not in words.me
    asked = words.read(parent) if parent is not None and others else ""
    return Finding(
        id=short_id("/".join(part for part in (channel.id, thread, day.isoformat()) if part)),
        kind="message",
        title=one_line(asked or _first(texts) or f"Without words in {channel.origin}"),
        at=messages[0].at.astimezone(words.zone),
        body=body,
        tickets=_tickets(f"{asked}\n{body}"),
        credits=_asker(parent, asked, words) if parent is not None and others else (),
        extra=_extra(messages, channel),
    )


def _extra(messages: list[Message], channel: Channel) -> dict[str, str]:
    reactions = sum(message.reactions for message in messages)
    told = {"channel": channel.name, "messages": str(len(messages))}
    return told | ({"reactions": str(reactions)} if reactions else {})


def _asker(parent: Message, text: str, words: Words) -> tuple[tuple[str, str, str], ...]:
    person = words.people.get(parent.user)
    if person is None or parent.bot or not (person.name or person.email):
        return ()
    return (("asked" if "?" in text else "author", *person.credit),)


def _giver(message: Message, words: Words) -> tuple[tuple[str, str, str], ...]:
    person = words.people.get(giver(message.text) if message.bot else message.user)
    return (("author", *person.credit),) if person and (person.name or person.email) else ()


def _first(texts: list[str]) -> str:
    return next((line for text in texts for line in text.splitlines() if line.strip()), "")


def _tickets(text: str) -> tuple[str, ...]:
    return tuple(ticket.name for ticket in tickets_in(text))[:50]
