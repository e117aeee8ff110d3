"""Reads the network round a child, and who has been the child's key worker."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from homeward.web.accounts.models import User
from homeward.web.people.models import Agency, Child, KeyWorker, NetworkMember, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names


def network_of(child: Child, on: date) -> QuerySet[NetworkMember]:
    """Return who is in a child's network on a day, longest first, with people, names and agencies."""
    return _with_people(NetworkMember.objects.on(on).filter(child=child)).order_by("begins_on", "pk")


def key_workers_of(child: Child) -> QuerySet[KeyWorker]:
    """Return every key worker a child has had, the latest first; how many there are is how often that changed."""
    members = Prefetch("member", _with_people(NetworkMember.objects.all()))
    return KeyWorker.objects.standing().filter(child=child).prefetch_related(members).order_by("-begins_on")


def members_seen(user: User, child: Child) -> list[NetworkMember]:
    """Return everybody who is or was in a child's network of whom somebody may be told, longest first."""
    members = NetworkMember.objects.standing().filter(child=child)
    told = members.exclude(person__in=Person.objects.filter(hidden_persons(user)).values("pk"))
    return list(_with_people(told).order_by("begins_on", "pk"))


def open_agencies() -> QuerySet[Agency]:
    """Return the agencies that can be chosen, by name."""
    return Agency.objects.filter(closed_on=None).order_by("name")


def name_of(member: NetworkMember) -> str:
    """Return the name of somebody in a network."""
    return member.user.name if member.user else member.person.shown_name


def _with_people(members: QuerySet[NetworkMember]) -> QuerySet[NetworkMember]:
    persons = Prefetch("person", with_names(Person.objects.all()))
    return members.select_related("user", "agency").prefetch_related(persons)
