"""Reads people who sign in: lists of them, where they are signed in, and what second factors they have."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from homeward.web.accounts.models import DORMANT_AFTER_DAYS, HeldRole, SignInSession, User
from homeward.web.accounts.sessions import LONGEST
from homeward.web.audit.models import AuditEvent

_REAL_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Shown(StrEnum):
    """Which people a list shows."""

    ACTIVE = "active"
    DORMANT = "dormant"
    LEFT = "left"


@dataclass(frozen=True)
class OpenSession:
    """A browser in which somebody is signed in. `handle` names it on a page without telling its key."""

    row: SignInSession
    handle: str
    is_this: bool


@dataclass(frozen=True)
class SecondFactors:
    """What somebody has besides a password: an app, passkeys, and how many recovery codes are left (None: no codes)."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int | None

    @property
    def in_words(self) -> str:
        """Return which there are, as in "authenticator app and 2 passkeys"; "none" without any."""
        number = len(self.passkeys)
        words = ["authenticator app"] * bool(self.app)
        words += [f"{number} passkeys" if number > 1 else "a passkey"] * bool(number)
        return " and ".join(words) or "none"


def list_users(*, words: str, shown: Shown, on: date) -> QuerySet[User]:
    """Return the people whose name or user name holds some words, by name: active ones, only dormant ones, or leavers.

    Dormant is who has not signed in, or not even joined, for 90 days before `on`.
    """
    limit = on - timedelta(days=DORMANT_AFTER_DAYS)
    idle = Q(signed_in_at__date__lte=limit) | Q(signed_in_at=None, joined_on__lte=limit)
    conditions = {Shown.ACTIVE: Q(), Shown.DORMANT: idle, Shown.LEFT: Q()}
    users = User.objects.filter(conditions[shown], is_active=shown != Shown.LEFT)
    return users.filter(Q(name__icontains=words) | Q(username__icontains=words)).order_by("name", "pk")


def roles_by_user(users: list[User], on: date) -> dict[int, list[str]]:
    """Return the titles of the roles that each of these people holds on a day, by the person's id; one query."""
    held: dict[int, list[str]] = {user.pk: [] for user in users}
    for role in HeldRole.objects.filter(HeldRole.held_on(on), user__in=users, user__is_active=True).order_by("role"):
        held[role.user_id].append(role.get_role_display())
    return held


def open_sessions(user: User, at: datetime, this_key: str | None = "") -> list[OpenSession]:
    """Return where somebody is signed in at an instant, the last used first. `this_key` marks the asker's own."""
    young = user.sessions.filter(
        began_at__gt=at - LONGEST, used_at__gt=at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    )
    return [OpenSession(row, _handle(row), row.session_key == this_key) for row in young.order_by("-used_at", "pk")]


def second_factors(user: User) -> SecondFactors:
    """Return what somebody has besides a password."""
    found = list(Authenticator.objects.filter(user=user).order_by("pk"))
    by_kind = {factor.type: factor for factor in found}
    codes = by_kind.get(Authenticator.Type.RECOVERY_CODES)
    return SecondFactors(
        app=by_kind.get(Authenticator.Type.TOTP),
        passkeys=tuple(factor for factor in found if factor.type == Authenticator.Type.WEBAUTHN),
        codes_left=_codes_left(codes) if codes else None,
    )


def has_second_factor(user: User) -> bool:
    """Tell whether somebody has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=_REAL_FACTORS).exists()


def was_shut_out_since(user: User, instant: datetime) -> bool:
    """Tell from the audit whether somebody was shut out at or after an instant: secrets made before open nothing then.

    Whoever comes back gets none of them back.
    """
    left = AuditEvent.objects.filter(
        action="user_deactivated", subject_kind=User._meta.label_lower, subject_id=str(user.pk)
    )
    return left.filter(at__gte=instant.isoformat()).exists()


def identity_of(user: User) -> object | None:
    """Return who somebody is at the identity provider, or None."""
    return getattr(user, "identity", None)


def _codes_left(codes: Authenticator) -> int:
    return settings.MFA_RECOVERY_CODE_COUNT - int(codes.data["used_mask"]).bit_count()


def _handle(row: SignInSession) -> str:
    return salted_hmac("session-handle", row.session_key).hexdigest()[:20]
