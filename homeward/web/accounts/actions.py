"""Writes people, their roles, passwords, second factors and sessions; notes who signed in, signed out, or could not.

Nobody gives themselves a role, deactivates themselves or resets their own second factor as an administrator: two people
know of each such change. Ending a session removes its row, so that the next request finds nobody signed in.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, LinkedIdentity, SignInSession, User
from homeward.web.accounts.one_time import make_password
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import Entry, recorded

_CODES = Q(type=Authenticator.Type.RECOVERY_CODES)


def create_user(*, username: str, name: str, password: str, by: User | None, on: date) -> User:
    """Add somebody who signs in. Raises ValidationError for a poor password or a user name that is taken or unreadable.

    `on` is the day on which they join.
    """
    user = _new_user(username, name, on)
    validate_password(password, user)
    user.set_password(password)
    with recorded("user_created", by=by) as entry:
        _store(user, entry)
    return user


def invite_user(*, username: str, name: str, by: User | None, on: date) -> tuple[User, str]:
    """Add somebody, and return them with a password for one sign-in within three days. Raises as `create_user` does."""
    user, password = _new_user(username, name, on), make_password()
    user.set_password(password)
    user.password_given_at = clock.now()
    with recorded("user_created", by=by) as entry:
        _store(user, entry)
    return user, password


def deactivate_user(*, user: User, by: User | None, on: date) -> None:
    """Shut out somebody who leaves: their roles end on that day, their sessions now. Raises ValidationError."""
    with recorded("user_deactivated", by=by) as entry:
        kept = _other(user, by)
        if not kept.is_active:
            raise ValidationError("This person is shut out already.")
        for held in kept.held_roles.filter(Q(ends_on=None) | Q(ends_on__gt=on)):
            held.ends_on = max(on, held.begins_on)
            held.save()
        _change(kept, is_active=False, left_on=on)
        entry.about(kept)
        entry.detail = {"on": on.isoformat(), "sessions": _end(kept.sessions.all())}


def bring_back_user(*, user: User, by: User | None) -> str:
    """Let somebody who left sign in again, without a role, with the password returned. Raises ValidationError."""
    with recorded("user_brought_back", by=by) as entry:
        kept = _other(user, by)
        if kept.is_active:
            raise ValidationError("This person can sign in already.")
        password = _give_password(kept)
        _change(kept, is_active=True, left_on=None)
        entry.about(kept)
    return password


def give_role(*, user: User, role: Role, until: date | None = None, by: User | None, on: date) -> HeldRole:
    """Let somebody hold a role from a day on and, where told, `until` but not on another.

    Raises ValidationError if they hold it then or later already, and for days that do not fit.
    """
    with recorded("role_given", by=by) as entry:
        kept = _other(user, by)
        if not kept.is_active:
            raise ValidationError("This person has left: bring them back first.")
        if kept.held_roles.filter(role=role).exclude(ends_on__lte=on).exists():
            raise ValidationError("This person holds that role already.")
        if until is not None and until <= on:
            raise ValidationError("A role must end after the day on which it begins.")
        held_role = HeldRole.objects.create(user=kept, role=role, begins_on=on, ends_on=until)
        entry.about(kept)
        entry.detail = {"role": str(role), "on": on.isoformat(), "until": until.isoformat() if until else None}
    return held_role


def end_role(*, held_role: HeldRole, by: User | None, on: date) -> None:
    """End a role, or end it sooner: on that day it is not held. Raises ValidationError if it ended or had not begun.

    Where no other role is held today, the person's sessions end with it.
    """
    with recorded("role_ended", by=by) as entry:
        kept = HeldRole.objects.select_for_update(of=("self",)).select_related("user").get(pk=held_role.pk)
        if kept.ends_on is not None and kept.ends_on <= max(on, clock.today()):
            raise ValidationError("This role has ended already.")
        if on < kept.begins_on:
            raise ValidationError("A role cannot end before the day on which it began.")
        if kept.role == Role.ADMINISTRATOR:
            _other(kept.user, by)
        kept.ends_on = held_role.ends_on = on
        kept.save()
        entry.about(kept.user)
        entry.detail = {"role": kept.role, "on": on.isoformat()}
        if not kept.user.roles_on(clock.today()):
            entry.detail["sessions"] = _end(kept.user.sessions.all())


def change_password(*, user: User, password: str, kept_session: str, by: User | None) -> None:
    """Let somebody choose their own password; their sessions end, but for the one with this key.

    Raises ValidationError for a poor password, or for the one they have.
    """
    validate_password(password, user)
    if user.check_password(password):
        raise ValidationError("This is the password you have now. Choose another.")
    with recorded("password_changed", by=by) as entry:
        user.set_password(password)
        _change(user, password=user.password, password_given_at=None)
        entry.about(user)
        entry.detail = {"sessions": _end(user.sessions.exclude(session_key=kept_session))}


def give_password(*, user: User, by: User | None) -> str:
    """Give somebody a password for one sign-in within three days and return it: it is stored nowhere in words.

    Raises ValidationError for oneself and for somebody who left.
    """
    with recorded("password_given", by=by) as entry:
        kept = _other(user, by)
        if not kept.is_active:
            raise ValidationError("This person has left: bring them back instead.")
        password = _give_password(kept)
        entry.about(kept)
    return password


def add_authenticator_app(*, user: User, secret: str, by: User | None) -> None:
    """Let somebody sign in with the codes of an app that holds this secret. Raises ValidationError where one is."""
    with recorded("authenticator_app_added", by=by) as entry:
        if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            raise ValidationError("You have an authenticator app already. Remove it first.")
        TOTP.activate(user, secret)
        entry.about(user)


def add_passkey(*, user: User, name: str, credential: dict[str, Any], by: User | None) -> None:
    """Let somebody sign in with a passkey whose `credential` was verified; `name` tells it from their others."""
    with recorded("passkey_added", by=by) as entry:
        WebAuthn.add(user, name, credential)
        entry.about(user)


def renew_recovery_codes(*, user: User, by: User | None) -> list[str]:
    """Make new recovery codes and return them; earlier ones stop working. Raises ValidationError without a factor."""
    with recorded("recovery_codes_renewed", by=by) as entry:
        factors = Authenticator.objects.filter(user=user)
        if not factors.exclude(_CODES).exists():
            raise ValidationError("Set up an authenticator app or a passkey first.")
        factors.filter(_CODES).delete()
        codes = RecoveryCodes.activate(user)
        codes.mark_as_viewed()
        entry.about(user)
    return codes.get_unused_codes()


def use_second_factor(*, factor: Authenticator, by: User) -> None:
    """Write down that somebody's second factor was right, and when."""
    with recorded("second_factor_used", by=by) as entry:
        Authenticator.objects.filter(pk=factor.pk).update(last_used_at=clock.now())
        entry.about(by)
        entry.detail = {"kind": factor.type}


def remove_second_factor(*, factor: Authenticator, by: User | None) -> None:
    """Take away an app or a passkey; recovery codes go with the last one."""
    with recorded("second_factor_removed", by=by) as entry:
        entry.about(factor.user)
        entry.detail = {"kind": factor.type}
        Authenticator.objects.filter(pk=factor.pk).delete()
        left = Authenticator.objects.filter(user=factor.user)
        if not left.exclude(_CODES).exists():
            left.delete()


def reset_second_factor(*, user: User, by: User | None) -> None:
    """Take away all of somebody's second factors and end their sessions; they are told at their next sign-in."""
    with recorded("second_factor_reset", by=by) as entry:
        kept = _other(user, by)
        factors = Authenticator.objects.filter(user=kept)
        if not factors.exists():
            raise ValidationError("This person has no second factor.")
        factors.delete()
        _change(kept, second_factor_reset_at=clock.now())
        entry.about(kept)
        entry.detail = {"sessions": _end(kept.sessions.all())}


def link_identity(*, user: User, issuer: str, subject: str, by: User | None) -> None:
    """Let somebody sign in as who they are at an identity provider; a password that was given to them ends.

    Raises ValidationError when either is linked already.
    """
    with recorded("identity_linked", by=by) as entry:
        if LinkedIdentity.objects.filter(Q(user=user) | Q(issuer=issuer, subject=subject)).exists():
            raise ValidationError("This account, or that of the identity provider, is connected already.")
        LinkedIdentity.objects.create(user=user, issuer=issuer, subject=subject, linked_at=clock.now())
        if user.password_given_at:
            user.set_unusable_password()
            _change(user, password=user.password, password_given_at=None)
        entry.about(user)


def unlink_identity(*, user: User, by: User | None) -> None:
    """Take away who somebody is at an identity provider, and end their sessions."""
    with recorded("identity_unlinked", by=by) as entry:
        LinkedIdentity.objects.filter(user=user).delete()
        entry.about(user)
        entry.detail = {"sessions": _end(user.sessions.all())}


def end_sessions(*, user: User, sessions: Iterable[SignInSession], by: User | None) -> int:
    """Sign somebody out of these sessions of theirs; returns how many there still were."""
    with recorded("sessions_ended", by=by) as entry:
        ended = _end(user.sessions.filter(pk__in=[session.pk for session in sessions]))
        entry.about(user)
        entry.detail = {"sessions": ended}
    return ended


def end_all_sessions(*, user: User, by: User | None) -> None:
    """Sign somebody out of every browser."""
    with recorded("sessions_ended", by=by) as entry:
        entry.about(user)
        entry.detail = {"sessions": _end(user.sessions.all())}


def remove_old_sessions(*, by: User | None, at: datetime) -> int:
    """Remove sessions that were over a day before an instant, signed in or not; returns how many there were."""
    old = SignInSession.objects.filter(used_at__lt=at - timedelta(days=1))
    if not old.exists():
        return 0
    with recorded("old_sessions_removed", by=by) as entry:
        removed = _end(old)
        entry.detail = {"sessions": removed}
    return removed


def note_sign_in(*, by: User) -> None:
    """Write down that somebody signed in, and when; what they had to be told at this sign-in counts as told."""
    with recorded("signed_in", by=by) as entry:
        _change(by, signed_in_at=clock.now(), second_factor_reset_at=None)
        entry.about(by)


def note_sign_out(*, by: User | None) -> None:
    """Write down that somebody signed out."""
    _note("signed_out", by)


def note_failed_sign_in(*, by: None) -> None:
    """Write down that a sign-in failed. The user name that was typed is not kept: people type passwords there."""
    _note("sign_in_failed", by)


def note_failed_code(*, by: User) -> None:
    """Write down that somebody gave a right password and then a wrong code, which is not kept."""
    _note("second_factor_failed", by)


def _note(action: str, by: Any) -> None:
    with recorded(action, by=by) as entry:
        if by is not None:
            entry.about(by)


def _new_user(username: str, name: str, on: date) -> User:
    return User(username=username.strip(), name=name.strip(), joined_on=on)


def _store(user: User, entry: Entry) -> None:
    user.full_clean()
    user.save()
    entry.about(user)


def _other(user: User, by: User | None) -> User:
    """Return somebody as now stored, held until the end; raises ValidationError when that is who asks."""
    if by is not None and by.pk == user.pk:
        raise ValidationError("Nobody does this for themselves: ask another administrator.")
    return User.objects.select_for_update().get(pk=user.pk)


def _change(user: User, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=list(changes))


def _give_password(user: User) -> str:
    """Set a password for one sign-in, end every session, and return the password."""
    password = make_password()
    user.set_password(password)
    _change(user, password=user.password, password_given_at=clock.now())
    _end(user.sessions.all())
    return password


def _end(sessions: Any) -> int:
    """Remove sessions and return how many there were."""
    return sessions.delete()[0]
