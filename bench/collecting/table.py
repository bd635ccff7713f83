"""The figures as a table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    ours: float
    unit: str = "s"
    beside: str = ""
    """What git was asked for."""
    theirs: float = 0.0
    most: float = 0.0
    """In the unit, or as a multiple of git's figure when there is one; 0: nothing was promised."""

    @property
    def measure(self) -> float:
        return self.ours / self.theirs if self.theirs else self.ours

    @property
    def is_kept(self) -> bool:
        return not self.most or self.measure <= self.most


def printed(lines: Iterable[Line]) -> bool:
    """Whether every promise is kept."""
    all_lines = list(lines)
    print("| what | Alongside | beside | git | ratio | at most | |")
    print("| --- | ---: | --- | ---: | ---: | ---: | --- |")
    for line in all_lines:
        git = f"{line.theirs:.2f} s" if line.theirs else ""
        ratio = f"{line.measure:.2f}" if line.theirs else ""
        most = (f"{line.most:g}" if line.theirs else _told(line.most, line.unit)) if line.most else ""
        verdict = ("kept" if line.is_kept else "**over**") if line.most else ""
        print(f"| {line.what} | {_told(line.ours, line.unit)} | {line.beside} | {git} | {ratio} | {most} | {verdict} |")
    return all(line.is_kept for line in all_lines)


def _told(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if unit == "s" else f"{value:,.0f} {unit}"
