"""The table of who sees which child: each role, and the relations to a child by which it does.

It is data without a database, so that `docs/reference/access.md` is printed from it and tests walk it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices

from homeward.web.accounts.roles import Role


class Relation(TextChoices):
    """What ties somebody to a child; the words say it of somebody."""

    ALLOCATED = "allocated", "works with the child"
    IN_TEAM = "in_team", "is in the team responsible for the child"
    SUPERVISES = "supervises", "manages the child’s team, or the team of somebody who works with the child"
    REVIEWS = "reviews", "is the child’s reviewing officer"
    FOSTERS = "fosters", "is the child’s foster carer"
    ASKED = "asked", "was asked to do one task for the child, until a day"
    ON_DUTY = "on_duty", "is on emergency duty"
    OVERSEES = "oversees", "answers for all children of the service"
    OPENED_BY_BREAK_GLASS = "opened_by_break_glass", "broke the glass, with a reason, for three hours"


_WORKS = frozenset({Relation.ALLOCATED, Relation.ASKED, Relation.OPENED_BY_BREAK_GLASS})
_LEADS = _WORKS | {Relation.IN_TEAM, Relation.SUPERVISES}
_ANSWERS = frozenset({Relation.OVERSEES, Relation.ASKED, Relation.OPENED_BY_BREAK_GLASS})

WHO_SEES: Mapping[Role, frozenset[Relation]] = MappingProxyType(
    {
        Role.SOCIAL_WORKER: _WORKS,
        Role.SECOND_WORKER: _WORKS,
        Role.FAMILY_SUPPORT_WORKER: _WORKS,
        Role.ADULT_SPECIALIST: _WORKS,
        Role.SUPERVISING_SOCIAL_WORKER: _WORKS,
        Role.ADVANCED_PRACTITIONER: _LEADS,
        Role.TEAM_MANAGER: _LEADS,
        Role.REVIEWING_OFFICER: frozenset({Relation.REVIEWS, Relation.ASKED, Relation.OPENED_BY_BREAK_GLASS}),
        Role.EMERGENCY_DUTY: frozenset({Relation.ON_DUTY, Relation.ASKED, Relation.OPENED_BY_BREAK_GLASS}),
        Role.HEAD_OF_SERVICE: _ANSWERS,
        Role.NOMINATED_OFFICER: _ANSWERS,
        Role.DIRECTOR: _ANSWERS,
        Role.FOSTER_CARER: frozenset({Relation.FOSTERS}),
        Role.GUEST: frozenset({Relation.ASKED}),
    }
)
"""The relations by which each role sees a child. A role that is not here sees no child."""

EVERY_RELATION = frozenset(Relation)
TO_WRITE = frozenset(
    {Relation.ALLOCATED, Relation.IN_TEAM, Relation.SUPERVISES, Relation.REVIEWS, Relation.OVERSEES, Relation.ASKED}
)
"""The relations by which a record may be written in; the others only read."""
TO_LEAD = frozenset({Relation.SUPERVISES, Relation.OVERSEES})
"""The relations by which somebody decides who works with a child and who may see the record."""

STAFF = frozenset(WHO_SEES) - {Role.FOSTER_CARER, Role.GUEST}
"""The roles that see whole records; foster carers and guests see pages made for them."""
MAY_BREAK_GLASS = frozenset(role for role, seen in WHO_SEES.items() if Relation.OPENED_BY_BREAK_GLASS in seen)
