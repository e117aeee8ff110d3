"""Puts a child's looked-after history, as this record keeps it, on the strip of time."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from homeward.charts.journey_of_child import strip_of
from homeward.charts.journey_strip import JourneyStrip
from homeward.journeys.one_child import ChildJourney, LegalStatus, PeriodOfCare, Placement, TimeAtHome
from homeward.journeys.periods import IMPUTED, PLAN_OF, UNKNOWN_CODE
from homeward.journeys.placements import SAME_CARER
from homeward.sources.day import day_of
from homeward.sources.ssda903.codes import STARTED, exit_kind_of
from homeward.web.people.care.queries import PeriodInCare
from homeward.web.people.models import CareEpisode


def strip_of_periods(periods: Sequence[PeriodInCare], born_on: date | None, on: date) -> JourneyStrip | None:
    """Return the strip of a child's periods of care up to a day; None where no care had begun by then.

    The strip names no child. What ends later than that day goes on.
    """
    begun = [_period(period, on) for period in periods if period.began_on <= on]
    if not begun:
        return None
    adult_on = _adult_on(born_on) if born_on else None
    return strip_of(ChildJourney("", day_of(on), tuple(begun), tuple(_at_home(begun, adult_on, on)), reviews=()))


def _period(period: PeriodInCare, on: date) -> PeriodOfCare:
    episodes = [episode for episode in period.episodes if episode.decom_on <= on]
    last = episodes[-1]
    end_day = _end_day(last, on)
    reason = last.reason_ceased or None
    kind = IMPUTED if last.end_imputed else exit_kind_of.get(reason or "", UNKNOWN_CODE)
    return PeriodOfCare(
        start_day=day_of(period.began_on),
        is_start_known=episodes[0].reason_new_episode == STARTED,
        end_day=end_day,
        exit_kind=None if end_day is None else kind,
        reason=None if end_day is None or last.end_imputed else reason,
        placements=tuple(_placements(episodes, on)),
        legal_statuses=tuple(_legal_statuses(episodes, on)),
    )


def _end_day(episode: CareEpisode, on: date) -> int | None:
    return day_of(episode.dec_on) if episode.dec_on and episode.dec_on <= on else None


def _placements(episodes: Sequence[CareEpisode], on: date) -> list[Placement]:
    """Join episodes in which only the legal status changed."""
    found: list[Placement] = []
    for episode in episodes:
        new, place = episode.reason_new_episode, episode.place
        if found and new == "L" and found[-1].place == place:
            found[-1] = Placement(found[-1].start_day, _end_day(episode, on), place, found[-1].is_same_carer)
        else:
            is_same_carer = bool(found) and new in SAME_CARER
            found.append(Placement(day_of(episode.decom_on), _end_day(episode, on), place, is_same_carer))
    return found


def _legal_statuses(episodes: Sequence[CareEpisode], on: date) -> list[LegalStatus]:
    found: list[LegalStatus] = []
    for episode in episodes:
        code, end_day = episode.legal_status, _end_day(episode, on)
        if found and found[-1].code == code:
            found[-1] = LegalStatus(found[-1].start_day, end_day, code)
        else:
            found.append(LegalStatus(day_of(episode.decom_on), end_day, code))
    return found


def _at_home(periods: Sequence[PeriodOfCare], adult_on: date | None, on: date) -> list[TimeAtHome]:
    """Return the times after going home: until care began again, or the child turned 18."""
    found = []
    for period, after in pairwise([*periods, None]):
        if period is None or period.end_day is None or period.exit_kind not in PLAN_OF:
            continue
        if after is not None:
            found.append(TimeAtHome(period.end_day, after.start_day, is_ended_by_care=True))
        else:
            is_adult = adult_on is not None and adult_on <= on
            end_day = max(day_of(adult_on), period.end_day) if is_adult and adult_on else None
            found.append(TimeAtHome(period.end_day, end_day, is_ended_by_care=False))
    return found


def _adult_on(born_on: date) -> date:
    """Return the 18th birthday; of somebody born on 29 February, 1 March."""
    is_leap_day = (born_on.month, born_on.day) == (2, 29)
    return date(born_on.year + 18, 3, 1) if is_leap_day else born_on.replace(year=born_on.year + 18)
