"""Journeys: what `journeys` hands to `measures`, worked out once from the rows of a source."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from homeward.journeys.cycles import CYCLES, derive_cycles
from homeward.journeys.engine import Engine, EngineName, open_engine
from homeward.journeys.episodes import EPISODES, derive_episodes
from homeward.journeys.events import Events
from homeward.journeys.exits import EXITS, derive_exits
from homeward.journeys.given import Given, prepare
from homeward.journeys.looked_after import LOOKED_AFTER, derive_looked_after
from homeward.journeys.periods import PERIODS, derive_periods
from homeward.journeys.placed_with_parents import PLACED_WITH_PARENTS, derive_placed_with_parents
from homeward.journeys.placements import PLACEMENTS, derive_placements
from homeward.journeys.returns_home import (
    RETURNS_HOME,
    DefinitionName,
    derive_returns_home,
    derive_returns_home_of_bristol,
)
from homeward.journeys.reviews_due import REVIEWS_DUE, derive_reviews_due
from homeward.journeys.starts import STARTS, derive_starts
from homeward.sources.day import year_end
from homeward.sources.rows import Rows
from homeward.sources.table import Table, empty_table

REVIEWS, CARE_PLANS, UNACCOMPANIED = "Reviews", "CarePlans", "UASC"
"""Tables of a return without which some figures or groups cannot be given, by the names in `Rows.tables_read`."""


@dataclass(frozen=True, kw_only=True)
class Journeys(Events):
    """What happened to every child: the events that measures count, and the tables that these were worked out from."""

    episodes: Table
    placements: Table
    periods: Table
    cycles: Table


@dataclass(frozen=True)
class _Span:
    as_of_day: int
    data_from_day: int


def derive(
    rows: Rows, *, as_of_day: int, engine: EngineName = "polars", definition: DefinitionName = "dfe"
) -> Journeys:
    """Work out every child's journey from the rows (Polars tables) as it stood at the end of `as_of_day`, a day number.

    `definition` says what counts as a return home (see `DefinitionName`). Both engines give the same tables. Raises
    ValueError for an engine or a definition that is not known.
    """
    if definition not in ("dfe", "bristol"):
        raise ValueError(f"The definition {definition!r} is not known; use one of: dfe, bristol.")
    on = open_engine(engine)
    given = prepare(rows)
    span = _Span(as_of_day, rows.data_from_day)
    episodes = on.keep(EPISODES, derive_episodes(on.load("given_episodes", given.episodes), as_of_day))
    children = on.load("given_children", given.children)
    periods = on.keep(PERIODS, derive_periods(children, episodes.lazy(), rows.data_from_day))
    placements = on.keep(PLACEMENTS, derive_placements(episodes.lazy(), periods.lazy()))
    at_home = on.keep(PLACED_WITH_PARENTS, derive_placed_with_parents(episodes.lazy(), periods.lazy()))
    returns_home = on.keep(RETURNS_HOME, _returns_home(definition, periods, episodes, at_home, span))
    plans = on.load("given_care_plans", given.care_plans) if CARE_PLANS in rows.tables_read else None
    return Journeys(
        episodes=episodes,
        placements=placements,
        periods=periods,
        starts=on.keep(STARTS, _starts(periods, episodes, span)),
        looked_after=_looked_after(on, (episodes, periods, placements), plans, _past(rows.years, as_of_day)),
        exits=on.keep(EXITS, derive_exits(periods.lazy(), episodes.lazy(), plans)),
        returns_home=returns_home,
        cycles=on.keep(CYCLES, derive_cycles(returns_home.lazy())),
        placed_with_parents=at_home,
        reviews_due=_reviews_due(on, given, (periods, episodes), span, is_read=REVIEWS in rows.tables_read),
        as_of_day=as_of_day,
        data_from_day=rows.data_from_day,
        years=rows.years,
        definition=definition,
        tables_read=rows.tables_read,
    )


def _past(years: tuple[int, ...], as_of_day: int) -> tuple[int, ...]:
    return tuple(year for year in years if year_end(year) <= as_of_day)


def _starts(periods: Table, episodes: Table, span: _Span) -> "nw.LazyFrame[Any]":
    return derive_starts(periods.lazy(), episodes.lazy(), as_of_day=span.as_of_day, data_from_day=span.data_from_day)


def _returns_home(
    definition: DefinitionName, periods: Table, episodes: Table, at_home: Table, span: _Span
) -> "nw.LazyFrame[Any]":
    if definition == "dfe":
        return derive_returns_home(periods.lazy(), episodes.lazy(), as_of_day=span.as_of_day)
    return derive_returns_home_of_bristol(
        periods.lazy(),
        episodes.lazy(),
        at_home.lazy(),
        as_of_day=span.as_of_day,
        data_from_day=span.data_from_day,
    )


def _looked_after(
    on: Engine, tables: tuple[Table, Table, Table], plans: "nw.LazyFrame[Any] | None", years: tuple[int, ...]
) -> Table:
    if not years:
        return empty_table(LOOKED_AFTER)
    episodes, periods, placements = (table.lazy() for table in tables)
    return on.keep(LOOKED_AFTER, derive_looked_after(episodes, periods, placements, plans, years))


def _reviews_due(on: Engine, given: Given, tables: tuple[Table, Table], span: _Span, *, is_read: bool) -> Table:
    if not is_read:
        return empty_table(REVIEWS_DUE)
    periods, episodes = (table.lazy() for table in tables)
    reviews, due_days = on.load("given_reviews", given.reviews), on.load("given_due_days", given.due_days)
    due = derive_reviews_due(
        reviews, due_days, periods, episodes, as_of_day=span.as_of_day, data_from_day=span.data_from_day
    )
    return on.keep(REVIEWS_DUE, due)
