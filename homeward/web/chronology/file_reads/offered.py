"""Offers who could read a child's file, and which sources are to be read by the child's legal status."""

from dataclasses import dataclass
from datetime import date

from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.people.care.queries import care_on, episodes_of, periods_of
from homeward.web.people.models import Allocation, Child, ConflictOfInterest
from homeward.web.people.relations import STAFF
from homeward.web.people.teams.queries import may_be_asked

_COURT = ("Court bundle: applications, statements, reports and orders",)
_WITHOUT_ORDER = (
    "Assessments",
    "Child in need plans and reviews",
    "Child protection plans and conference minutes",
    "Papers of the permanence panel",
)
_UNDER_ORDER = frozenset({"C1", "C2", "D1", "E1"})
_SECTION_20 = frozenset({"V2"})


@dataclass(frozen=True)
class Candidate:
    """Somebody who could read the file, and what should be known of them before they are named."""

    user: User
    is_second_worker: bool
    works_with_child: bool

    @property
    def words(self) -> str:
        """Their name, with what should be known."""
        if self.works_with_child:
            return f"{self.user.name} (works with the child)"
        return f"{self.user.name} (second worker)" if self.is_second_worker else self.user.name


def candidates(child: Child, by: User, on: date) -> list[Candidate]:
    """Return who of the service could be named: first second workers, last who works with the child; four queries."""
    staff = HeldRole.objects.filter(HeldRole.held_on(on), role__in=STAFF).values("user")
    shut = ConflictOfInterest.objects.on(on).filter(child=child).values("user")
    users = may_be_asked(on).filter(pk__in=staff).exclude(pk__in=shut).exclude(pk=by.pk)
    seconds = set(HeldRole.objects.filter(HeldRole.held_on(on), role=Role.SECOND_WORKER).values_list("user", flat=True))
    own = set(Allocation.objects.on(on).filter(child=child).values_list("user", flat=True))
    found = [Candidate(user, user.pk in seconds, user.pk in own) for user in users]
    return sorted(found, key=lambda one: (one.works_with_child, not one.is_second_worker, one.user.name))


def sources_for(child: Child, on: date) -> tuple[str, ...]:
    """Return what is offered to be read by the child's legal status on a day: all where that says nothing.

    Under a care order the court bundle; under section 20 what the service itself wrote; it can always be changed.
    """
    episode = care_on(periods_of(episodes_of(child)), on)
    status = episode.legal_status if episode else ""
    if status in _UNDER_ORDER:
        return _COURT
    return _WITHOUT_ORDER if status in _SECTION_20 else (*_COURT, *_WITHOUT_ORDER)
