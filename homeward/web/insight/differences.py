"""What differs between two datasets: measure by measure, row by row of the returns, and in what was noticed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.charts.figures import EMPTY_CELL, number, percent
from homeward.measures.result import Result, ResultRow
from homeward.reports.datapack import Pack
from homeward.reports.told_findings import SEVERITIES, in_words
from homeward.sources.findings import Finding

CURVE_DAYS = (91, 183, 365, 730, 1826, 2191)
"""The days of a curve that measures ask about; the others are not laid side by side."""
TOTAL = "All years"


@dataclass(frozen=True)
class Line:
    """One figure or count as it stands in the one dataset and in the other; `change` is empty where there is none."""

    label: str
    before: str
    after: str
    change: str

    @property
    def is_changed(self) -> bool:
        """True where the two are not the same."""
        return self.before != self.after or bool(self.change)


@dataclass(frozen=True)
class Difference:
    """What differs in one measure or table: its lines, and a sentence that tells it."""

    id: str
    title: str
    lines: tuple[Line, ...]
    sentence: str

    @property
    def changed(self) -> tuple[Line, ...]:
        """The lines that differ."""
        return tuple(line for line in self.lines if line.is_changed)

    @property
    def unchanged(self) -> tuple[Line, ...]:
        """The lines that are the same."""
        return tuple(line for line in self.lines if not line.is_changed)


def measures_that_differ(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Return every measure of either pack with its totals and years side by side, in the order of the later pack."""
    old, new = ({result.id: result for result in pack.results} for pack in (before, after))
    return tuple(_measure(old.get(each), new.get(each)) for each in dict.fromkeys((*new, *old)))


def rows_that_differ(before: Pack, after: Pack) -> tuple[Difference, ...]:
    """Return what became of the rows of each table of the return, side by side."""
    return tuple(_fates(table, before, after) for table in dict.fromkeys((*after.fates, *before.fates)))


def findings_that_differ(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Line, ...]:
    """Return how often each rule spoke, errors first; those that appeared or went are told by their numbers."""
    old, new = (Counter((one.severity, one.rule) for one in found) for found in (before, after))
    keys = sorted(old.keys() | new.keys(), key=lambda key: (SEVERITIES.index(key[0]), -new[key], key[1]))
    return tuple(
        _line(f"{in_words(rule)} ({severity})", old[severity, rule], new[severity, rule]) for severity, rule in keys
    )


def _measure(before: Result | None, after: Result | None) -> Difference:
    old, new = _figures(before), _figures(after)
    known = after or before
    lines = tuple(_figure_line(label, old.get(label), new.get(label), known) for label in _in_order(old, new))
    return Difference(known.id, known.title, lines, _sentence(lines))


def _figures(result: Result | None) -> Mapping[str, ResultRow]:
    """Return a result's total and its rows by year, and of a curve or series its days and months, by their labels."""
    rows = result.rows if result else ()
    return {_label(row): row for row in rows if set(row.group) <= {"year"} and row.at_days in (None, *CURVE_DAYS)}


def _label(row: ResultRow) -> str:
    parts = [f"Year to 31 March {row.group['year']}" if "year" in row.group else row.period or TOTAL]
    if row.at_days is not None:
        parts.append(f"within {row.at_days:,} days")
    if row.quantile is not None:
        parts.append(f"after so many days {percent(row.quantile)} had")
    return ", ".join(parts)


def _in_order(old: Mapping[str, ResultRow], new: Mapping[str, ResultRow]) -> list[str]:
    """Return the labels of both, those of all years first."""
    return sorted(old.keys() | new.keys(), key=lambda label: (not label.startswith(TOTAL), label))


def _figure_line(label: str, old: ResultRow | None, new: ResultRow | None, of: Result) -> Line:
    return Line(label, _written(old, of), _written(new, of), _change(old, new, of) if old and new else "")


def _change(old: ResultRow, new: ResultRow, of: Result) -> str:
    """Say by how much a figure changed: `−2`, of a share both its counts: `−2 of −3`, of a curve points of a per cent.

    Nothing where it did not change.
    """
    if of.kind == "curve":
        moved = 100 * ((new.value or 0) - (old.value or 0))
        return f"{_signed(moved)} points" if abs(moved) >= 0.05 else ""
    before, after = ([row.numerator, row.denominator] if _is_share(row, of) else [row.value] for row in (old, new))
    if before == after or len(before) != len(after) or None in (*before, *after):
        return ""
    return " of ".join(_signed(then - now) for now, then in zip(before, after, strict=True))


def _is_share(row: ResultRow, of: Result) -> bool:
    return of.kind not in ("quantile", "count", "curve") and None not in (row.numerator, row.denominator)


def _written(row: ResultRow | None, of: Result) -> str:
    """Write a row as counts where it has any: `11 of 12 (92%)`."""
    if row is None or (row.value is None and row.numerator is None):
        return EMPTY_CELL
    if of.kind == "curve" and row.value is not None:
        return percent(row.value, 1)
    if not _is_share(row, of):
        return number(row.value if row.value is not None else row.numerator)
    share = "" if row.value is None else f" ({percent(row.value, 1)})"
    return f"{row.numerator:,} of {row.denominator:,}{share}"


def _fates(table: str, before: Pack, after: Pack) -> Difference:
    parts = (("read", "Read"), ("used", "Used"), ("repaired", "Repaired"), ("set_aside", "Set aside"))
    old, new = before.fates.get(table), after.fates.get(table)
    lines = tuple(_line(words, getattr(old, name, None), getattr(new, name, None)) for name, words in parts)
    return Difference(table, table, lines, _sentence(lines))


def _line(label: str, old: int | None, new: int | None) -> Line:
    change = _signed(new - old) if None not in (old, new) and old != new else ""
    return Line(label, *(EMPTY_CELL if each is None else number(each) for each in (old, new)), change)


def _signed(change: float) -> str:
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{number(abs(change))}"


def _sentence(lines: Sequence[Line]) -> str:
    """Say in one sentence what differs: the first line if it does, else how many do."""
    changed = [line for line in lines if line.is_changed]
    if not changed:
        return "Unchanged."
    first = changed[0]
    more = len(changed) - 1
    others = f", and {more} further {'line differs' if more == 1 else 'lines differ'}" if more else ""
    return f"{_told(first)}{others}."


def _told(line: Line) -> str:
    """Say what became of one figure."""
    if line.before == EMPTY_CELL:
        return f"{line.label}: new, {line.after}"
    if line.after == EMPTY_CELL:
        return f"{line.label}: {line.before} before, not there now"
    return f"{line.label}: changed from {line.before} to {line.after}"
