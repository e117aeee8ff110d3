"""Reads what a foster carer, or a guest who was asked to do one task, needs to know of a child, and no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.web.accounts.models import User
from homeward.web.people.models import AllocatedAs, Allocation, Asked, Child, NotToBeTold, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names
from homeward.web.people.record.warnings import Warn, warnings_of
from homeward.web.people.relations import Relation
from homeward.web.people.teams.queries import asked_for, workers_of


@dataclass(frozen=True)
class TaskPage:
    """A child's page for a foster carer or a guest.

    `tasks` are what a guest was asked to do. `warnings` say, to the carer who lives with the child, who must not be
    told what, and not why; a guest is told that nothing goes further.
    """

    tasks: tuple[Asked, ...]
    social_workers: tuple[Allocation, ...]
    supervising: tuple[Allocation, ...]
    is_carer: bool
    warnings: tuple[Warn, ...]


def task_page_of(user: User, child: Child, relations: Collection[Relation], on: date) -> TaskPage:
    """Return what somebody may know of a child by fostering the child or by being asked; five queries at most."""
    workers = list(workers_of(child, on))
    is_carer = Relation.FOSTERS in relations
    return TaskPage(
        tasks=tuple(asked_for(child, on).filter(user=user)),
        social_workers=tuple(one for one in workers if one.allocated_as == AllocatedAs.SOCIAL_WORKER),
        supervising=tuple(
            one for one in workers if is_carer and one.allocated_as == AllocatedAs.SUPERVISING_SOCIAL_WORKER
        ),
        is_carer=is_carer,
        warnings=_warnings(user, child, on) if is_carer else (),
    )


def fostered_by(user: User, on: date) -> set[UUID]:
    """Return the ids of the children whom somebody fosters; lists tell them no more of these than a carer may know."""
    allocated = Allocation.objects.on(on).filter(user=user, allocated_as=AllocatedAs.FOSTER_CARER)
    return set(allocated.values_list("child", flat=True))


def _warnings(user: User, child: Child, on: date) -> tuple[Warn, ...]:
    secrets = list(NotToBeTold.objects.on(on).filter(child=child))
    shown = Person.objects.filter(pk__in=[one.person_id for one in secrets]).exclude(hidden_persons(user))
    return warnings_of(secrets, (), {person.pk: person.shown_name for person in with_names(shown)})
