"""Writes people and their roles, and notes in the audit who signed in, signed out, or could not."""

from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import recorded


def create_user(*, username: str, name: str, password: str, by: User | None, on: date) -> User:
    """Add somebody who signs in. Raises ValidationError for a poor password or a user name that is taken or unreadable.

    `on` is the day on which they join.
    """
    user = User(username=username.strip(), name=name.strip(), joined_on=on)
    validate_password(password, user)
    user.set_password(password)
    with recorded("user_created", by=by) as entry:
        user.full_clean()
        user.save()
        entry.about(user)
    return user


def give_role(*, user: User, role: Role, by: User | None, on: date) -> HeldRole:
    """Let somebody hold a role from a day on. Raises ValidationError if they hold it then or later already."""
    with recorded("role_given", by=by) as entry:
        if user.held_roles.filter(role=role).exclude(ends_on__lte=on).exists():
            raise ValidationError("This person holds that role already.")
        held_role = HeldRole.objects.create(user=user, role=role, begins_on=on)
        entry.about(user)
        entry.detail = {"role": str(role), "on": on.isoformat()}
    return held_role


def end_role(*, held_role: HeldRole, by: User | None, on: date) -> None:
    """End a role: it is no longer held on that day. Raises ValidationError if it ended before, or had not begun."""
    with recorded("role_ended", by=by) as entry:
        kept = HeldRole.objects.select_for_update().get(pk=held_role.pk)
        if kept.ends_on is not None:
            raise ValidationError("This role has ended already.")
        if on < kept.begins_on:
            raise ValidationError("A role cannot end before the day on which it began.")
        kept.ends_on = held_role.ends_on = on
        kept.save()
        entry.about(kept.user)
        entry.detail = {"role": kept.role, "on": on.isoformat()}


def note_sign_in(*, by: User) -> None:
    """Write down that somebody signed in."""
    _note("signed_in", by)


def note_sign_out(*, by: User | None) -> None:
    """Write down that somebody signed out."""
    _note("signed_out", by)


def note_failed_sign_in(*, by: None) -> None:
    """Write down that a sign-in failed. The user name that was typed is not kept: people type passwords there."""
    _note("sign_in_failed", by)


def _note(action: str, by: Any) -> None:
    with recorded(action, by=by) as entry:
        if by is not None:
            entry.about(by)
