"""Tells an invented story of a restricted child, twin records, a guest and a broken glass, for tests in a browser."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.details import HomeDetails, PersonDetails, RecordStart, RestrictionDetails, TaskDetails
from homeward.web.people.family.actions import add_household
from homeward.web.people.models import BreakGlass, Child
from homeward.web.people.persons.actions import add_relative, create_child
from homeward.web.people.teams.actions import ask_person, create_team, join_team


@dataclass(frozen=True)
class Story:
    """Two records of one child, a restricted child, and a glass broken over that record."""

    one: Child
    twin: Child
    hidden: Child
    broken: BreakGlass


def tell(people: dict[str, User]) -> Story:
    """Tell it of people by their roles' ids."""
    today = clock.today()
    begun = today - timedelta(days=200)
    team = create_team(name="Invented East", by=None, on=begun)
    join_team(team=team, user=people[Role.TEAM_MANAGER], is_manager=True, by=None, on=begun)

    def child(given: str, family: str, born_on: date, local_id: str) -> Child:
        start = RecordStart(team=team, local_id=local_id, allocated_to=people[Role.SOCIAL_WORKER])
        return create_child(details=PersonDetails(given, family, born_on=born_on), start=start, by=None, on=begun)

    one = child("Alma", "Brightwater", date(2016, 3, 7), "INV101")
    twin = child("Alna", "Brightwater", date(2016, 7, 3), "INV102")
    hidden = child("Juniper", "Hollowell", date(2014, 9, 9), "INV104")
    mother = add_relative(child=one, details=PersonDetails("Dana", "Brightwater"), kind="mother", by=None, on=begun)
    home = HomeDetails("12 Fictional Terrace", "ZZ1 1ZZ")
    add_household(child=one, people=[one.person, mother], home=home, by=None, on=begun)
    task = TaskDetails("Read the plan for the review", until_on=today + timedelta(days=5))
    ask_person(child=one, user=people[Role.GUEST], task=task, by=None, on=today)
    details = RestrictionDetails("Threats by a relative who knows staff", "0300 000 0123")
    leave = [people[Role.DIRECTOR], people[Role.SOCIAL_WORKER]]
    restrict_child(child=hidden, details=details, leave_for=leave, by=people[Role.TEAM_MANAGER], on=today)
    broken = break_glass(child=hidden, reason="Found alone at the station", by=people[Role.SECOND_WORKER])
    return Story(one, twin, hidden, broken)
