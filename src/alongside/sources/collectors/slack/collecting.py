"""One run over an export: month by month in each channel, and only the months whose files changed."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from typing import Any

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Progress
from alongside.sources.collectors.plain import file_at

from .archive import Archive, Unreadable
from .channels import Channel, channels_in, chosen
from .grouping import Words, findings, grouped, thanks
from .messages import BadMessage, Message, message_in, moment
from .people import mine_among, people_in
from .thanks import giver, thanks_me

_MARGIN = timedelta(days=2)
"""Days of the files are not the days of the reader: they begin at midnight somewhere else."""
_MOST_LOOKUPS = 200
_DEFECTS_PER_FILE = 20


def collect(given: Given) -> Iterator[Item]:
    archive = Archive(file_at(given.settings.get("file", "")))
    try:
        yield from archive.strays()
        yield from _Run(archive, given).items()
    finally:
        archive.close()


class _Run:
    def __init__(self, archive: Archive, given: Given) -> None:
        self._archive, self._given = archive, given
        people = people_in(archive.listed("users.json", "org_users.json"))
        self._channels = channels_in(archive.listed("channels.json"))
        names = {channel.id: channel.name for channel in self._channels}
        self._words = Words(people, names, mine_among(people, given.me), given.zone)
        self._months = _known_months(given.state)
        self._read = 0

    def items(self) -> Iterator[Item]:
        for choice in list(chosen(self._given.settings.get("channels", ""), self._channels)):
            if isinstance(choice, Channel):
                yield from self._channel(choice)
            else:
                yield choice
        yield self._checkpoint()

    def _channel(self, channel: Channel) -> Iterator[Item]:
        days = self._archive.days(channel.name) or self._archive.days(channel.id)
        if not days:
            yield Defect(channel.origin, "The export holds no days of this channel.")
        known = self._months.setdefault(channel.id, {})
        for month in _months(days):
            near = {day: info for day, info in days.items() if month - _MARGIN <= day < _next(month) + _MARGIN}
            mark = self._mark(near)
            if known.get(month.isoformat()[:7]) == mark:
                continue
            yield from _Month(self._archive, self._given, self._words, channel, month, days).items(near)
            known[month.isoformat()[:7]] = mark
            self._read += len(near)
            yield Progress(channel.origin, self._read)
            yield self._checkpoint()

    def _mark(self, near: dict[date, zipfile.ZipInfo]) -> str:
        """Changes when a file does, or who is meant by me."""
        told = [f"{day} {info.CRC} {info.file_size}" for day, info in near.items()]
        told += [str(self._given.zone), *sorted(self._words.me)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint({"months": {channel: dict(months) for channel, months in self._months.items()}})


@dataclass
class _Month:
    archive: Archive
    given: Given
    words: Words
    channel: Channel
    month: date
    days: dict[date, zipfile.ZipInfo]
    mine: list[Message] = field(default_factory=list)
    thanks: list[Message] = field(default_factory=list)
    parents: dict[str, Message] = field(default_factory=dict)
    lookups: int = 0

    def items(self, near: dict[date, zipfile.ZipInfo]) -> Iterator[Item]:
        for day, info in near.items():
            self.given.pause(0)
            yield from self._day(day, info)
        for message in self.thanks:
            yield Found(thanks(message, self.channel, self.words), self.channel.origin)
        for finding in findings(grouped(self.mine, self.words), self.channel, self.words, self._parent):
            yield Found(finding, self.channel.origin)

    def _day(self, day: date, info: zipfile.ZipInfo) -> Iterator[Defect]:
        messages, defects = self._messages(info)
        for message in messages:
            self._take(message)
        if self.month <= day < _next(self.month):
            yield from defects

    def _messages(self, info: zipfile.ZipInfo) -> tuple[list[Message], list[Defect]]:
        try:
            records = self.archive.read(info)
        except Unreadable as problem:
            return [], [Defect(info.filename, str(problem))]
        if not isinstance(records, list):
            return [], [Defect(info.filename, "This is no list of messages. It was not read.")]
        return _read(records, info.filename)

    def _take(self, message: Message) -> None:
        if message.begins_thread:
            self.parents[message.ts] = message
        if not self.month <= self.words.day(message) < _next(self.month):
            return
        if message.user in self.words.me:
            if not message.bot:
                self.mine.append(message)
        elif thanks_me(message.text, self.words.me) and not (message.bot and giver(message.text) in self.words.me):
            self.thanks.append(message)

    def _parent(self, thread: str) -> Message | None:
        """Of an older thread it stands in the file of another day."""
        if thread not in self.parents and self.lookups < _MOST_LOOKUPS:
            self.lookups += 1
            begun = moment(thread).astimezone(UTC).date()
            for day in (begun, begun - timedelta(days=1), begun + timedelta(days=1)):
                if day in self.days and thread not in self.parents:
                    self.given.pause(0)
                    found, _ = self._messages(self.days[day])
                    self.parents.update({message.ts: message for message in found if message.begins_thread})
        return self.parents.get(thread)


def _read(records: list[Any], name: str) -> tuple[list[Message], list[Defect]]:
    messages, defects = [], []
    for number, record in enumerate(records, start=1):
        try:
            message = message_in(record)
        except BadMessage as problem:
            defects.append(Defect(f"{name}, message {number}", str(problem)))
        else:
            messages += [message] if message else []
    left = len(defects) - _DEFECTS_PER_FILE
    if left > 0:
        defects[_DEFECTS_PER_FILE:] = [Defect(name, f"{left} more messages cannot be read.")]
    return messages, defects


def _months(days: dict[date, zipfile.ZipInfo]) -> list[date]:
    """The first days of all months that may hold a message."""
    one = timedelta(days=1)
    return sorted({near.replace(day=1) for day in days if day.year > 1 for near in (day - one, day, day + one)})


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _known_months(state: Any) -> dict[str, dict[str, str]]:
    months = state.get("months")
    found = months.items() if isinstance(months, dict) else ()
    return {channel: dict(known) for channel, known in found if isinstance(known, dict)}
