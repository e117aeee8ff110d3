"""What all that is written of a child shares: who may write it, and that a correction keeps what stood before."""

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError

from homeward.practice.chronology.event import Reach
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Written
from homeward.web.people.models import Child, Restriction
from homeward.web.people.rights import check_writes

Kind = TypeVar("Kind", bound=Written)


def check_of_children(children: Iterable[Child], by: User | None) -> None:
    """Raise NotPermittedError unless somebody may write in the record of each of the children."""
    for child in children:
        check_writes(child, by)


def check_shared_reach(children: Iterable[Child], reach: str) -> None:
    """Raise ValidationError where a restricted child would be told of to partner agencies with others."""
    kids = list(children)
    restricted = Restriction.objects.on(clock.today()).filter(child__in=kids)
    if reach == Reach.AGENCIES and len(kids) > 1 and restricted.exists():
        says = "One of these children has a restricted record: what concerns them together stays in our service."
        raise ValidationError({"reach": says})


def struck(written: Kind, by: User | None, because: str) -> Kind:
    """Return something written, locked and struck out, for an action to store.

    Raises ValidationError where it was struck out or corrected before.
    """
    kept = type(written)._default_manager.select_for_update(of=("self",)).get(pk=written.pk)
    if kept.struck_at is not None:
        raise ValidationError("This was corrected or struck out already. Open it again to see what stands now.")
    kept.struck_by, kept.struck_at, kept.struck_because = by, clock.now(), because
    return kept


def replacing(before: Kind, after: Kind) -> Kind:
    """Return what is written instead of something, with what it replaces, for an action to store."""
    after.replaces = before
    return after
