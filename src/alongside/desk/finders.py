"""What Today looks for, each function one kind of line, in the order of what cannot wait."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from itertools import islice
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from alongside.accounts.models import Member
from alongside.desk.glance import Glance, glance
from alongside.desk.pressing import asked, meetings, obstacles, open_pairs, promises
from alongside.desk.today import Line
from alongside.growth.queries import DueTopic, is_needed, topics_due
from alongside.one_on_ones.queries.rare import talks_ahead
from alongside.one_on_ones.queries.schedule import schedules
from alongside.sources.queries import last_runs

QUIET = timedelta(days=7)


def find_lines(viewer: Member, day: date, delayed: Container[str]) -> Iterator[Line]:
    """In the order of what cannot wait; who is shown seven lines has no more of them looked up."""
    now, pairs, seen = timezone.now(), list(open_pairs(viewer)), glance(viewer, day)
    times = schedules(viewer, pairs, now=now)
    held = [(pair, times[pair.pk]) for pair in pairs]
    ahead = talks_ahead(viewer, now=now, held=held)
    yield from meetings(viewer, day, held, ahead, now=now)
    yield from asked(seen)
    yield from promises(viewer, day)
    yield from obstacles(viewer, day, pairs)
    yield from steps(seen, day, met={talk.person.pk for talk in ahead})
    yield from suggestions(seen)
    yield from stories(seen)
    yield from topics(viewer, day, delayed)
    yield from silence(seen, day)
    yield from sources(viewer, day)


def suggestions(seen: Glance) -> Iterator[Line]:
    for piece in seen.pieces:
        yield Line(
            key=f"piece:{piece['id']}",
            verb="Make an entry",
            text=f"of “{piece['title']}”",
            why=capfirst("; ".join(filter(None, (piece["why"], piece["more_why"]))) or piece["because"]),
            mark="work",
            url=reverse("evidence:piece", args=[piece["id"]]),
            do="Look",
            on=date.fromisoformat(piece["on"]),
        )


def steps(seen: Glance, day: date, *, met: set[int | None]) -> Iterator[Line]:
    """The first of this week that is open. The others stand on their own page, which looks for them in a new week."""
    if not seen.planned:
        week = f"{day:%G-%V}"
        yield _step(f"steps:{week}", "Look for", "three small steps of this week", "Each for a reason of your record")
    for step in [step for step in seen.step if is_needed(step["kind"], step["person"], met)][:1]:
        text = step["text"][:1].lower() + step["text"][1:].rstrip(".")
        yield _step(f"step:{step['id']}", "Take a small step:", text, step["why"])


def _step(key: str, verb: str, text: str, why: str) -> Line:
    return Line(key=key, verb=verb, text=text, why=why, mark="person", url=reverse("growth:steps"), do="Look")


def stories(seen: Glance) -> Iterator[Line]:
    for story in seen.story:
        yield Line(
            key=f"story:{story['id']}",
            verb="Name the result",
            text=f"of “{story['action']}”",
            why="The story has no result yet; a number before and after makes it stick",
            mark="story",
            url=reverse("evidence:story", args=[story["id"]]),
            do="Write",
            on=date.fromisoformat(story["on"]),
        )


def topics(viewer: Member, day: date, delayed: Container[str]) -> Iterator[Line]:
    """One, and of one that was dismissed nothing until something new on it has come and grown old."""
    lines = (_topic(due) for due in topics_due(viewer, today=day))
    yield from islice((line for line in lines if line.key not in delayed), 1)


def _topic(due: DueTopic) -> Line:
    return Line(
        key=f"topic:{due.known_for.pk}:{due.last_on or due.known_for.chosen_on}",
        verb="Add something on",
        text=f"“{due.known_for.topic}”, which you want to be known for",
        why=due.why.rstrip("."),
        mark="growth",
        url=f"{reverse('evidence:log')}?{urlencode({'line': f' #{due.known_for.tag}'}, quote_via=quote)}",
        do="Write",
        on=due.last_on,
    )


def sources(viewer: Member, day: date) -> Iterator[Line]:
    """A source whose last run failed brings nothing more until somebody looks; then one that was not read for long."""
    runs = last_runs(viewer)
    for run in [run for run in runs if run.state == "failed"][:1]:
        yield _about_source(f"mend:{run.pk}", "Mend", f"the source {run.name}", run.told, "alert")
    long_ago = [run for run in runs if run.state == "done" and run.goes_stale and run.ended_at < timezone.now() - QUIET]
    for run in sorted(long_ago, key=lambda run: run.ended_at)[:1]:
        of = f"connection:{run.connection_id}" if run.connection_id else f"repository:{run.repository_id}"
        why = f"Last read on {timezone.localtime(run.ended_at):%-d %B}"
        yield _about_source(f"read:{of}:{day:%G-%V}", "Read", f"what is new in {run.name}", why, "commit")


def _about_source(key: str, verb: str, text: str, why: str, mark: str) -> Line:
    return Line(key=key, verb=verb, text=text, why=why, mark=mark, url=reverse("sources:sources"), do="Look")


def silence(seen: Glance, day: date) -> Iterator[Line]:
    last = next((date.fromisoformat(line["on"]) for line in seen.last_line), None)
    if last is None or last < day - QUIET:
        yield Line(
            key=f"silence:{day:%G-%V}",
            verb="Write one line",
            text="about your week: a win, something hard, something learnt",
            why=f"The last one is from {last:%-d %B}" if last else "Your log is empty; one line is enough",
            mark="log",
            url=reverse("evidence:log"),
            do="Write",
        )
