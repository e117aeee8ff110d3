"""The forms that ask whether a child is known, and that begin a record where none is."""

from datetime import date
from typing import Any

from django import forms

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.design.dates import DateBoxes
from homeward.web.people.details import NameDetails, PersonDetails, RecordStart
from homeward.web.people.known.matching import Sought
from homeward.web.people.models import AllocatedAs, Exactness, NameKind, Sex, Team
from homeward.web.people.teams.actions import ROLES_FOR
from homeward.web.people.teams.queries import teams_of

MINE, NOBODY_YET = "mine", "nobody"


class AboutAChildForm(forms.Form):
    """What is known of a child before there is a record: names, and when they were born or about when."""

    given = forms.CharField(label="Given name", required=False, max_length=120)
    given.fact = "given_name"
    family = forms.CharField(label="Family name", required=False, max_length=120)
    family.fact = "family_name"
    also = forms.CharField(
        label="Other name",
        help_text="Any other name the child is or was called, such as a nickname or a former family name.",
        required=False,
        max_length=120,
    )
    also.fact = "other_name"
    born_on = forms.DateField(
        label="Date of birth",
        widget=DateBoxes,
        required=False,
        error_messages={"invalid": "The date of birth must be a date, such as 7 3 2015"},
    )
    born_on.fact = "born_on"
    born_year = forms.IntegerField(
        label="Or about which year",
        help_text="If nobody knows the day. For example 2015.",
        required=False,
        min_value=1900,
        error_messages={"min_value": "Enter the year in four figures", "invalid": "Enter the year in four figures"},
    )
    born_year.fact = "born_year"

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where the birth would lie in the future."""
        told = super().clean() or {}
        today = clock.today()
        if told.get("born_on") and told["born_on"] > today:
            self.add_error("born_on", "The date of birth cannot be in the future")
        if told.get("born_year") and told["born_year"] > today.year:
            self.add_error("born_year", "The year of birth cannot be in the future")
        return told


class KnownForm(AboutAChildForm):
    """Whom to look for: a name as heard, or a date of birth together with an address."""

    address = forms.CharField(
        label="Address, now or before",
        help_text="Any words of it, or a postcode. Leave out the word Road or Street if you are not sure of it.",
        required=False,
        max_length=200,
    )
    address.fact = "address"

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where it is too little to find anybody by."""
        told = super().clean()
        has_name = any(told.get(field) for field in ("given", "family", "also"))
        if not has_name and not (told.get("address") and told.get("born_on")) and not self.errors:
            self.add_error("given", "Enter a name, or a date of birth and an address")
        return told

    def sought(self) -> Sought:
        """Return whom to look for, once the form is valid."""
        return Sought(**self.cleaned_data)


class NoneOfTheseForm(forms.Form):
    """Says that none of the records found is the child; where one may not be opened, after having rung."""

    asked = forms.CharField(widget=forms.HiddenInput)
    has_rung = forms.BooleanField(
        label="I rang the number above, and was told that it is another child",
        error_messages={"required": "Ring the number first: the record that you may not open may be this child’s"},
    )

    def __init__(self, *args: Any, has_closed: bool, **words: Any) -> None:
        super().__init__(*args, **words)
        if not has_closed:
            del self.fields["has_rung"]


class NewChildForm(AboutAChildForm):
    """Who the child is, which team is responsible, and who works with the child first."""

    asked = forms.CharField(widget=forms.HiddenInput)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect)
    sex.fact = "sex"
    team = forms.ModelChoiceField(
        label="Team responsible for the child",
        queryset=Team.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose a team", "invalid_choice": "Choose a team"},
    )
    team.fact = "team"
    worker = forms.ChoiceField(
        label="Who works with the child first?",
        choices=[(MINE, "I do"), (NOBODY_YET, "Nobody yet: the team’s manager decides")],
        initial=MINE,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who works with the child first"},
    )
    worker.fact = "first_worker"
    field_order = ("given", "family", "also", "born_on", "born_year", "sex", "team", "worker", "asked")

    def __init__(self, *args: Any, user: User, roles: frozenset[Role], on: date, **words: Any) -> None:
        super().__init__(*args, **words)
        self.user = user
        self.fields["team"].queryset = Team.objects.on(on).order_by("name")
        own = [membership.team_id for membership in teams_of(user, on)]
        if own:
            self.fields["team"].initial = own[0]
        if not roles & ROLES_FOR[AllocatedAs.SOCIAL_WORKER]:
            del self.fields["worker"]

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where there is no name at all."""
        told = super().clean()
        if not (told.get("given") or told.get("family")) and not self.errors:
            self.add_error("given", "Enter at least one name")
        return told

    def details(self) -> PersonDetails:
        """Return who the child is; a year alone becomes its first day, marked as known to the year."""
        told = self.cleaned_data
        born_on, exactly = told["born_on"], Exactness.DAY
        if born_on is None and told["born_year"]:
            born_on, exactly = date(told["born_year"], 1, 1), Exactness.YEAR
        return PersonDetails(
            told["given"],
            told["family"],
            born_on=born_on,
            born_exactly=exactly,
            sex=told["sex"],
            also=_other_name(told["also"], told["family"]),
        )

    def start(self) -> RecordStart:
        """Return for which team the record begins, and with whom."""
        told = self.cleaned_data
        return RecordStart(team=told["team"], allocated_to=self.user if told.get("worker") == MINE else None)


def _other_name(also: str, family: str) -> tuple[NameDetails, ...]:
    """Return the other name, if one was told: its last word is the family name, one word alone a given name."""
    words = also.split()
    if not words:
        return ()
    given, last = (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (words[0], family)
    return (NameDetails(given, last, NameKind.KNOWN_AS),)
