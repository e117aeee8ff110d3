"""Whose tasks a list holds: one's own, those of a team that one leads, or those shown to one since nobody saw them."""

from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from homeward.practice.tasks.raising import RaisedTo
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.pathway.work.lists import TaskLine, lines_of, on_the_way, own_children
from homeward.web.people.models import Child, ChildTeam, Team
from homeward.web.people.relations import roles_today
from homeward.web.people.teams.queries import oversees, teams_led_by

SOON_DAYS = 7
_HEADS = frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR})


class Whose(StrEnum):
    """Whose tasks are asked for."""

    MINE = "mine"
    TEAM = "team"
    RAISED = "raised"


def teams_to_choose(user: User, today: date) -> list[Team]:
    """Return the teams whose work somebody leads today: those they manage, or every one for who answers for all."""
    return teams_led_by(user, today)


def lines_for(user: User, whose: Whose, team: Team | None, today: date) -> list[TaskLine]:
    """Return the tasks asked for, of children whose records are open to somebody, the earliest day first."""
    if whose == Whose.RAISED:
        return raised_for(user, today)
    if whose == Whose.TEAM and team is not None:
        return lines_of(children_of_teams(user, [team], today), today)
    return [line for line in lines_of(own_children(user, today), today) if line.is_of(user)]


def raised_for(user: User, today: date) -> list[TaskLine]:
    """Return the tasks that are shown to somebody because they are overdue and nobody has said that they saw them.

    A team manager is shown those of their teams; who leads the service those that were shown to a manager before.
    """
    if oversees(user, today):
        lines = lines_of(on_the_way(user, today), today) if roles_today(user) & _HEADS else []
        return [line for line in lines if line.raised and line.raised.to == RaisedTo.HEAD_OF_SERVICE]
    teams = teams_led_by(user, today)
    return [line for line in lines_of(children_of_teams(user, teams, today), today) if line.raised] if teams else []


def children_of_teams(user: User, teams: list[Team], today: date) -> QuerySet[Child]:
    """Return the children on the way for whom one of some teams is responsible, as far as somebody may see them."""
    responsible = ChildTeam.objects.on(today).filter(team__in=teams).values("child")
    return on_the_way(user, today).filter(pk__in=responsible)
