"""The forms of pages on who has looked: filters of rows, and the worker's own postcode."""

import re
from datetime import date
from typing import Any

from django import forms

from homeward.web.accounts.models import User
from homeward.web.design.dates import DateBoxes
from homeward.web.people.access.queries import Kind, WantedLooks
from homeward.web.people.oversight.patterns import Period
from homeward.web.people.oversight.search import Wanted, actions_there_are
from homeward.web.people.oversight.words import action_words

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DateBoxes,
        required=False,
        error_messages={"invalid": f"“{label}” must be a date, such as 7 3 2026"},
    )


class LookedForm(forms.Form):
    """Which of the things done with one record are shown."""

    actor = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(
        label="What",
        required=False,
        choices=[
            (Kind.ALL, "Everything"),
            (Kind.LOOKED, "Looked"),
            (Kind.WROTE, "Wrote"),
            (Kind.REFUSED, "Was refused"),
        ],
    )
    since = _day("Since")

    def __init__(self, *args: Any, people: list[User], **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["actor"].choices = [("", "Everybody"), *((str(user.pk), user.name) for user in people)]

    def wanted(self) -> WantedLooks:
        """Return what to show; what cannot be read shows everything."""
        told = self.cleaned_data if self.is_valid() else {}
        return WantedLooks(told.get("actor", ""), Kind(told.get("kind") or Kind.ALL), told.get("since"))


class AuditForm(forms.Form):
    """Which rows of the audit are shown."""

    actor = forms.ChoiceField(label="Who", required=False)
    action = forms.ChoiceField(label="What", required=False)
    since = _day("From")
    until = _day("To")
    child = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        people = User.objects.order_by("name", "pk").values_list("pk", "name", "username")
        named = [(str(pk), f"{name} ({username})") for pk, name, username in people]
        self.fields["actor"].choices = [("", "Everybody"), *named]
        actions = [(action, action_words(action)) for action in actions_there_are()]
        self.fields["action"].choices = [("", "Everything"), *actions]

    def wanted(self) -> Wanted:
        """Return which rows to show; what cannot be read shows all."""
        if not self.is_valid():
            return Wanted()
        told = self.cleaned_data
        child = str(told["child"]) if told["child"] else ""
        return Wanted(told["actor"], told["since"], told["until"], told["action"], child)


class PeriodForm(forms.Form):
    """In which days to look for a pattern."""

    since = _day("From")
    until = _day("To")

    def period(self, otherwise: Period) -> Period:
        """Return the days asked for; those left empty are those of `otherwise`."""
        told = self.cleaned_data if self.is_valid() else {}
        since: date = told.get("since") or otherwise.since_on
        return Period(since, max(since, told.get("until") or otherwise.until_on))


class HomeForm(forms.Form):
    """At which postcode a worker lives."""

    postcode = forms.CharField(
        label="Your home postcode",
        help_text="Leave it empty to have it forgotten.",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
    )
    postcode.fact = "own_postcode"

    def clean_postcode(self) -> str:
        """Return the postcode in capitals without spaces; refuse what is none."""
        key = "".join(self.cleaned_data["postcode"].split()).upper()
        if key and not _POSTCODE.fullmatch(key):
            raise forms.ValidationError("Enter a whole postcode, such as ZZ1 1ZZ")
        return key
