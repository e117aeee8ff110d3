"""A small invented family whose story is written: two children with records, their parents, who works with them."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from homeward.practice.chronology.event import Reach
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.models import VisitKind
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails
from homeward.web.people.models import AllocatedAs, Allocation, Child, Kinship, Person, PersonName, Relationship
from tests.web.people_world import entered, make_child, make_user


@dataclass(frozen=True)
class Siblings:
    """Ana and Ben, their parents, the social worker of both, and a colleague who works with Ana alone."""

    ana: Child
    ben: Child
    mother: Person
    father: Person
    worker: User
    colleague: User


def siblings() -> Siblings:
    """Make the family; its records began a year ago and nothing is written in them."""
    ana, ben = make_child(1), make_child(2)
    for child, name in ((ana, "Ana"), (ben, "Ben")):
        named(child.person, name)
        Child.objects.filter(pk=child.pk).update(opened_on=clock.today() - timedelta(days=365))
        child.refresh_from_db()
    mother, father = (named(Person.objects.create(entered_at=clock.now()), name) for name in ("Mo", "Fin"))
    for child in (ana, ben):
        for parent, kind in ((mother, Kinship.MOTHER), (father, Kinship.FATHER)):
            Relationship.objects.create(person=parent, other=child.person, kind=kind, **entered())
    worker, colleague = make_user(1, Role.SOCIAL_WORKER), make_user(2, Role.FAMILY_SUPPORT_WORKER)
    works_with(worker, ana)
    works_with(worker, ben)
    works_with(colleague, ana, AllocatedAs.FAMILY_SUPPORT_WORKER)
    return Siblings(ana, ben, mother, father, worker, colleague)


def named(person: Person, given: str) -> Person:
    """Give somebody a name."""
    PersonName.objects.create(person=person, given=given, family="Invented", is_shown=True, **entered())
    return person


def works_with(user: User, child: Child, allocated_as: str = AllocatedAs.SOCIAL_WORKER) -> None:
    """Let somebody work with a child."""
    Allocation.objects.create(child=child, user=user, allocated_as=allocated_as, **entered())


def visit_of(*visited: SeenDetails, days_ago: int = 0, reach: Reach = Reach.SERVICE, **words: object) -> VisitDetails:
    """Return what is told of an arranged visit so many days ago."""
    on = clock.today() - timedelta(days=days_ago)
    told = {"at": None, "kind": VisitKind.PLANNED, "what": "We baked bread.", "where": "the foster home"}
    return VisitDetails(on=on, visited=visited, reach=reach, **(told | words))


def alone(child: Child, **words: object) -> SeenDetails:
    """Return that a child was seen alone."""
    return SeenDetails(child, is_seen=True, is_alone=True, **words)


def browser_of(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    browser = Client()
    browser.force_login(user)
    return browser
