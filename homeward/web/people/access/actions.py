"""Writes what shuts and opens a record beyond ordinary work: restrictions, leave, conflicts, and broken glass."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import recorded
from homeward.web.people.details import RestrictionDetails
from homeward.web.people.entering import ended, entered, words_needed
from homeward.web.people.models import (
    Allocation,
    BreakGlass,
    Child,
    ConflictOfInterest,
    Leave,
    Notice,
    Restriction,
)
from homeward.web.people.recording import about_child
from homeward.web.people.relations import MAY_BREAK_GLASS, relations_of
from homeward.web.people.rights import NotPermittedError, check_has_role, check_leads

GLASS_STAYS_BROKEN = timedelta(hours=3)
SHORTEST_REASON = 10
"""A reason has at least this many characters."""


def restrict_child(
    *, child: Child, details: RestrictionDetails, leave_for: Iterable[User], by: User | None, on: date
) -> Restriction:
    """Hide a child's record from a day on from everybody but those given leave; whoever restricts has it, too.

    Raises ValidationError unless two people or more have leave: else the record could become nobody's.
    """
    check_leads(child, by)
    reason = words_needed(details.reason, "reason", "Say why the record is restricted.")
    number = words_needed(details.number_to_ring, "number_to_ring", "Give the number to ring.")
    people = {user.pk: user for user in (*leave_for, *([by] if by else []))}
    if len(people) < 2:
        raise ValidationError({"leave_for": "Give leave to at least one person besides yourself."})
    with recorded("child_restricted", by=by) as entry:
        about_child(entry, child, by, leave=sorted(people), on=on.isoformat())
        restriction = entered(Restriction, by, child=child, reason=reason, number_to_ring=number, begins_on=on)
        restriction.save()
        for user in people.values():
            entered(Leave, by, restriction=restriction, user=user, begins_on=on).save()
    return restriction


def lift_restriction(*, restriction: Restriction, by: User | None, on: date) -> None:
    """End a restriction on a day: the record is open again to those whose work opens it."""
    check_leads(restriction.child, by)
    with recorded("restriction_lifted", by=by) as entry:
        about_child(entry, restriction.child, by, restriction, on=on.isoformat())
        ended(restriction, on).save()


def give_leave(*, restriction: Restriction, user: User, by: User | None, on: date) -> Leave:
    """Let somebody see a restricted child from a day on, as far as their work with the child does."""
    check_leads(restriction.child, by)
    with recorded("leave_given", by=by) as entry:
        if Leave.objects.on(on).filter(restriction=restriction, user=user).exists():
            raise ValidationError("This person has leave already.")
        leave = entered(Leave, by, restriction=restriction, user=user, begins_on=on)
        leave.save()
        about_child(entry, restriction.child, by, leave, user=user.pk, on=on.isoformat())
    return leave


def end_leave(*, leave: Leave, by: User | None, on: date) -> None:
    """Take leave away on a day. Raises ValidationError for the last but one: two people always have it."""
    restriction = leave.restriction
    check_leads(restriction.child, by)
    with recorded("leave_ended", by=by) as entry:
        about_child(entry, restriction.child, by, leave, user=leave.user_id, on=on.isoformat())
        if Leave.objects.on(on).filter(restriction=restriction).values("user").distinct().count() <= 2:
            raise ValidationError("Two people must keep leave. Give it to somebody else first.")
        ended(leave, on).save()


def declare_conflict(*, child: Child, user: User, reason: str, by: User | None, on: date) -> ConflictOfInterest:
    """Shut a child's record to somebody from a day on: they know the family. They or a manager may say so."""
    if by is None or by.pk != user.pk:
        check_leads(child, by)
    why = words_needed(reason, "reason", "Say what the conflict is.")
    with recorded("conflict_declared", by=by) as entry:
        about_child(entry, child, by, user=user.pk, on=on.isoformat())
        conflict = entered(ConflictOfInterest, by, child=child, user=user, reason=why, begins_on=on)
        conflict.save()
    return conflict


def end_conflict(*, conflict: ConflictOfInterest, by: User | None, on: date) -> None:
    """End a conflict of interest on a day; never by the person it shuts out."""
    if by is not None and by.pk == conflict.user_id:
        raise NotPermittedError("Somebody else must say that the conflict has ended.")
    check_leads(conflict.child, by)
    with recorded("conflict_ended", by=by) as entry:
        about_child(entry, conflict.child, by, conflict, user=conflict.user_id, on=on.isoformat())
        ended(conflict, on).save()


def break_glass(*, child: Child, reason: str, by: User) -> BreakGlass:
    """Open a record that is shut to somebody, to read for three hours. Its workers and all auditors are told at once.

    A conflict of interest is never overcome so. Raises NotPermittedError and ValidationError.
    """
    check_can_break_glass(child, by)
    why = words_needed(reason, "reason", "Say why you must see the record now.")
    if len(why) < SHORTEST_REASON:
        raise ValidationError({"reason": "Say in a few words more why you must see the record now."})
    now = clock.now()
    with recorded("glass_broken", by=by) as entry:
        broken = BreakGlass(child=child, user=by, reason=why, at=now, until_at=now + GLASS_STAYS_BROKEN)
        broken.save()
        told = _whom_to_tell(child, by)
        words = "The glass was broken over the record of a child: somebody opened it for three hours, with a reason."
        Notice.objects.bulk_create(Notice(to=user, about=child, words=words, at=now) for user in told)
        about_child(entry, child, by, broken, told=sorted(user.pk for user in told))
    return broken


def review_break_glass(*, broken: BreakGlass, words: str, by: User | None) -> None:
    """Say, as an auditor or a manager, whether it was right to break the glass; never of one's own."""
    if by is not None and by.pk == broken.user_id:
        raise NotPermittedError("Somebody else must review this.")
    if by is not None and Role.AUDITOR not in by.roles_on(clock.today()):
        check_leads(broken.child, by)
    said = words_needed(words, "words", "Say what you found.")
    with recorded("broken_glass_reviewed", by=by) as entry:
        kept = BreakGlass.objects.select_for_update(of=("self",)).get(pk=broken.pk)
        if kept.reviewed_at is not None:
            raise ValidationError("This has been reviewed already.")
        kept.reviewed_by, kept.reviewed_at, kept.reviewed_words = by, clock.now(), said
        kept.save()
        about_child(entry, kept.child, by, kept)


def check_can_break_glass(child: Child, by: User) -> None:
    """Raise NotPermittedError where somebody may not break the glass, ValidationError where they need not."""
    check_has_role(by, MAY_BREAK_GLASS, "break the glass")
    if ConflictOfInterest.objects.on(clock.today()).filter(child=child, user=by).exists():
        raise NotPermittedError("This record cannot be opened to you. Ring your manager.")
    if relations_of(by, child):
        raise ValidationError("This record is open to you already.")
    if child.person.merged_into.filter(agreed_at__isnull=False, undone_at=None).exists():
        raise NotPermittedError("This record was merged into another.")


def _whom_to_tell(child: Child, by: User) -> list[User]:
    """Return who works with the child and may see the record, and every auditor of today, but for the person."""
    today = clock.today()
    workers = Allocation.objects.on(today).filter(child=child).values("user")
    allocated = [user for user in User.objects.filter(pk__in=workers, is_active=True) if relations_of(user, child)]
    held = HeldRole.objects.filter(HeldRole.held_on(today), role=Role.AUDITOR).values("user")
    auditors = User.objects.filter(pk__in=held, is_active=True)
    return [user for user in {user.pk: user for user in (*allocated, *auditors)}.values() if user.pk != by.pk]
