"""Reads the practice record into the same rows as a yearly return gives, so that the same measures count it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from homeward.sources.day import day_of, return_year_of, year_end, year_start
from homeward.sources.findings import Fate, Finding
from homeward.sources.record.given import RecordChild, RecordEpisode, RecordGiven, RecordOutcome
from homeward.sources.rows import CHILDREN, EPISODES, PLACEMENTS_DETAIL, Rows
from homeward.sources.table import Column, Schema, Table

_FILE = "practice record"
_EPISODES, _OUTCOMES = "Episodes", "Outcomes after returns home"
RETURNS_KNOWN = Schema(
    "returns_known",
    "what is known of one return home so many months after it",
    (
        Column("child_id", "text", "id", "the child"),
        Column("home_day", "day", "day number", "the child came home"),
        Column("months", "integer", "months", "how long after it"),
        Column("outcome", "text", "word", "what is known; not_known where nobody knows"),
    ),
)


@dataclass(frozen=True)
class RecordRows:
    """The record as rows. `rows` are what a return would give; `outcomes` (RETURNS_KNOWN) no return tells.

    `from_returns` counts the episodes that came into the record from a yearly return.
    """

    rows: Rows
    outcomes: Table
    from_returns: int


def read_record(given: RecordGiven, *, as_of: date) -> RecordRows:
    """Read what the record hands over as it stood on a day.

    What lies after that day is left out. Set aside, and told in findings without naming anybody: an episode of a child
    who was not handed over, one that ends before it begins, and one that overlaps the child's episode before. A
    milestone that had not come by the day, or of an unknown child, is set aside too.
    """
    known = {child.id for child in given.children}
    told = [one for one in given.episodes if one.decom_on <= as_of]
    kept = _kept(told, known)
    milestones = [one for one in given.outcomes if one.child_id in known and one.home_on <= as_of]
    years = _years([one.decom_on for one in kept], as_of)
    aside = len(told) - len(kept)
    rows = Rows(
        source=given.name,
        years=years,
        data_from_day=year_start(years[0]),
        data_to_day=year_end(years[-1]),
        children=_children(given.children),
        episodes=_episodes(kept, as_of),
        findings=_findings(aside),
        fates={
            _EPISODES: Fate(len(told), len(kept), 0, aside),
            _OUTCOMES: Fate(len(given.outcomes), len(milestones), 0, len(given.outcomes) - len(milestones)),
        },
        tables_read=frozenset({"Header", _EPISODES}),
        placements_detail=_details(kept),
    )
    return RecordRows(rows, _known(milestones), sum(one.is_from_return for one in kept))


def _kept(told: Iterable[RecordEpisode], known: set[str]) -> list[RecordEpisode]:
    """Return the episodes that can be used, in the order of child and time; none overlaps the one before."""
    found: list[RecordEpisode] = []
    for one in sorted(told, key=lambda one: (one.child_id, one.decom_on)):
        before = found[-1] if found and found[-1].child_id == one.child_id else None
        is_over = before is None or (before.dec_on is not None and before.dec_on <= one.decom_on)
        is_whole = one.dec_on is None or one.dec_on >= one.decom_on
        if one.child_id in known and is_over and is_whole:
            found.append(one)
    return found


def _years(began: Iterable[date], as_of: date) -> tuple[int, ...]:
    last = return_year_of(as_of)
    first = min((return_year_of(day) for day in began), default=last)
    return tuple(range(first, last + 1))


def _children(children: Iterable[RecordChild]) -> Table:
    rows = [(one.id, one.sex, day_of(one.born_on) if one.born_on else None, one.ethnicity or None) for one in children]
    return _table(CHILDREN, sorted(rows))


def _episodes(kept: Iterable[RecordEpisode], as_of: date) -> Table:
    rows = []
    for number, one in _numbered(kept):
        is_over = one.dec_on is not None and one.dec_on <= as_of
        end = one.dec_on if is_over else None
        rows.append(
            (
                one.child_id,
                number,
                day_of(one.decom_on),
                day_of(end) if end else None,
                one.reason_new_episode,
                one.legal_status,
                one.need,
                one.place,
                one.reason_ceased if end and one.reason_ceased and not one.end_imputed else None,
                int(one.end_imputed and is_over),
                return_year_of(one.decom_on),
                return_year_of(end or as_of),
            )
        )
    return _table(EPISODES, rows)


def _details(kept: Iterable[RecordEpisode]) -> Table:
    rows = [
        (one.child_id, number, one.place_provider or None, one.reason_place_change or None)
        for number, one in _numbered(kept)
        if one.place_provider or one.reason_place_change
    ]
    return _table(PLACEMENTS_DETAIL, rows)


def _numbered(kept: Iterable[RecordEpisode]) -> Iterable[tuple[int, RecordEpisode]]:
    numbers: dict[str, int] = {}
    for one in kept:
        numbers[one.child_id] = numbers.get(one.child_id, 0) + 1
        yield numbers[one.child_id], one


def _known(outcomes: Iterable[RecordOutcome]) -> Table:
    rows = [(one.child_id, day_of(one.home_on), one.months, one.outcome) for one in outcomes]
    return _table(RETURNS_KNOWN, sorted(rows))


def _findings(aside: int) -> tuple[Finding, ...]:
    if not aside:
        return ()
    sentence = (
        "Episodes of care were set aside that overlap the one before, or end before they begin. Correct the care "
        "history of the child in the record."
    )
    return (Finding("warning", "record_episode_unusable", _FILE, None, None, None, sentence),)


def _table(schema: Schema, rows: Iterable[tuple[object, ...]]) -> Table:
    types: Mapping[str, type[pl.DataType]] = schema.polars_types
    return Table(schema, pl.DataFrame(list(rows), schema=dict(types), orient="row"))
