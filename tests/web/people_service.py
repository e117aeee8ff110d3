"""A small invented service with somebody in every role, for tests of pages about children."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.models import AllocatedAs, Child, Team
from homeward.web.people.persons.actions import create_child
from homeward.web.people.teams.actions import allocate_child, create_team, join_team

ON = date(2026, 1, 5)
BORN = date(2015, 3, 7)


@dataclass(frozen=True)
class Service:
    """One team; somebody for every role, who is made when first asked for; nobody works with anybody yet."""

    team: Team
    people: dict[Role, User]
    make: Callable[..., User]

    def user(self, role: Role) -> User:
        """Return the person of a role; the manager and the advanced practitioner are in the team."""
        if role not in self.people:
            self.people[role] = self.make(role)
            if role in (Role.TEAM_MANAGER, Role.ADVANCED_PRACTITIONER):
                is_manager = role == Role.TEAM_MANAGER
                join_team(team=self.team, user=self.people[role], is_manager=is_manager, by=None, on=ON)
        return self.people[role]

    def browser(self, role: Role) -> Client:
        """Return a browser in which the person of a role is signed in."""
        return browser_of(self.user(role))

    def child(self, given: str = "Jordan", family: str = "Exemplar", **words: object) -> Child:
        """Make a child of the team."""
        details = PersonDetails(given, family, born_on=words.pop("born_on", BORN))
        start = RecordStart(team=self.team, **words)
        return create_child(details=details, start=start, by=None, on=ON)

    def allocate(self, child: Child, role: Role = Role.SOCIAL_WORKER) -> None:
        """Let the person of a role work with a child as what that role does."""
        allocated_as = {
            Role.REVIEWING_OFFICER: AllocatedAs.REVIEWING_OFFICER,
            Role.FOSTER_CARER: AllocatedAs.FOSTER_CARER,
        }.get(role, AllocatedAs.SOCIAL_WORKER)
        allocate_child(child=child, user=self.user(role), allocated_as=allocated_as, by=None, on=ON)


def make_service(user_with: Callable[..., User]) -> Service:
    """Make a service with one team."""
    return Service(create_team(name="Invented East", by=None, on=ON), {}, user_with)


def browser_of(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def words_of(answer: HttpResponse) -> str:
    """Return all that a page says."""
    return answer.content.decode()


def day_boxes(name: str, day: date) -> dict[str, int]:
    """Return a date as the three boxes of a form send it."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def last_row(action: str) -> tuple[AuditEvent, dict]:
    """Return the last audit row of an action, and what it says."""
    row = AuditEvent.objects.filter(action=action).order_by("-number")[0]
    return row, json.loads(AuditDetail.objects.get(number=row.number).body)


def rows_about(child: Child, action: str) -> int:
    """Return how many audit rows of an action are about a child."""
    return AuditEvent.objects.filter(subject_id=str(child.pk), action=action).count()


def today() -> date:
    """Return the present day of the service."""
    return clock.today()
