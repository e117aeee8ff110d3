"""What an administrator is asked when adding somebody, giving or ending a role, or looking for people."""

from typing import Any

from django import forms

from homeward.web.accounts.queries import Shown
from homeward.web.accounts.roles import Role
from homeward.web.design.dates import day_field

_ROLES = [("", "Choose a role"), *sorted(Role.choices, key=lambda choice: choice[1])]
_GUEST_ENDS = "A guest comes for one task: enter the first day on which they are no longer a guest"


class RoleForm(forms.Form):
    """Which role and, where that is known, until when; a guest's role always ends.

    `initial` says as `begins_on` from which day, where the form itself does not ask.
    """

    role = forms.ChoiceField(label="Role", choices=_ROLES, error_messages={"required": "Choose a role"})
    until = day_field(
        "First day without this role", "Leave it empty where no end is known. A guest’s role has one.", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where a guest would stay for ever, or a role end before it begins."""
        told = super().clean() or {}
        until, begins_on = told.get("until"), told.get("begins_on") or self.initial.get("begins_on")
        if until is None and told.get("role") == Role.GUEST and "until" not in self.errors:
            self.add_error("until", _GUEST_ENDS)
        if until and begins_on and until <= begins_on:
            self.add_error("until", "A role must end after the day on which it begins")
        return told


class GiveRoleForm(RoleForm):
    """Which role, and from which day."""

    begins_on = day_field("First day in this role", "It can be a day to come.")
    field_order = ("role", "begins_on", "until")


class NewUserForm(RoleForm):
    """Who is to sign in, and as what from today."""

    name = forms.CharField(
        label="Name",
        help_text="As colleagues know them.",
        max_length=150,
        error_messages={"required": "Enter a name"},
    )
    username = forms.CharField(
        label="User name",
        help_text="Letters, figures and @ . + - _ without spaces. It cannot be changed later.",
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Enter a user name"},
    )
    field_order = ("name", "username", "role", "until")


class EndRoleForm(forms.Form):
    """The day from which a role is no longer held."""

    ends_on = day_field("First day without this role", "Today ends it at once.")


class UserSearchForm(forms.Form):
    """Which people a list shows."""

    words = forms.CharField(label="Name or user name", required=False, max_length=150)
    shown = forms.ChoiceField(
        label="Show",
        choices=[
            (Shown.ACTIVE, "everybody who can sign in"),
            (Shown.DORMANT, "only who has not signed in for 90 days"),
            (Shown.LEFT, "who has left"),
        ],
        required=False,
    )

    def asked(self) -> dict[str, Any]:
        """Return what to look for; what cannot be read looks for everybody active."""
        found = self.cleaned_data if self.is_valid() else {}
        return {"words": found.get("words", "").strip(), "shown": Shown(found.get("shown") or Shown.ACTIVE)}
