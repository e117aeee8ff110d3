"""Writes legal holds: put on by one person at once, lifted by two."""

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import Entry, recorded
from homeward.web.keeping.models import LegalHold
from homeward.web.keeping.rights import KEEPS, check_keeps, check_proposes
from homeward.web.keeping.serial import one_at_a_time
from homeward.web.people.entering import words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import NotPermittedError, check_has_role


def put_on_hold(*, child: Child | None, reason: str, by: User | None) -> LegalHold:
    """Forbid the destruction of a child's record, or of every record where `child` is None, from now on.

    Raises ValidationError where the record is not there any more.
    """
    check_keeps(by, child)
    why = words_needed(reason, "reason", "Say why nothing may be destroyed.")
    with recorded("hold_put_on", by=by) as entry:
        one_at_a_time()
        if child is not None and not Child.objects.filter(pk=child.pk).exists():
            raise ValidationError("This record is not there any more.")
        hold = LegalHold(child=child, reason=why, put_on_by=by, put_on_at=clock.now())
        hold.save()
        _about(entry, hold, by)
    return hold


def propose_lifting(*, hold: LegalHold, because: str, by: User) -> None:
    """Propose that a hold be lifted, and why. It stays until somebody else lifts it."""
    check_proposes(by, hold.child)
    why = words_needed(because, "because", "Say why the hold can be lifted.")
    with recorded("hold_lifting_proposed", by=by) as entry:
        kept = _held(hold)
        if kept.lifted_at or kept.lifting_proposed_at:
            raise ValidationError("This was lifted or proposed already.")
        kept.lifting_because, kept.lifting_proposed_by, kept.lifting_proposed_at = why, by, clock.now()
        kept.save()
        _about(entry, kept, by)


def keep_hold(*, hold: LegalHold, by: User) -> None:
    """Turn down, or take back, a proposal to lift a hold."""
    check_keeps(by, hold.child)
    with recorded("hold_lifting_turned_down", by=by) as entry:
        kept = _held(hold)
        if kept.lifted_at or not kept.lifting_proposed_at:
            raise ValidationError("Nobody has proposed to lift this hold, or it is lifted.")
        kept.lifting_because, kept.lifting_proposed_by, kept.lifting_proposed_at = "", None, None
        kept.save()
        _about(entry, kept, by)


def lift_hold(*, hold: LegalHold, by: User) -> None:
    """Lift a hold, as a second person. Raises NotPermittedError for whoever proposed it."""
    check_has_role(by, KEEPS, "lift a hold")
    check_keeps(by, hold.child)
    with recorded("hold_lifted", by=by) as entry:
        one_at_a_time()
        kept = _held(hold)
        if kept.lifted_at or not kept.lifting_proposed_at:
            raise ValidationError("Somebody must propose to lift this hold first.")
        if kept.lifting_proposed_by_id == by.pk:
            raise NotPermittedError("You proposed this: somebody else must lift it.")
        kept.lifted_by, kept.lifted_at = by, clock.now()
        kept.save()
        _about(entry, kept, by)


def _held(hold: LegalHold) -> LegalHold:
    return LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)


def _about(entry: Entry, hold: LegalHold, by: User | None) -> None:
    if hold.child is None:
        entry.about(hold)
    else:
        about_child(entry, hold.child, by, hold)
