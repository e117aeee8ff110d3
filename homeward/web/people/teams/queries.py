"""Reads who works with a child, who may, and whose children somebody's are."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from homeward.web.accounts.models import HeldRole, User
from homeward.web.people.models import AllocatedAs, Allocation, Asked, Child, ChildTeam, Handover, Team, TeamMembership
from homeward.web.people.policy import visible
from homeward.web.people.relations import WHO_SEES, Relation, relations_of_roles
from homeward.web.people.teams.actions import ROLES_FOR


def workers_of(child: Child, on: date) -> QuerySet[Allocation]:
    """Return who works with a child on a day, each as what, with the people; one query."""
    return Allocation.objects.on(on).filter(child=child).select_related("user").order_by("begins_on", "pk")


def all_workers_of(child: Child, allocated_as: str = AllocatedAs.SOCIAL_WORKER) -> QuerySet[Allocation]:
    """Return everybody who ever worked with a child as something, the latest first."""
    spells = Allocation.objects.standing().filter(child=child, allocated_as=allocated_as)
    return spells.select_related("user").order_by("-begins_on")


def team_of(child: Child, on: date) -> Team | None:
    """Return the team responsible for a child on a day, if there is one."""
    spell = ChildTeam.objects.on(on).filter(child=child).select_related("team").order_by("-begins_on").first()
    return spell.team if spell else None


def asked_for(child: Child, on: date) -> QuerySet[Asked]:
    """Return who is asked to do a task for a child on a day, with people and agencies."""
    return Asked.objects.on(on).filter(child=child).select_related("user", "agency").order_by("ends_on")


def handovers_of(child: Child) -> QuerySet[Handover]:
    """Return a child's handovers, the latest first, with people."""
    return child.handovers.select_related("from_user", "to_user")


def teams_of(user: User, on: date) -> QuerySet[TeamMembership]:
    """Return the teams somebody is in on a day, and whether they manage them."""
    return TeamMembership.objects.on(on).filter(user=user).select_related("team").order_by("team__name")


def members_of(team: Team, on: date) -> QuerySet[TeamMembership]:
    """Return who is in a team on a day, managers first."""
    return TeamMembership.objects.on(on).filter(team=team).select_related("user").order_by("-is_manager", "user__name")


def past_work_with(child: Child, on: date) -> list[Allocation]:
    """Return who worked with a child and does so no more on a day, as whatever, the latest to end first."""
    ended = Allocation.objects.standing().filter(child=child, ends_on__lte=on).exclude(ends_on=F("begins_on"))
    return list(ended.select_related("user").order_by("-ends_on", "-begins_on"))


def may_be_asked(on: date) -> QuerySet[User]:
    """Return who could be asked to do a task for a child on a day, by name: staff, and guests of partner agencies."""
    roles = [role for role, seen in WHO_SEES.items() if Relation.ASKED in seen]
    held = HeldRole.objects.filter(HeldRole.held_on(on), role__in=roles).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")


def open_teams(on: date) -> QuerySet[Team]:
    """Return the teams there are on a day, by name."""
    return Team.objects.on(on).order_by("name")


def oversees(user: User, on: date) -> bool:
    """Tell whether somebody answers for the children of every team, and of none."""
    return Relation.OVERSEES in relations_of_roles(user.roles_on(on))


def teams_led_by(user: User, on: date) -> list[Team]:
    """Return the teams whose work somebody oversees on a day: those they manage, or every team."""
    if oversees(user, on):
        return list(open_teams(on))
    return [membership.team for membership in teams_of(user, on) if membership.is_manager]


def caseload_of(user: User, asked_by: User, on: date) -> int:
    """Return with how many children somebody works on a day, of those whom the asker may see."""
    allocated = Allocation.objects.on(on).filter(user=user).values("child")
    return visible(asked_by, Child).filter(pk__in=allocated).count()


def caseloads(team: Team, asked_by: User, on: date) -> dict[int, int]:
    """Return by user id with how many children each member of a team works on a day, of those whom the asker sees."""
    return caseloads_of(TeamMembership.objects.on(on).filter(team=team).values("user"), asked_by, on)


def caseloads_of(users: QuerySet[Any], asked_by: User, on: date) -> dict[int, int]:
    """Return by user id with how many children each works on a day, of those whom the asker may see; one query."""
    rows = Allocation.objects.on(on).filter(user__in=users, child__in=visible(asked_by, Child).values("pk"))
    return dict(rows.values_list("user").annotate(children=Count("child", distinct=True)))


def may_be_allocated(allocated_as: str, on: date) -> QuerySet[User]:
    """Return who could work with a child as something on a day, by name, for a form's choices."""
    held = HeldRole.objects.filter(HeldRole.held_on(on), role__in=ROLES_FOR[allocated_as]).values("user")
    return User.objects.filter(Q(pk__in=held), is_active=True).order_by("name", "pk")
