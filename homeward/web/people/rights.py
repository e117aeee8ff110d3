"""Says who may write what in a child's record; each refusal is a sentence fit for the screen."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import tied_to
from homeward.web.people.relations import STAFF, TO_LEAD, TO_WRITE, Relation, relations_of

STARTS_RECORDS = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.ADVANCED_PRACTITIONER,
        Role.TEAM_MANAGER,
        Role.HEAD_OF_SERVICE,
        Role.DIRECTOR,
        Role.EMERGENCY_DUTY,
    }
)
"""The roles that may make a record of a child."""
KEEPS_TEAMS = frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_SERVICE, Role.DIRECTOR})
"""The roles that may make teams and say who is in them."""

ADDS_AGENCIES = STAFF | {Role.ADMINISTRATOR}
"""The roles that may write down an agency; to rename or close one is for those who keep teams."""


class NotPermittedError(PermissionDenied):
    """Somebody may not do what they asked for. The message is one sentence, fit for the screen."""


def check_has_role(by: User | None, roles: frozenset[Role], what: str) -> None:
    """Raise NotPermittedError unless somebody holds one of the roles today; `what` ends "Your roles do not let you"."""
    if by is not None and not by.roles_on(clock.today()) & roles:
        raise NotPermittedError(f"Your roles do not let you {what}.")


def check_writes(child: Child, by: User | None) -> None:
    """Raise NotPermittedError unless somebody may write in a child's record. The system (None) always may."""
    if by is None:
        return
    if not by.roles_on(clock.today()) & STAFF:
        raise NotPermittedError("Your roles do not let you write in this record.")
    _check_relation(relations_of(by, child), TO_WRITE, "You may read this record, but not write in it.")


def check_leads(child: Child, by: User | None) -> None:
    """Raise NotPermittedError unless somebody decides who works with a child and who may see the record."""
    if by is not None:
        says = "Only a manager of those who work with the child may do this."
        _check_relation(relations_of(by, child), TO_LEAD, says)


def check_tied(child: Child, person: Person) -> None:
    """Raise NotPermittedError where a person is not in a child's record: their record is not changed by way of it."""
    if not Person.objects.filter(tied_to(Child.objects.filter(pk=child.pk)), pk=person.pk).exists():
        raise NotPermittedError("This person is not in the child’s record. Add how they are related first.")


def check_of_child(child: Child, fact: Model) -> None:
    """Raise NotPermittedError where a fact is not part of a child's record.

    What is about one child is of that record only, whoever else knows the same person.
    """
    about = getattr(fact, "child_id", None)
    if about == child.pk:
        return
    if about is not None or getattr(fact, "person", None) is None:
        raise NotPermittedError("This is not part of the child’s record.")
    check_tied(child, fact.person)


def _check_relation(found: frozenset[Relation], wanted: frozenset[Relation], says: str) -> None:
    if not found:
        raise NotPermittedError("This record is not open to you.")
    if not found & wanted:
        raise NotPermittedError(says)
