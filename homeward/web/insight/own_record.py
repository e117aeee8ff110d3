"""Figures from our own record: a run of their own, counted and suppressed by the code that counts a yearly return."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from homeward.charts.figures import count_cell, value_cell
from homeward.journeys import derive
from homeward.measures.calculate import calculate
from homeward.measures.known_after_return import all_known
from homeward.measures.result import Result, ResultRow
from homeward.measures.suppress import suppress
from homeward.measures.suppression.tables import is_small
from homeward.practice.after.outcomes import OUTCOME_WORDS, Outcome
from homeward.sources.day import day_of
from homeward.sources.record import RecordGiven, read_record
from homeward.web.people.record_rows import record_given

CARRIED = (
    "started",
    "exits",
    "returns_home",
    "returns_home_unplanned",
    "re_entry_within_3_months",
    "re_entry_within_6_months",
    "re_entry_within_12_months",
    "repeat_returns",
)
"""The measures that a record can carry: it holds periods of care, and no table of reviews or plans."""
MONTHS = (6, 12)


@dataclass(frozen=True)
class Line:
    """One figure in words: what was counted, how many, out of how many, and the share."""

    title: str
    definition: str
    number: str
    out_of: str
    share: str
    note: str = ""


@dataclass(frozen=True)
class KnownTable:
    """What is known at one milestone: its title, its definition, and each outcome with how many returns have it."""

    title: str
    definition: str
    rows: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True)
class OwnRecord:
    """The figures of one run, with what they are made from, small numbers hidden there too.

    `from_returns` counts the episodes that came from a yearly return, `set_aside` those that could not be used.
    """

    source: str
    as_of: date
    children: str
    episodes: str
    from_returns: str
    set_aside: str
    findings: tuple[str, ...]
    lines: tuple[Line, ...]
    known: tuple[KnownTable, ...]


def own_record(today: date) -> OwnRecord:
    """Return the figures that our own record carries today, small numbers hidden. What was counted is kept in mind."""
    return _counted(record_given(today), today)


@lru_cache(maxsize=2)
def _counted(given: RecordGiven, today: date) -> OwnRecord:
    read = read_record(given, as_of=today)
    journeys = derive(read.rows, as_of_day=day_of(today))
    counted = [_totals(one) for one in calculate(journeys, CARRIED)]
    shared = suppress([*counted, *all_known(read.outcomes, MONTHS)])
    fate = read.rows.fates["Episodes"]
    return OwnRecord(
        source=given.name,
        as_of=today,
        children=_number(len(given.children)),
        episodes=_number(fate.used),
        from_returns=_number(read.from_returns),
        set_aside=_number(fate.set_aside),
        findings=tuple(one.sentence for one in read.rows.findings),
        lines=tuple(_line(one) for one in shared if one.id in CARRIED),
        known=tuple(_known(one) for one in shared if one.id not in CARRIED),
    )


def _totals(result: Result) -> Result:
    """Return a measure's total alone: by groups a record of few children tells of single ones."""
    return replace(result, rows=tuple(row for row in result.rows if not row.group), beside=())


def _line(result: Result) -> Line:
    row = next(iter(result.rows), None)
    if row is None:
        return Line(result.title, result.definition, "", "", "", result.note)
    is_share = result.kind == "share"
    out_of = count_cell(row.denominator, is_hidden=row.suppressed) if is_share else ""
    share = value_cell(row.value, "percent", is_hidden=row.suppressed) if is_share else ""
    return Line(
        result.title, result.definition, count_cell(row.numerator, is_hidden=row.suppressed), out_of, share, result.note
    )


def _known(result: Result) -> KnownTable:
    rows = tuple((OUTCOME_WORDS[Outcome(row.group["outcome"])], _count(row)) for row in result.rows if row.group)
    total: Iterable[ResultRow] = (row for row in result.rows if not row.group)
    return KnownTable(result.title, result.definition, rows, _count(next(iter(total))))


def _number(count: int) -> str:
    return "5 or fewer" if is_small(count) else f"{count:,}"


def _count(row: ResultRow) -> str:
    return count_cell(row.numerator, is_hidden=row.suppressed)
