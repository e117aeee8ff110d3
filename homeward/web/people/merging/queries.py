"""Reads merges that wait for a second person, and those of one person's record."""

from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.web.accounts.models import User
from homeward.web.people.models import Child, Merge, Person
from homeward.web.people.permissions import seen_merges
from homeward.web.people.policy import visible


def merges_to_decide(user: User) -> QuerySet[Merge]:
    """Return the merges, and the undoings, that somebody else proposed and that wait for a second person."""
    proposed = Q(agreed_at=None, turned_down_at=None) & ~Q(proposed_by=user)
    undoing = Q(undo_proposed_at__isnull=False, undo_turned_down_at=None, undone_at=None) & ~Q(undo_proposed_by=user)
    found = seen_merges(user, Merge.objects.filter(proposed | undoing))
    return found.select_related("kept", "other", "proposed_by")


def merges_of(person: Person) -> QuerySet[Merge]:
    """Return every merge into a person's record, whatever became of it."""
    return person.merges.select_related("other", "proposed_by", "agreed_by")


def merges_told(user: User, person: Person) -> list[Merge]:
    """Return the merges, proposed or in force, of which everybody who opens a person's record is told.

    Those with a record that is shut to the reader are left out.
    """
    return list(seen_merges(user, merges_now(person)))


def merge_seen(user: User, pk: UUID) -> Merge | None:
    """Return one merge if somebody may see it, else None."""
    return seen_merges(user, Merge.objects.filter(pk=pk)).first()


def merges_now(person: Person) -> QuerySet[Merge]:
    """Return the merges of a person's record that are proposed or in force."""
    return Merge.objects.filter(Q(kept=person) | Q(other=person), turned_down_at=None, undone_at=None)


def kept_instead(user: User, child_pk: object) -> Child | None:
    """Return the record into which a child's record was merged, if there is one and somebody may open it."""
    in_force = Merge.objects.filter(agreed_at__isnull=False, undone_at=None, other__child=child_pk)
    kept = list(in_force.values_list("kept", flat=True))
    return visible(user, Child).filter(person__in=kept).first() if kept else None
