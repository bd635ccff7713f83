"""Server time and queries of every page, with ten years of one person's data and with a tenth of it.

    bench/pages [--rounds 40] [--scale 1.0]

Prints a table (Markdown): queries, median and 95th percentile in milliseconds for both, their ratio; exits with 1 when
a page is over budget (p95 50 ms, 15 queries, factor two). Time is taken around the whole stack of middleware and view
with Django's test client on a real SQLite file, so it is the server's time without the network.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
P95, QUERIES, FACTOR = 50.0, 15, 2.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--scale", type=float, default=1.0)
    given = options.parse_args()
    print("| page | queries | median ms | p95 ms | a tenth: p95 ms | factor |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    both = zip(measured(given.scale / 10, given.rounds), measured(given.scale, given.rounds), strict=True)
    over = [name for (name, few), (_, many) in both if not _row(name, many, few)]
    print(f"\nOver budget: {', '.join(over)}" if over else "\nEvery page is within its budget.")
    return 1 if over else 0


type Figures = tuple[int, list[float]]


def _row(name: str, full: Figures, small: Figures) -> bool:
    (queries, times), (_, few) = full, small
    p95, p95_few, factor = _p95(times), _p95(few), statistics.median(times) / statistics.median(few)
    print(f"| {name} | {queries} | {statistics.median(times):.1f} | {p95:.1f} | {p95_few:.1f} | {factor:.1f} |")
    # Below 10 ms the factor between two medians is the machine's noise.
    return p95 <= P95 and queries <= QUERIES and (factor <= FACTOR or p95 < 10)


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def measured(scale: float, rounds: int) -> Iterator[tuple[str, Figures]]:
    """Each scale in a process of its own, since one database belongs to a process. A page is measured when it is asked
    for: so the two scales take turns, and other work on the machine meets both."""
    order = [sys.executable, __file__, "--child", str(scale), str(rounds)]
    with tempfile.TemporaryDirectory() as home:
        place = {**os.environ, "ALONGSIDE_HOME": home, "DJANGO_SETTINGS_MODULE": "alongside.project.settings"}
        with subprocess.Popen(order, env=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            while line := process.stdout.readline():
                yield json.loads(line)
                process.stdin.write("next\n")
                process.stdin.flush()
        if process.returncode:
            raise RuntimeError("The pages could not be measured; what went wrong stands above.")


def child(scale: float, rounds: int) -> None:
    import gc
    import importlib

    importlib.import_module("alongside.project.wsgi")  # as it is served: set up, and its memory settled
    from bench.ten_years import fill
    from django.core.management import call_command

    from alongside.lib.memory import settle

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    member = fill(scale)
    print(f"Made {scale:g} of ten years in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    gc.collect()
    settle()  # who serves the pages has not made the data
    for page in figures_of(member, rounds):
        print(json.dumps(page), flush=True)
        sys.stdin.readline()


def figures_of(member: object, rounds: int) -> Iterator[tuple[str, Figures]]:
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=True)
    client.force_login(member.user)  # type: ignore[attr-defined]
    for name, url in pages(member):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        asked = len(queries)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        client.get(url)
        times = []
        for _ in range(rounds):
            reset_queries()
            started = time.perf_counter()
            client.get(url)
            times.append((time.perf_counter() - started) * 1000)
        yield name, (asked, times)


def pages(member: object) -> Iterator[tuple[str, str]]:
    from django.urls import reverse
    from django.utils import timezone

    from alongside.evidence.models import Entry, Piece, Story
    from alongside.one_on_ones.models import Pair
    from alongside.people.models import Person
    from alongside.sources.models import Connection

    def first(noun: type) -> int:
        pk: int = noun.objects.visible_to(member).order_by("-pk").first().pk  # type: ignore[attr-defined]
        return pk

    pair = Pair.objects.visible_to(member).order_by("pk").first().pk  # type: ignore[arg-type, union-attr]
    yield "Today", reverse("desk:today")
    yield "Log", reverse("evidence:log")
    yield "Log, free text", reverse("evidence:log") + "?q=checkout+latency"
    yield "Log, by topic", reverse("evidence:log") + "?topic=checkout"
    yield "Log, by person", reverse("evidence:log") + f"?person={first(Person)}"
    yield "Log, by kind", reverse("evidence:log") + "?kind=blocker"
    yield "Entry", reverse("evidence:entry", args=[first(Entry)])
    yield "Pieces of work", reverse("evidence:pieces")
    yield "Pieces of work of a month", reverse("evidence:pieces") + f"?month={timezone.localdate():%Y-%m}"
    yield "The year", reverse("evidence:timeline")
    yield "Piece of work", reverse("evidence:piece", args=[first(Piece)])
    yield "Impact stories", reverse("evidence:stories")
    yield "Impact story", reverse("evidence:story", args=[first(Story)])
    yield "One-on-ones", reverse("one_on_ones:one_on_ones")
    yield "Agenda", reverse("one_on_ones:agenda", args=[pair])
    yield "Preparation", reverse("one_on_ones:prepare", args=[pair])
    yield "History", reverse("one_on_ones:history", args=[pair])
    yield "History, free text", reverse("one_on_ones:history", args=[pair]) + "?q=checkout"
    yield "Question bank", reverse("one_on_ones:questions")
    yield from _of_growth(member)
    yield "Identities", reverse("sources:identity_proposals")
    yield "Sources", reverse("sources:sources")
    yield "A source", reverse("sources:connection", args=[first(Connection)])
    yield "Connect a source", reverse("sources:connect", args=["github"])
    yield from _of_knowledge(first)
    yield "Search", reverse("desk:search") + "?q=checkout"
    yield "Settings", reverse("desk:settings")


def _of_people(member: object) -> Iterator[tuple[str, str]]:
    from django.db.models import Count
    from django.urls import reverse

    from alongside.people.models import Person

    persons = Person.objects.visible_to(member)  # type: ignore[arg-type]
    met_most = persons.annotate(met=Count("touchpoints")).order_by("-met")[0].pk
    yield "People", reverse("people:people")
    yield "People of a ring", reverse("people:people") + "?ring=support"
    yield "People, by name", reverse("people:people") + "?q=person+100"
    yield "Who could be here", reverse("people:strangers")
    yield "Person met most", reverse("people:person", args=[met_most])
    yield "Touchpoints with a person", reverse("people:touchpoints", args=[met_most])
    yield "Merged and removed", reverse("people:gone")
    yield "Expectations", reverse("people:expectations")


def _of_growth(member: object) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from alongside.people.models import Person

    manager = Person.objects.visible_to(member).get(relation="manager", name="Manager").pk  # type: ignore[arg-type]
    yield from _of_people(member)
    yield "Steps of this week", reverse("growth:steps")
    yield "Growth", reverse("growth:growth")
    yield "Advocates", reverse("growth:advocates")
    yield "Advocates, all years", reverse("growth:advocates") + "?all"
    yield "Decision makers", reverse("growth:deciders")
    yield "Decision makers, all years", reverse("growth:deciders") + "?all"
    yield "What the manager has seen", reverse("growth:seen_by", args=[manager])
    yield "Decision makers, every claim", reverse("growth:deciders") + "?all&rows=all"
    yield "What hangs on the manager", reverse("growth:dependence", args=[manager])
    yield "Topics to be known for", reverse("growth:topics")
    yield "Support", reverse("growth:support")
    rare = Person.objects.visible_to(member).filter(relation="skip_level").order_by("pk").first()  # type: ignore[arg-type]
    yield "Brief before a rare talk", reverse("one_on_ones:brief", args=[rare.pk])  # type: ignore[union-attr]
    yield "One-on-ones with the manager", reverse("one_on_ones:with_person", args=[manager])


def _of_knowledge(first: Callable[[type], int]) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from alongside.evidence.models import Entry
    from alongside.knowledge.models import Area

    yield "Whom to ask", reverse("knowledge:ask")
    yield "Whom to ask about a file", reverse("knowledge:ask") + "?q=src/part5/file7.py"
    yield "Whom to ask about a folder", reverse("knowledge:ask") + "?q=src/part5/"
    yield "Whom to ask, words", reverse("knowledge:ask") + "?q=change+history+part"
    yield "Whom to ask about an entry", reverse("knowledge:ask") + f"?entry={first(Entry)}"
    yield "Areas", reverse("knowledge:areas")
    yield "An area", reverse("knowledge:area", args=[first(Area)])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(float(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main())
