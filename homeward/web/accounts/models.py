"""Stores people who sign in and the roles they hold, with the days on which each role began and ended."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from homeward.web.accounts.roles import Role


class User(AbstractUser):
    """Somebody who signs in: a user name, a password, and the name colleagues know them by.

    What Django would also store is left out: names in two halves, instants of joining and of the last sign-in, which
    the audit holds.
    """

    first_name = None
    last_name = None
    last_login = None
    date_joined = None
    name = models.CharField(max_length=150)
    joined_on = models.DateField()

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
