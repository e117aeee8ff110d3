"""Reads the return plan of a way: each phase as planned, what was seen in it, and whether it held."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from homeward.practice.after.phase_kinds import PhaseKind
from homeward.practice.after.phases import JudgedPhase, Move, Planned, move_of
from homeward.web.accounts.models import User
from homeward.web.pathway.home.family_time.queries import sessions_of
from homeward.web.pathway.home.visits import visits_of_children
from homeward.web.pathway.home.ways import names_for
from homeward.web.pathway.models import FamilyTimeSession, PathwayStart, PhaseJudged, PlannedPhase

_WORDS = ("must_hold", "who", "contingency", "signs", "school", "health", "money", "carer")


def move_on(start: PathwayStart, today: date, user: User | None) -> Move:
    """Return a way's move home on a day. The machine (None) is told no names; the queries do not grow."""
    return moves_on([start], today, user)[start.pk]


def moves_on(starts: Sequence[PathwayStart], today: date, user: User | None = None) -> Mapping[UUID, Move]:
    """Return the move home of each of some ways, by the id of the start; five queries for the machine (None).

    A user is told names, and what visits tell: that is for one child at a time.
    """
    plans = _by_start(PlannedPhase.objects.filter(start__in=starts, struck_at=None).select_related("entered_by"))
    judged = PhaseJudged.objects.filter(start__in=plans.keys(), struck_at=None, on__lte=today)
    found = _by_start(judged.select_related("entered_by")) if plans else {}
    moving = [start for start in starts if start.pk in plans]
    sessions = _sessions(moving, today)
    visits = visits_of_children([start.child_id for start in moving], today) if moving else {}
    moves = {start.pk: Move() for start in starts}
    for start in moving:
        rows = [row for row in sessions[start.child_id] if row.on >= start.began_on]
        told = sessions_of(start.child, rows, names_for(user, {row.person_id for row in rows}), today, user)
        mine = (map(_planned, plans[start.pk]), map(_judged, found.get(start.pk, ())))
        moves[start.pk] = move_of(*mine, told, visits[start.child_id].seen_on, today)
    return moves


def _by_start(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.start_id].append(row)
    return found


def _sessions(starts: Sequence[PathwayStart], today: date) -> Mapping[UUID, list[FamilyTimeSession]]:
    found: dict[UUID, list[FamilyTimeSession]] = defaultdict(list)
    if starts:
        children = [start.child_id for start in starts]
        for row in FamilyTimeSession.objects.filter(child__in=children, struck_at=None, on__lte=today):
            found[row.child_id].append(row)
    return found


def _planned(row: PlannedPhase) -> Planned:
    return Planned(
        phase=PhaseKind(row.phase),
        begins_on=row.begins_on,
        **{name: getattr(row, name) for name in _WORDS},
        by=row.entered_by.name if row.entered_by else "",
        key=str(row.pk),
        at=row.entered_at,
    )


def _judged(row: PhaseJudged) -> JudgedPhase:
    by = row.entered_by.name if row.entered_by else ""
    return JudgedPhase(PhaseKind(row.phase), row.is_held, row.words, row.on, by, str(row.pk), row.entered_at)


def planned_home_on(start: PathwayStart) -> date | None:
    """Return the day on which the child is planned to come home; None where no such phase is planned."""
    row = start.planned_phases.filter(struck_at=None, phase=PhaseKind.HOME).first()
    return row.begins_on if row else None
