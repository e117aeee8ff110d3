"""Rows made directly from a few dates, so that an example shows a history and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from homeward.journeys import DefinitionName, EngineName, Journeys, derive
from homeward.journeys.engine import collect_counts
from homeward.measures.result import Result
from homeward.sources.day import day_of, return_year_of, year_end, year_start
from homeward.sources.rows import CARE_PLANS, CHILDREN, EPISODES, REVIEWS, UNACCOMPANIED, Rows
from homeward.sources.table import Schema, Table


@dataclass(frozen=True)
class Child:
    """A child as the return knows them; girls born on 1 June 2010 unless said otherwise."""

    id: str
    born_on: date | None = date(2010, 6, 1)
    sex: str = "female"
    ethnicity: str | None = "WBRI"


@dataclass(frozen=True)
class Episode:
    """An episode of care. Without `reason` an end is imputed; without `ended_on` the episode is open."""

    child: str
    began_on: date
    ended_on: date | None = None
    reason: str | None = None
    new: str = "S"
    legal_status: str = "C2"
    need: str = "N1"
    place: str = "U4"


@dataclass(frozen=True)
class Further:
    """What other tables of the return hold; None for a table that was not given.

    `reviews` are children and days; `unaccompanied` children and the last day, if any; `care_plans` children, first
    days and plans.
    """

    reviews: Sequence[tuple[str, date]] | None = None
    unaccompanied: Sequence[tuple[str, date | None]] | None = None
    care_plans: Sequence[tuple[str, date, str]] | None = None


NOTHING_FURTHER = Further()


def build_rows(
    episodes: Sequence[Episode],
    children: Sequence[Child] = (),
    years: Sequence[int] = (),
    further: Further = NOTHING_FURTHER,
) -> Rows:
    """Return rows for the episodes. Children not given are made up, and so are the years: first start to last end."""
    known = {child.id: child for child in children}
    for episode in episodes:
        known.setdefault(episode.child, Child(episode.child))
    if not years:
        ends = [day for episode in episodes for day in (episode.began_on, episode.ended_on) if day]
        years = range(return_year_of(min(ends)), return_year_of(max(ends)) + 1)
    return Rows(
        source="built for a test",
        years=tuple(years),
        data_from_day=year_start(min(years)),
        data_to_day=year_end(max(years)),
        children=table(CHILDREN, [_child(child) for child in known.values()]),
        episodes=table(EPISODES, _numbered(episodes, max(years))),
        findings=(),
        fates={},
        **_further(further, tuple(years)),
    )


def _further(further: Further, years: tuple[int, ...]) -> dict[str, Any]:
    seen = {"first_seen_year": years[0], "last_seen_year": years[-1]}
    reviews = [
        {"child_id": child, "review_day": day_of(on), "participation": "PN1", **seen}
        for child, on in further.reviews or ()
    ]
    unaccompanied = [
        {"child_id": child, "until_day": until and day_of(until), **seen}
        for child, until in further.unaccompanied or ()
    ]
    plans = [{"child_id": child, "from_day": day_of(on), "plan": plan} for child, on, plan in further.care_plans or ()]
    given = {"Reviews": further.reviews, "UASC": further.unaccompanied, "CarePlans": further.care_plans}
    return {
        "tables_read": frozenset(["Header", "Episodes", *(name for name, rows in given.items() if rows is not None)]),
        "reviews": table(REVIEWS, reviews),
        "unaccompanied": table(UNACCOMPANIED, unaccompanied),
        "care_plans": table(CARE_PLANS, plans),
    }


def table(schema: Schema, rows: Sequence[Mapping[str, object]]) -> Table:
    """Return a Polars table that keeps its schema."""
    return Table(schema, pl.DataFrame(list(rows), schema=schema.polars_types))


def _child(child: Child) -> dict[str, object]:
    born_day = None if child.born_on is None else day_of(child.born_on)
    return {"child_id": child.id, "sex": child.sex, "born_day": born_day, "ethnicity": child.ethnicity}


def _numbered(episodes: Sequence[Episode], last_year: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    seen: dict[str, int] = {}
    for episode in sorted(episodes, key=lambda each: (each.child, each.began_on)):
        seen[episode.child] = seen.get(episode.child, 0) + 1
        rows.append(_episode(episode, seen[episode.child], last_year))
    return rows


def _episode(episode: Episode, number: int, last_year: int) -> dict[str, object]:
    ended = episode.ended_on
    return {
        "child_id": episode.child,
        "episode_number": number,
        "decom_day": day_of(episode.began_on),
        "dec_day": None if ended is None else day_of(ended),
        "reason_new_episode": episode.new,
        "legal_status": episode.legal_status,
        "need": episode.need,
        "place": episode.place,
        "reason_ceased": None if ended is None else episode.reason,
        "end_imputed": int(ended is not None and episode.reason is None),
        "first_seen_year": return_year_of(episode.began_on),
        "last_seen_year": last_year if ended is None else return_year_of(ended),
    }


def episodes_of(child: str, history: str) -> list[Episode]:
    """Read a history such as `S 2018-05-01 to 2018-09-01 X1; P/P1/C1 2018-09-01 to open`.

    An episode is RNE, first and last day, REC; after RNE may stand PLACE, LS and CIN. `imputed` in place of REC says
    that the end was worked out, not recorded.
    """
    episodes = []
    for part in history.split(";"):
        codes, began, _, ended, *reason = part.split()
        new, *others = codes.split("/")
        named = dict(zip(("place", "legal_status", "need"), others, strict=False))
        ended_on = None if ended == "open" else date.fromisoformat(ended)
        recorded = reason[0] if reason and reason[0] != "imputed" else None
        episodes.append(Episode(child, date.fromisoformat(began), ended_on, recorded, new, **named))
    return episodes


def journeys_of(
    histories: Mapping[str, str],
    as_of: date,
    *,
    children: Sequence[Child] = (),
    years: Sequence[int] = (),
    engine: EngineName = "polars",
    definition: DefinitionName = "dfe",
    further: Further = NOTHING_FURTHER,
) -> Journeys:
    """Work out the journeys of children from their histories, as on a day."""
    episodes = [episode for child, history in histories.items() for episode in episodes_of(child, history)]
    rows = build_rows(episodes, children, years, further)
    return derive(rows, as_of_day=day_of(as_of), engine=engine, definition=definition)


def rows_of(table: Table) -> list[dict[str, Any]]:
    """Return a table's rows in the order of child and period, whatever engine holds it."""
    return sorted(
        collect_counts(table.lazy()),
        key=lambda row: (row.get("child_id", ""), row.get("period_number", 0), [str(each) for each in row.values()]),
    )


def figures_of(
    result: Result, beside: str | None = None, keys: Sequence[str] | None = None
) -> dict[str, tuple[int | None, int | None]]:
    """Return the numerator and denominator of each group by its value (`total` for all) where anybody is counted.

    With `keys` only of the total and of groups by these keys.
    """
    rows = result.rows if beside is None else next(each.rows for each in result.beside if each.id == beside)
    asked = [row for row in rows if keys is None or set(row.group) <= set(keys)]
    found = {next(iter(row.group.values()), "total"): (row.numerator, row.denominator) for row in asked}
    return {group: counts for group, counts in found.items() if counts[0] or counts[1]}
