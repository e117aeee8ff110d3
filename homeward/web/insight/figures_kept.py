"""Keeps, while the service runs, what pages of figures ask for again and again: a dataset's rows and journeys."""

from functools import lru_cache
from uuid import UUID

from homeward.journeys import Events, Journeys, derive
from homeward.measures.narrowing import narrow
from homeward.sources.rows import Rows
from homeward.web.insight.packs import rows_of

Key = tuple[tuple[str, str], ...]
"""What figures are narrowed to: pairs of a group's key and the value asked for."""


@lru_cache(maxsize=2)
def rows_kept(dataset_id: UUID) -> Rows:
    """Return a dataset's rows. A dataset never changes, so its id decides the answer, here and below."""
    return rows_of(dataset_id)


@lru_cache(maxsize=2)
def journeys_of(dataset_id: UUID) -> Journeys:
    """Return what happened to every child of a dataset up to the last day of its data."""
    rows = rows_kept(dataset_id)
    return derive(rows, as_of_day=rows.data_to_day)


@lru_cache(maxsize=8)
def events_of(dataset_id: UUID, only: Key = ()) -> Events:
    """Return the events that figures count, narrowed where that is asked for.

    Raises ValueError for a value that does not exist in these figures.
    """
    journeys = journeys_of(dataset_id)
    return narrow(journeys, dict(only)) if only else journeys
