"""Reads what a foster carer, or a guest who was asked to do one task, needs to know of a child, and no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from homeward.web.accounts.models import User
from homeward.web.people.models import AllocatedAs, Allocation, Asked, Child, NotToBeTold, Person, Team
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names
from homeward.web.people.relations import Relation
from homeward.web.people.teams.queries import asked_for, team_of, workers_of


@dataclass(frozen=True)
class TaskPage:
    """A child's page for a foster carer or a guest.

    `tasks` are what a guest was asked to do. `not_told` are, for the carer who lives with the child, the names of those
    who must not be told something, with what in words; a guest is told that nothing goes further.
    """

    tasks: tuple[Asked, ...]
    social_workers: tuple[Allocation, ...]
    supervising: tuple[Allocation, ...]
    team: Team | None
    is_carer: bool
    not_told: tuple[tuple[str, str], ...]


def task_page_of(user: User, child: Child, relations: Collection[Relation], on: date) -> TaskPage:
    """Return what somebody may know of a child by fostering the child or by being asked; six queries at most."""
    workers = list(workers_of(child, on))
    is_carer = Relation.FOSTERS in relations
    return TaskPage(
        tasks=tuple(asked_for(child, on).filter(user=user)),
        social_workers=tuple(one for one in workers if one.allocated_as == AllocatedAs.SOCIAL_WORKER),
        supervising=tuple(
            one for one in workers if is_carer and one.allocated_as == AllocatedAs.SUPERVISING_SOCIAL_WORKER
        ),
        team=team_of(child, on),
        is_carer=is_carer,
        not_told=_not_told(user, child, on) if is_carer else (),
    )


def _not_told(user: User, child: Child, on: date) -> tuple[tuple[str, str], ...]:
    secrets = list(NotToBeTold.objects.on(on).filter(child=child))
    shown = Person.objects.filter(pk__in=[one.person_id for one in secrets]).exclude(hidden_persons(user))
    names = {person.pk: person.shown_name for person in with_names(shown)}
    return tuple((names[one.person_id], one.get_what_display()) for one in secrets if one.person_id in names)
