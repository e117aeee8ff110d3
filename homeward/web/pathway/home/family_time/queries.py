"""Reads family time: what is planned with each relative now, and each session, as somebody may be told of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from homeward.practice.after.family_time import (
    BASIS_WORDS,
    SUPERVISION_WORDS,
    Basis,
    Kept,
    Session,
    Supervision,
    TookPlace,
    kept,
)
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web.accounts.models import User
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.visits.queries import ToldVisit, visits_told
from homeward.web.pathway.home.visits import visits_of
from homeward.web.pathway.home.ways import Names, names_for
from homeward.web.pathway.models import FamilyTimePlan, FamilyTimeSession
from homeward.web.people.models import Child

LATELY_DAYS = 28
_IN_VISIT = "What was seen stands in a visit that is not open to you, or was struck out."


@dataclass(frozen=True)
class PlannedTime:
    """What is planned with one relative now, and which sessions of the last four weeks took place."""

    row: FamilyTimePlan
    whom: str
    supervision: str
    basis: str
    lately: Kept


@dataclass(frozen=True)
class FamilyTime:
    """All family time of a child as somebody may be told of it: plans that hold, earlier plans, and sessions.

    `sessions` come the last first.
    """

    plans: tuple[PlannedTime, ...]
    earlier: tuple[PlannedTime, ...]
    sessions: tuple[Session, ...]


def family_time_of(child: Child, today: date, user: User | None) -> FamilyTime:
    """Return a child's family time; the last plan with each relative holds. The machine (None) is told no names.

    What is planned with somebody of whom the reader may not be told is left out.
    """
    plans = list(child.family_time_plans.filter(struck_at=None, on__lte=today).select_related("entered_by"))
    rows = list(child.family_time_sessions.filter(struck_at=None, on__lte=today))
    names = names_for(user, {row.person_id for row in (*plans, *rows)})
    sessions = sessions_of(child, rows, names, today, user)
    since = today - timedelta(days=LATELY_DAYS)
    lately: dict[UUID, list[Session]] = defaultdict(list)
    for row, session in zip(rows, sessions, strict=True):
        if row.on > since:
            lately[row.person_id].append(session)
    told = [plan for plan in plans if user is None or names.is_told(plan.person_id)]
    shown = [_planned(plan, names, lately[plan.person_id]) for plan in told]
    holds = {plan.pk for plan in {plan.person_id: plan for plan in plans}.values()}
    return FamilyTime(
        tuple(one for one in shown if one.row.pk in holds),
        tuple(one for one in reversed(shown) if one.row.pk not in holds),
        tuple(reversed(sessions)),
    )


def sessions_of(
    child: Child, rows: list[FamilyTimeSession], names: Names, today: date, user: User | None
) -> list[Session]:
    """Return sessions as values, in order; what a visit tells is read from there, as far as it is open."""
    if user is None or not any(row.visit_id for row in rows):
        return [_session(child, row, names, None, user) for row in rows]
    told = {one.visit.pk: one for one in visits_told(reader_of(user, child))}
    standing = visits_of(child, today)
    found = ((row, standing.standing(row.visit_id)) for row in rows)
    return [_session(child, row, names, told.get(visit.pk) if visit else None, user) for row, visit in found]


def _session(child: Child, row: FamilyTimeSession, names: Names, visit: ToldVisit | None, user: User | None) -> Session:
    saw, words, because, seen_by, href = row.saw, row.childs_words, row.because, row.seen_by, ""
    if row.visit_id:
        saw = visit.visit.what if visit else _IN_VISIT
        words = visit.own.childs_words if visit else ""
        seen_by = visit.visit.entered_by.name if visit and visit.visit.entered_by else ""
        href = reverse("visit", args=[child.pk, visit.visit.pk]) if visit else ""
    if user is not None and not names.is_told(row.person_id):
        saw = words = because = seen_by = href = ""
    return Session(
        on=row.on,
        phase=PhaseKind(row.phase),
        whom=names.of(row.person_id),
        took_place=TookPlace(row.took_place),
        saw=saw,
        childs_words=words,
        because=because,
        seen_by=seen_by,
        key=str(row.pk),
        href=href,
    )


def _planned(plan: FamilyTimePlan, names: Names, lately: list[Session]) -> PlannedTime:
    return PlannedTime(
        plan,
        names.of(plan.person_id),
        SUPERVISION_WORDS[Supervision(plan.supervision)],
        BASIS_WORDS[Basis(plan.basis)],
        kept(lately),
    )
