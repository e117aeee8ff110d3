"""One child's journey: where they lived in care and by which order, how care ended, and what came after going home."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from homeward.journeys.engine import collect_children
from homeward.journeys.journeys import Journeys
from homeward.journeys.periods import IMPUTED, PLAN_OF
from homeward.journeys.placements import SAME_CARER
from homeward.sources.table import Table

_Row = dict[str, Any]


@dataclass(frozen=True)
class Placement:
    """A time in one place, temporary places (T0 to T4) included. Days are day numbers; no end while it goes on.

    `place` is the code PLACE. `is_same_carer` where the child stayed with the carers of the placement before.
    """

    start_day: int
    end_day: int | None
    place: str
    is_same_carer: bool = False


@dataclass(frozen=True)
class LegalStatus:
    """A time under one legal status, told by the code LS. Days are day numbers; no end while it goes on."""

    start_day: int
    end_day: int | None
    code: str


@dataclass(frozen=True)
class PeriodOfCare:
    """One period of care. Where the start is not known, care began before `start_day`, the first day that is told.

    `exit_kind` is how it ended, as in the journeys' table of periods, and `reason` the code REC; both are None while
    care goes on, and an end that was worked out has no reason.
    """

    start_day: int
    is_start_known: bool
    end_day: int | None
    exit_kind: str | None
    reason: str | None
    placements: tuple[Placement, ...]
    legal_statuses: tuple[LegalStatus, ...]

    @property
    def is_end_imputed(self) -> bool:
        """Whether the end was worked out, because the returns do not record one."""
        return self.exit_kind == IMPUTED

    @property
    def is_ended_by_going_home(self) -> bool:
        """Whether the child left care to a parent or another person with parental responsibility."""
        return self.exit_kind in PLAN_OF


@dataclass(frozen=True)
class TimeAtHome:
    """From a return home to the day on which care began again or the child turned 18; no end where neither has.

    Of this time the returns tell nothing: that the child lives at home is what they said on its first day.
    """

    start_day: int
    end_day: int | None
    is_ended_by_care: bool


@dataclass(frozen=True)
class ChildJourney:
    """What happened to one child up to the end of `as_of_day`, in the order of time; days are day numbers.

    `reviews` are the days, from the first day in care on, on which a review was held. It is about one named child: for
    pages that ask for leave and are audited, and never for figures.
    """

    child_id: str
    as_of_day: int
    periods: tuple[PeriodOfCare, ...]
    at_home: tuple[TimeAtHome, ...]
    reviews: tuple[int, ...]


def journey_of(child_id: str, journeys: Journeys, *, reviews: Table | None = None) -> ChildJourney:
    """Return one child's journey. `reviews` is the table of that name in `Rows`; without it no review is known.

    A return home is here leaving care to a parent, whatever the definition of the journeys: placements with parents
    are placements. Raises LookupError where no episode of the child is known by the day of the journeys.
    """
    is_child = nw.col("child_id") == child_id
    periods = _fetch(journeys.periods, is_child, by="period")
    if not periods:
        raise LookupError("No episode of care of this child is known up to the day of the figures.")
    episodes = _fetch(journeys.episodes, nw.col("child") == periods[0]["child"], by="row")
    held = _fetch(reviews, is_child, by="review_day") if reviews else []
    days = {row["review_day"] for row in held if periods[0]["start_day"] <= row["review_day"] <= journeys.as_of_day}
    return ChildJourney(
        child_id=child_id,
        as_of_day=journeys.as_of_day,
        periods=tuple(_period(row, [each for each in episodes if each["period"] == row["period"]]) for row in periods),
        at_home=tuple(_at_home(row, journeys.as_of_day) for row in periods if row["exit_kind"] in PLAN_OF),
        reviews=tuple(sorted(days)),
    )


def _fetch(table: Table, chosen: nw.Expr, *, by: str) -> list[_Row]:
    """Fetch rows of one child, and of nobody else, from the engine."""
    return sorted(collect_children(table.lazy().filter(chosen)), key=lambda row: int(row[by]))


def _period(row: _Row, episodes: Sequence[_Row]) -> PeriodOfCare:
    return PeriodOfCare(
        start_day=row["start_day"],
        is_start_known=row["start_known"] == 1,
        end_day=row["end_day"],
        exit_kind=row["exit_kind"],
        reason=None if row["end_day"] is None else episodes[-1]["reason_ceased"],
        placements=_placements(episodes),
        legal_statuses=_legal_statuses(episodes),
    )


def _placements(episodes: Sequence[_Row]) -> tuple[Placement, ...]:
    """Join episodes in which only the legal status changed."""
    found: list[Placement] = []
    for row in episodes:
        new, place = row["reason_new_episode"], row["place"]
        if found and new == "L" and found[-1].place == place:
            found[-1] = replace(found[-1], end_day=row["dec_day"])
        else:
            is_same_carer = bool(found) and new in SAME_CARER
            found.append(Placement(row["decom_day"], row["dec_day"], place, is_same_carer))
    return tuple(found)


def _legal_statuses(episodes: Sequence[_Row]) -> tuple[LegalStatus, ...]:
    found: list[LegalStatus] = []
    for row in episodes:
        if found and found[-1].code == row["legal_status"]:
            found[-1] = replace(found[-1], end_day=row["dec_day"])
        else:
            found.append(LegalStatus(row["decom_day"], row["dec_day"], row["legal_status"]))
    return tuple(found)


def _at_home(row: _Row, as_of_day: int) -> TimeAtHome:
    """Return the time after a return home. Whoever had turned 18 already was never at home as a child."""
    back, adult = row["next_start_day"], row["adult_day"]
    if back is not None:
        return TimeAtHome(row["end_day"], back, is_ended_by_care=True)
    is_adult = adult is not None and adult <= as_of_day
    return TimeAtHome(row["end_day"], max(adult, row["end_day"]) if is_adult else None, is_ended_by_care=False)
