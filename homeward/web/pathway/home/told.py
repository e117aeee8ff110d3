"""Tells others of home and after: decisions that rest on the plan after care, the list of tasks, and the figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.practice.after.coming_home import CameHome, came_home
from homeward.practice.after.monitoring import VisitDue
from homeward.practice.after.outcomes import AfterContact
from homeward.practice.after.support import Support
from homeward.practice.decisions.grounds import Ground
from homeward.practice.tasks.after_return import outcome_task, support_task, third_task, unplanned_tasks, visit_task
from homeward.practice.tasks.task import Task
from homeward.sources.record import RecordOutcome
from homeward.web.pathway.decisions.grounds import ground_of_rows, rest_on
from homeward.web.pathway.home import chronicle, met
from homeward.web.pathway.home import today as first_page
from homeward.web.pathway.home.monitoring.queries import schedule_on, supports_of, visit_due_of
from homeward.web.pathway.home.outcomes.queries import contacts_of_many, outcomes_of
from homeward.web.pathway.home.visits import visits_of_children
from homeward.web.pathway.home.ways import homes_of, returns_of
from homeward.web.pathway.local.queries import PATHWAY
from homeward.web.pathway.models import OfficerTold, PathwayStart, SafetyLook
from homeward.web.pathway.queries import Way
from homeward.web.pathway.work.reviews import review_days
from homeward.web.pathway.work.sources import tasks_from
from homeward.web.people.record_rows import tell_outcomes


def tell() -> None:
    """State which needs home and after meets, what decisions rest on, which tasks it brings, and what is counted."""
    met.tell()
    rest_on(support_ground)
    tasks_from(home_tasks)
    tell_outcomes(outcome_rows)
    first_page.list_all()
    chronicle.tell()


def outcome_rows(today: date) -> Iterator[RecordOutcome]:
    """Yield what is known of every return home at each milestone that has come; five queries in all."""
    starts = list(PathwayStart.objects.standing().filter(pathway=PATHWAY, began_on__lte=today))
    returns = returns_of(starts, today)
    came = [start for start in starts if start.pk in returns]
    visits = visits_of_children([start.child_id for start in came], today)
    contacts = contacts_of_many(came, visits, today)
    for start in came:
        for home in returns[start.pk]:
            for one in outcomes_of(home, contacts.get(start.pk, ())):
                if one.on <= today:
                    yield RecordOutcome(str(start.child_id), home.on, one.months, one.outcome.value)


def support_ground(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield the plan after care, where one was ever written: a return is approved with the help that it names."""
    ground = ground_of_rows("support", str(start.pk), "the plan after care", start.support_plans.all())
    if ground.at is not None:
        yield ground


@dataclass(frozen=True)
class _AtHome:
    """What the tasks of one child who lives at home are made from."""

    way: Way
    home: CameHome
    due: VisitDue | None
    support: Support | None
    contacts: tuple[AfterContact, ...]
    is_looked_at: bool
    is_officer_told: bool


def home_tasks(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield what is due for each child who lives at home: a visit, the end of the help, what is to be known, and more.

    A fixed number of queries however many ways; none where no child is home.
    """
    for one in _at_home(ways, today):
        pathway, start = one.way.versions.on(today), one.way.start.pk
        step = one.way.position.step.id
        tasks = [
            visit_task(one.due, step),
            support_task(one.support, step),
            third_task(one.home, pathway, step),
            *(outcome_task(each, step) for each in outcomes_of(one.home, one.contacts)),
        ]
        yield from ((start, task) for task in tasks if task)
        if not one.home.is_planned:
            found = unplanned_tasks(one.home, step, looked_at=one.is_looked_at, officer_told=one.is_officer_told)
            yield from ((start, task) for task in found)


def _at_home(ways: Sequence[Way], today: date) -> Iterator[_AtHome]:
    came = [way for way in ways if came_home(way.record.entries, today)]
    homes = homes_of([way.start for way in came], today) if came else {}
    living = [way for way in came if homes[way.start.pk].ended_on is None]
    if not living:
        return
    starts, children = [way.start for way in living], [way.start.child_id for way in living]
    visits, supports, reviews = visits_of_children(children, today), supports_of(starts, today), review_days(children)
    contacts, schedule = contacts_of_many(starts, visits, today), schedule_on(today)
    looked, told = _days(SafetyLook, starts, today), _days(OfficerTold, starts, today)
    for way in living:
        start, home = way.start, homes[way.start.pk]
        support, seen_on = supports.get(start.pk), visits[start.child_id].seen_on
        until, legal = support.until_on if support else None, way.record.child.legal
        due = visit_due_of(home, legal, seen_on, reviews.get(start.child_id, ()), until, schedule)
        is_looked_at, is_told = (any(day >= home.on for day in days[start.pk]) for days in (looked, told))
        yield _AtHome(way, home, due, support, contacts.get(start.pk, ()), is_looked_at, is_told)


def _days(
    table: type[SafetyLook] | type[OfficerTold], starts: Sequence[PathwayStart], today: date
) -> Mapping[UUID, list[date]]:
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = table.objects.filter(start__in=starts, struck_at=None, on__lte=today).values_list("start", "on")
    for start, on in rows:
        found[start].append(on)
    return found
