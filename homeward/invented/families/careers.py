"""Reads from a council's returns who its children are and where each has lived in care."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from homeward.sources.day import date_of
from homeward.sources.rows import Rows
from homeward.sources.ssda903.codes import LS, PLACE

HOME = frozenset({"E4", "E4A", "E4B"})
"""The codes of a return home."""

CARE_ORDERS = frozenset({"C1", "C2"})
PARENTS = "P1"
_SAME_CARER = frozenset({"L", "T", "U"})


@dataclass(frozen=True)
class Episode:
    """One episode of the return; `ended_on` is None while it is open."""

    began_on: date
    ended_on: date | None
    reason_new: str
    legal_status: str
    need: str
    place: str
    reason_ceased: str


@dataclass(frozen=True)
class Stay:
    """One stretch of care with one carer, whatever the legal status; `place` is the code at its end."""

    began_on: date
    ended_on: date | None
    place: str


@dataclass(frozen=True)
class CareChild:
    """A child of the return with all its episodes, earliest first. `ethnicity` is empty where it is not known."""

    local_id: str
    born_on: date
    sex: str
    ethnicity: str
    is_unaccompanied: bool
    episodes: tuple[Episode, ...]

    @property
    def last(self) -> Episode:
        """The last episode."""
        return self.episodes[-1]

    @property
    def is_open(self) -> bool:
        """Whether the child is in care when the returns end."""
        return self.last.ended_on is None

    @property
    def periods(self) -> tuple[tuple[Episode, ...], ...]:
        """The periods of care, each with its episodes."""
        found: list[list[Episode]] = []
        for episode in self.episodes:
            if not found or found[-1][-1].ended_on != episode.began_on:
                found.append([])
            found[-1].append(episode)
        return tuple(tuple(period) for period in found)

    @property
    def came_on(self) -> date:
        """The first day of the last period of care."""
        return self.periods[-1][0].began_on

    @property
    def stays(self) -> tuple[Stay, ...]:
        """The stays of the last period of care; temporary moves of a few days are part of the stay they interrupt."""
        found: list[Stay] = []
        for episode in self.periods[-1]:
            same = found and (episode.reason_new in _SAME_CARER or episode.place.startswith("T"))
            back = found and found[-1].place == episode.place
            place = episode.place
            if found and (same or back):
                place = found[-1].place if place.startswith("T") else place
                found[-1] = Stay(found[-1].began_on, episode.ended_on, place)
            else:
                found.append(Stay(episode.began_on, episode.ended_on, place))
        return tuple(found)

    @property
    def has_been_home(self) -> bool:
        """Whether the child has lived with the parents since first coming into care."""
        with_parents = any(episode.place == PARENTS for episode in self.episodes)
        return with_parents or any(period[-1].reason_ceased in HOME for period in self.periods)

    def age_on(self, day: date) -> int:
        """Return the age in whole years on a day."""
        return years_between(self.born_on, day)


def years_between(born_on: date, day: date) -> int:
    """Return the age in whole years on a day of somebody born on another."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def read_children(rows: Rows) -> list[CareChild]:
    """Return the children of the returns whose birth and whole history are told without gaps, by local id."""
    unaccompanied = set(_frame(rows.unaccompanied.lazy().collect())["child_id"])
    people = _frame(rows.children.lazy().collect()).drop_nulls("born_day").sort("child_id")
    episodes = _episodes(_frame(rows.episodes.lazy().collect()))
    return [
        CareChild(
            local_id=one["child_id"],
            born_on=date_of(one["born_day"]),
            sex=one["sex"],
            ethnicity=one["ethnicity"] or "",
            is_unaccompanied=one["child_id"] in unaccompanied,
            episodes=episodes[one["child_id"]],
        )
        for one in people.to_dicts()
        if one["child_id"] in episodes and date_of(one["born_day"]) <= episodes[one["child_id"]][0].began_on
    ]


def _frame(collected: Any) -> pl.DataFrame:
    frame: pl.DataFrame = collected.to_polars()
    return frame


def _episodes(table: pl.DataFrame) -> dict[str, tuple[Episode, ...]]:
    """Return the episodes by child, for children all of whose codes are known and whose ends were told."""
    rows = table.sort("child_id", "decom_day").to_dicts()
    found = {}
    for child, theirs in groupby(rows, key=lambda row: str(row["child_id"])):
        known = list(theirs)
        if all(_is_clear(row) for row in known):
            found[child] = tuple(_episode(row) for row in known)
    return found


def _is_clear(row: dict[str, Any]) -> bool:
    return row["place"] in PLACE and row["legal_status"] in LS and not row["end_imputed"]


def _episode(row: dict[str, Any]) -> Episode:
    ended = None if row["dec_day"] is None else date_of(row["dec_day"])
    return Episode(
        date_of(row["decom_day"]),
        ended,
        row["reason_new_episode"],
        row["legal_status"],
        row["need"],
        row["place"],
        row["reason_ceased"] or "",
    )
