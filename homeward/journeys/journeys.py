"""Journeys: what `journeys` hands to `measures`, worked out once from the rows of a source."""

from dataclasses import dataclass

from homeward.journeys.calendar import add_birthdays, add_end_dates
from homeward.journeys.engine import EngineName, open_engine
from homeward.journeys.exits import EXITS, derive_exits
from homeward.journeys.periods import PERIODS, derive_periods
from homeward.journeys.returns_home import RETURNS_HOME, derive_returns_home
from homeward.sources.rows import Rows
from homeward.sources.table import Table


@dataclass(frozen=True)
class Journeys:
    """Periods of care, exits and returns home as they stood at the end of `as_of_day`, held by one engine.

    `data_from_day` is the day number of the 1 April on which the first return read opens; `years` are the return years
    read, ascending.
    """

    periods: Table
    exits: Table
    returns_home: Table
    as_of_day: int
    data_from_day: int
    years: tuple[int, ...]


def derive(rows: Rows, *, as_of_day: int, engine: EngineName = "polars") -> Journeys:
    """Work out every child's journey from the rows (Polars tables) as it stood at the end of `as_of_day`, a day number.

    Both engines give the same tables. Raises ValueError for an engine that is not known.
    """
    on = open_engine(engine)
    children = on.load("children", add_birthdays(rows.children.native))
    episodes = on.load("episodes", add_end_dates(rows.episodes.native))
    periods = on.keep(PERIODS, derive_periods(children, episodes, as_of_day))
    exits = on.keep(EXITS, derive_exits(periods.lazy()))
    returns_home = derive_returns_home(periods.lazy(), as_of_day=as_of_day, data_from_day=rows.data_from_day)
    return Journeys(
        periods=periods,
        exits=exits,
        returns_home=on.keep(RETURNS_HOME, returns_home),
        as_of_day=as_of_day,
        data_from_day=rows.data_from_day,
        years=rows.years,
    )
