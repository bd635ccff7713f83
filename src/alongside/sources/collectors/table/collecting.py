"""Rows of one's own as findings, in the order of the file."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Given, Item, Refused, folded
from alongside.sources.collectors.dates import DateReading, reads_dates
from alongside.sources.collectors.plain import one_line, short_id
from alongside.sources.collectors.rereading import reread
from alongside.sources.collectors.table.guessing import column_of_people
from alongside.sources.collectors.table.mapping import Reader, mapped_columns
from alongside.sources.collectors.table.occurrences import Occurrences
from alongside.sources.collectors.table.people import is_about
from alongside.sources.collectors.table.records import Record, columns_of, records_in, sample_of
from alongside.sources.collectors.text_file import name_of

_PAUSE = 1_000


def collect(given: Given) -> Iterator[Item]:
    yield from reread(given, _items(given), stage="rows")


def columns(given: Given) -> list[str]:
    return columns_of(given.settings.get("file", ""))


def _items(given: Given) -> Iterator[Item]:
    path = given.settings.get("file", "")
    mapped = mapped_columns(given, columns_of(path))
    reader = Reader(given, mapped, reads_dates(_cells(path, mapped["date"])))
    _refuse_other_columns(reader, sample_of(path))
    origin, others = name_of(path), 0
    with closing(Occurrences()) as seen:
        for number, record in enumerate(records_in(path)):
            if number % _PAUSE == 0:
                given.pause(0)
            if isinstance(record, Defect):
                yield record
            elif "who" in mapped and not is_about(reader.told(record.cells, "who"), given.me):
                others += 1
            else:
                yield _item(reader, record, seen, origin)
    if "who" not in mapped and (doubtful := column_of_people(columns_of(path))):
        yield Defect(origin, _everybody(doubtful))
    if others:
        column = one_line(mapped["who"], 60)
        yield Defect(origin, f"Rows of others by the column “{column}”, left out: {others}.")


def _everybody(doubtful: str) -> str:
    return (
        f"All rows count as yours, whatever stands in the column “{one_line(doubtful, 60)}”. If it says whose a row is,"
        " choose it for that, and add what you are called there to your names."
    )


def _cells(path: str, column: str) -> Iterator[str]:
    return (record.cells.get(column, "") for record in records_in(path) if isinstance(record, Record))


def _refuse_other_columns(reader: Reader, sample: list[Record]) -> None:
    """One sentence instead of a defect in every row."""
    told = [text for record in sample if (text := reader.told(record.cells, "date"))]
    if told and not any(_is_date(reader.dates, text, reader.given) for text in told):
        column, example = one_line(reader.columns["date"], 60), one_line(told[0], 40)
        raise Refused(f"The column “{column}” holds no dates that are understood, but “{example}”. Choose another one.")


def _is_date(dates: DateReading, text: str, given: Given) -> bool:
    try:
        dates.read(text, given.zone)
    except ValueError:
        return False
    return True


def _item(reader: Reader, record: Record, seen: Occurrences, origin: str) -> Item:
    try:
        finding = reader.finding(record.cells)
    except ValueError as problem:
        return Defect(record.place, str(problem))
    name = _own_name(finding) or reader.identity(record.cells)
    times = seen.count(name)
    if finding.id and times > 1:
        return Defect(record.place, f"“{one_line(finding.id, 60)}” names an earlier row, too: this one is left out.")
    return Found(replace(finding, id=short_id(name if finding.id else f"row/{name}/{times}")), origin)


def _own_name(finding: Finding) -> str:
    """A mere number is one of many: other tables of the same member have a row 12, too."""
    if not finding.id.isdecimal():
        return finding.id
    told = finding.url or folded(finding.title)
    return f"{finding.id}/{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
