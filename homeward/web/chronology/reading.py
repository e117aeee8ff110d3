"""Who may see which part of a child's story: what was written says how far it reaches, and the child's record whom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db.models import Q, QuerySet

from homeward.practice.chronology.event import Reach
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Written
from homeward.web.people.models import AllocatedAs, Allocation, Child
from homeward.web.people.relations import (
    STAFF,
    TO_LEAD,
    Relation,
    children,
    children_by,
    closed_children,
    is_social_worker_of,
    relations_of,
    roles_today,
)

Found = TypeVar("Found")
EVERY_REACH = frozenset(Reach)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads one child's story: how far what they may see may reach. What they wrote they always see.

    `kept` holds what was looked up for them while the story is told, so that no part of it is asked for twice.
    """

    user: User
    child: Child
    relations: frozenset[Relation]
    reaches: frozenset[Reach]
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def sees(self, written: Written) -> bool:
        """Tell whether something written of the child is open to the reader."""
        return written.reach in self.reaches or written.entered_by_id == self.user.pk

    def once(self, what: str, look: Callable[[], Found]) -> Found:
        """Return what `look` finds, which is asked once in one telling."""
        if what not in self.kept:
            self.kept[what] = look()
        return cast("Found", self.kept[what])

    def open_to_them(self) -> Q:
        """Return the condition on what is written of the child that its reach opens it to the reader."""
        return Q(reach__in=self.reaches) | Q(entered_by=self.user)


def reader_of(user: User, child: Child) -> Reader:
    """Return how far somebody may read in a child's story today; nothing where the record is not open to them."""
    relations = relations_of(user, child)
    return Reader(user, child, relations, frozenset(_reaches(user, child, relations)))


def seen_writings(user: User, model: type[Written], way: str) -> Q:
    """Return the condition on what is written that somebody may see it; `way` leads from it to its child or children.

    What concerns several children, of whom one's record is shut to the asker, is not shown to them: it would tell of
    the one whose record is shut.
    """
    seen = Q(**{f"{way}__in": Child.objects.filter(children(user)).values("pk")})
    # By way of the ids: beside `seen`, "not one of these children" would be asked of the child seen alone.
    shut = model._default_manager.filter(**{f"{way}__in": closed_children(user).values("pk")}).values("pk")
    return seen & ~Q(pk__in=shut) & (_open_reaches(user, way) | Q(entered_by=user))


def _open_reaches(user: User, way: str) -> Q:
    """Return the condition that what was written reaches somebody."""
    if not roles_today(user) & STAFF:
        return Q(reach=Reach.AGENCIES)
    led = Child.objects.filter(children_by(user, TO_LEAD)).values("pk")
    restricted = Q(**{f"{way}__in": led}) | Q(**{f"{way}__in": own_children(user).values("child")})
    return Q(reach__in=(Reach.AGENCIES, Reach.SERVICE)) | (Q(reach=Reach.RESTRICTED) & restricted)


def _reaches(user: User, child: Child, relations: frozenset[Relation]) -> set[Reach]:
    reaches = {Reach.AGENCIES} if relations - {Relation.FOSTERS} else set()
    if reaches and roles_today(user) & STAFF:
        reaches.add(Reach.SERVICE)
        if relations & TO_LEAD or is_social_worker_of(user, child):
            reaches.add(Reach.RESTRICTED)
    return reaches


def own_children(user: User) -> QuerySet[Allocation]:
    """Return the allocations by which somebody is a child's social worker today."""
    return Allocation.objects.on(clock.today()).filter(user=user, allocated_as=AllocatedAs.SOCIAL_WORKER)
