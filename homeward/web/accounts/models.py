"""Stores people who sign in, the roles they hold with first and last day, and where they are signed in."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from homeward.web.accounts.roles import Role

GIVEN_PASSWORD_LASTS = timedelta(days=3)
DORMANT_AFTER_DAYS = 90


class User(AbstractUser):
    """Somebody who signs in: a user name, a password, and the name colleagues know them by.

    What Django would also store is left out: names in two halves and the instants of joining and of the last login,
    whose places `joined_on` and `signed_in_at` take. `left_on` is the day on which a leaver was shut out,
    `password_given_at` the instant at which an administrator gave the password (None once the person chose their own),
    `second_factor_reset_at` that of a reset of which the person has not been told yet.
    """

    first_name = None
    last_name = None
    last_login = None
    date_joined = None
    name = models.CharField(max_length=150)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    signed_in_at = models.DateTimeField(null=True, blank=True)
    password_given_at = models.DateTimeField(null=True, blank=True)
    second_factor_reset_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="user_name_once_in_any_case", violation_error_message="That user name is taken."
            )
        ]

    def get_full_name(self) -> str:
        """Return the name colleagues know them by."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name colleagues know them by."""
        return self.name

    def has_lapsed_password(self, at: datetime) -> bool:
        """Tell whether the password was given by an administrator more than three days before an instant."""
        return self.password_given_at is not None and at - self.password_given_at > GIVEN_PASSWORD_LASTS

    def is_dormant(self, day: date) -> bool:
        """Tell whether somebody active has not signed in, or not even joined, for 90 days before a day."""
        last_on = localdate(self.signed_in_at) if self.signed_in_at else self.joined_on
        return self.is_active and (day - last_on).days >= DORMANT_AFTER_DAYS

    def roles_on(self, day: date) -> frozenset[Role]:
        """Return the roles held on a day; somebody inactive holds none."""
        if not self.is_active:
            return frozenset()
        held = self.held_roles.filter(HeldRole.held_on(day))
        return frozenset(Role(role) for role in held.values_list("role", flat=True))


class HeldRole(models.Model):
    """One role held by one person from a day until, but not on, another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="held_roles")
    role = models.CharField(max_length=40, choices=Role.choices)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="role_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(ends_on=None), name="role_held_once_at_a_time"
            ),
        ]

    @staticmethod
    def held_on(day: date) -> Q:
        """Return the condition that a role is held on a day: begun, and its last day not yet come."""
        return Q(begins_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))


class SignInSession(AbstractBaseSession):
    """One browser in which somebody is, or is about to be, signed in; Django's own session, with whose it is.

    `user` is None until somebody has signed in. `began_at` is when they did, `used_at` when the session was last asked
    for anything. The key is what the browser's cookie holds: it is never shown or written anywhere else.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField()


class LinkedIdentity(models.Model):
    """Who somebody is at the service's identity provider: its address and the lasting name it calls them by."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="identity")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="identity_linked_once")]
