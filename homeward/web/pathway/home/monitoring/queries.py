"""Reads help and watching after a return: the plan after care, when a visit is due, and what an unplanned one asks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from homeward.law.duty import Duty
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from homeward.practice.after.coming_home import CameHome
from homeward.practice.after.monitoring import DEFAULT_SCHEDULE, Floor, Schedule, VisitDue, visit_due
from homeward.practice.after.schedule_file import read_schedule
from homeward.practice.after.support import Support
from homeward.practice.after.unplanned import SafetyCheck, Unplanned
from homeward.practice.pathways.position import EntryKind
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Legal
from homeward.web.accounts.models import User
from homeward.web.pathway.assessment.queries import NOT_TOLD
from homeward.web.pathway.home.visits import SeenVisit, Visits, visits_of_children
from homeward.web.pathway.home.ways import names_for
from homeward.web.pathway.models import LocalVisits, PathwayStart, SafetyLook, SupportPlan, VisitAtHome
from homeward.web.people.models import NetworkMember
from homeward.web.people.network.queries import name_of

_OF_FULL_ORDER = ("visit_first", "visit_at_home_later", None)
_OF_INTERIM_ORDER = (
    "visit_interim_order_first",
    "visit_interim_order_later",
    "visit_interim_order_until_review",
)
_OF_EMERGENCY = ("visit_emergency_until_review", "visit_emergency_later", "visit_emergency_until_review")
_FLOORS: Mapping[Legal, tuple[str, str, str | None]] = MappingProxyType(
    {Legal.CARE_ORDER: _OF_FULL_ORDER, Legal.INTERIM_ORDER: _OF_INTERIM_ORDER}
)
_ENQUIRY_STEP = "safety_today"


@dataclass(frozen=True)
class HomeVisit:
    """One visit since the child came home: whether somebody said that it was at home, and what worries of it."""

    seen: SeenVisit
    at_home: VisitAtHome | None


def schedule_on(day: date) -> Schedule:
    """Return the schedule of visits that holds here on a day: the council's last, or Homeward's default. One query.

    A text that this version cannot read any more counts as if it had not been put in.
    """
    for row in reversed(LocalVisits.objects.on(day)):
        try:
            return read_schedule(row.text)
        except ValueError:
            continue
    return DEFAULT_SCHEDULE


def floor_of(legal: Legal, home: CameHome | None) -> Floor | None:
    """Return the law's visits for a child who lives at home; None where the law sets none, or none that we know.

    A child on a care order whose return nobody planned lives there before the assessment was complete.
    """
    is_emergency = legal == Legal.CARE_ORDER and home is not None and not home.is_planned
    names = _OF_EMERGENCY if is_emergency else _FLOORS.get(legal)
    if names is None:
        return None
    first, later, until_review = (duty(one, Nation.ENGLAND) if one else None for one in names)
    return Floor(first, later, until_review) if first and later else None


def visit_due_of(  # noqa: PLR0913, PLR0917 - what the way, the law, the record and the plan each say
    home: CameHome | None,
    legal: Legal,
    seen_on: Iterable[date],
    reviews: Iterable[date],
    until: date | None,
    schedule: Schedule,
) -> VisitDue | None:
    """Return by when the child is seen next; None where the child does not live at home. `reviews` are their days."""
    if home is None or home.ended_on:
        return None
    return visit_due(home.on, seen_on, schedule, floor_of(legal, home), until, first_review(reviews, home))


def first_review(days: Iterable[date], home: CameHome) -> date | None:
    """Return when the case was first reviewed since the child came home; None where it was not."""
    return min((day for day in days if day >= home.on), default=None)


def support_of(start: PathwayStart, today: date, user: User | None) -> Support | None:
    """Return the plan after care as it holds on a day; None where none is written down."""
    return supports_of([start], today, user).get(start.pk)


def supports_of(starts: Sequence[PathwayStart], today: date, user: User | None = None) -> Mapping[UUID, Support]:
    """Return the plan after care of each of some ways that has one, by the id of the start; one query."""
    rows = SupportPlan.objects.filter(start__in=starts, struck_at=None, on__lte=today)
    members = ("lead", "lead_member__user", "lead_member__person", "school__user", "school__person", "school__agency")
    last = {row.start_id: row for row in rows.select_related(*members, "entered_by")}
    return {start: support_from(row, user) for start, row in last.items()}


def support_from(row: SupportPlan, user: User | None) -> Support:
    """Return a stored plan after care as a value. The machine (None) is told no names."""
    school = _member(row.school, user) if row.school else "Nobody in school watches"
    agency = f" ({row.school.agency.name})" if row.school and row.school.agency else ""
    return Support(
        plan_name=row.plan_name,
        lead=row.lead.name if row.lead else _member(row.lead_member, user),
        until_on=row.until_on,
        sooner_because=row.sooner_because,
        help=row.help,
        school=f"{school}{agency}: {row.school_words}",
        written_on=row.on,
        by=row.entered_by.name if row.entered_by else "",
        key=str(row.pk),
    )


def visits_at_home(start: PathwayStart, visits: Visits, home: CameHome | None) -> tuple[HomeVisit, ...]:
    """Return the visits on which the child was seen since coming home, the last first."""
    if home is None:
        return ()
    rows = start.visits_at_home.filter(struck_at=None).select_related("entered_by")
    said = {seen.pk: row for row in rows if (seen := visits.standing(row.visit_id))}
    found = [one for one in visits.by_id.values() if one.is_visit and home.on <= one.on <= (home.ended_on or date.max)]
    return tuple(HomeVisit(one, said.get(one.pk)) for one in sorted(found, key=lambda one: one.on, reverse=True))


def visits_said_at_home(starts: Sequence[PathwayStart], today: date) -> Iterator[tuple[UUID, date]]:
    """Yield the id of a start, and the day, for each visit of which somebody said that it was at home; 3 queries."""
    visits = visits_of_children([start.child_id for start in starts], today)
    of = {start.pk: visits[start.child_id] for start in starts}
    rows = VisitAtHome.objects.filter(start__in=starts, struck_at=None).values_list("start", "visit")
    for start, visit in rows:
        seen = of[start].standing(visit)
        if seen and seen.is_visit:
            yield start, seen.on


def unplanned_of(start: PathwayStart, home: CameHome | None, visits: Visits, today: date) -> Unplanned | None:
    """Return what followed an unplanned return; None where the return was planned, or the child is not home."""
    if home is None or home.is_planned:
        return None
    told = start.officer_told.filter(struck_at=None, on__gte=home.on, on__lte=today).last()
    look = (
        start.safety_looks.filter(struck_at=None, on__gte=home.on, on__lte=today).select_related("entered_by").first()
    )
    return Unplanned(
        came_home_on=home.on,
        check=_check(look, visits) if look else None,
        enquiries=_enquiries(start, home, today),
        officer_told_on=told.on if told else None,
        review_on=told.review_on if told else None,
        has_plan=start.support_plans.filter(struck_at=None).exists(),
        visits=sum(day >= home.on for day in visits.seen_on),
        officer_key=str(told.pk) if told else "",
    )


def _check(look: SafetyLook, visits: Visits) -> SafetyCheck:
    seen = visits.standing(look.visit_id)
    by = look.entered_by.name if look.entered_by else ""
    is_seen, is_alone = bool(seen and seen.is_seen), bool(seen and seen.is_alone)
    return SafetyCheck(look.on, look.looked_at, look.lives_there, is_seen, is_alone, by, str(look.pk))


def _enquiries(start: PathwayStart, home: CameHome, today: date) -> str:
    """Return the decision on enquiries with its reason, as it was taken on the pathway; empty where none was."""
    rows = start.entries.filter(struck_at=None, kind=EntryKind.DECIDED, step=_ENQUIRY_STEP)
    row = rows.filter(on__gte=home.on, on__lte=today).last()
    if row is None:
        return ""
    answer = RETURN_HOME.by_id[_ENQUIRY_STEP].answer(row.answer)
    return f"{answer.title if answer else row.answer}. {row.reason}".strip()


def _member(member: NetworkMember | None, user: User | None) -> str:
    """Return a member of the network by name and role, as far as the reader may be told."""
    if member is None or user is None:
        return ""
    if member.person_id and not names_for(user, [member.person_id]).is_told(member.person_id):
        return NOT_TOLD
    return f"{name_of(member)}, {member.role_words}"


def floor_duties() -> list[Duty]:
    """Return the law's visits to a child on an order who lives at home, as far as our shelf of duties holds them."""
    names = dict.fromkeys(name for floor in (*_FLOORS.values(), _OF_EMERGENCY) for name in floor if name)
    return [duty(name, Nation.ENGLAND) for name in names]
