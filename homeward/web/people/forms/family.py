"""What is asked about a child's family: who somebody is, how to reach them, where they live, what they may be told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from homeward.sources.ssda903.codes import ETHNIC
from homeward.web import clock
from homeward.web.design.dates import day_field
from homeward.web.people.details import (
    ContactDetails,
    HomeDetails,
    LeaveDetails,
    NameDetails,
    PersonDetails,
    SecretDetails,
)
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import (
    Agency,
    ContactLeave,
    ContactWay,
    Exactness,
    Household,
    Kinship,
    NameKind,
    Person,
    PRBasis,
    Safety,
    Secret,
    Sex,
)

_SINCE = "Leave it empty where nobody knows since when."
_ETHNICITIES = [("", "Not recorded"), *((code.code, code.meaning or code.code) for code in ETHNIC.values())]
_NEW_HOME = "new"


def _kinds(choices: Iterable[tuple[str, str]], first: str) -> list[tuple[str, str]]:
    return [("", first), *((value, label[0].upper() + label[1:]) for value, label in choices)]


class _SinceForm(FactForm):
    """A form about something that holds from a day on, or since nobody knows when."""

    begins_on = day_field("Since when", _SINCE, required=False)

    def clean_begins_on(self) -> date | None:
        """Return the first day; notes one that is still to come."""
        day = self.cleaned_data["begins_on"]
        if day and day > clock.today():
            raise forms.ValidationError("Enter today or a day before it")
        return day


class PersonForm(FactForm):
    """What is known of somebody besides names."""

    about = "person"
    born_on = day_field("Date of birth", "Leave it empty where it is not known.", required=False)
    born_exactly = forms.ChoiceField(
        label="How exactly is it known?", choices=Exactness.choices, required=False, initial=Exactness.DAY
    )
    died_on = day_field("Date of death", "Only for somebody who has died.", required=False)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=forms.RadioSelect, initial=Sex.UNKNOWN)
    ethnicity = forms.ChoiceField(label="Ethnicity", choices=_ETHNICITIES, required=False)
    first_language = forms.CharField(label="First language", required=False, max_length=80)
    languages = forms.CharField(label="Other languages", required=False, max_length=200)
    needs_interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    communication = forms.CharField(
        label="What they need to be understood and to understand",
        help_text="For example signs, pictures, short sentences, time to answer.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def changes(self) -> dict[str, Any]:
        """Return what was told, by the fields of Person."""
        told = dict(self.cleaned_data)
        told["born_exactly"] = (told["born_exactly"] or Exactness.DAY) if told["born_on"] else Exactness.UNKNOWN
        return told


class RelativeForm(_SinceForm):
    """Somebody who is not in the record yet, and what they are to the child."""

    about = "person"
    given = forms.CharField(label="Given name", required=False, max_length=120)
    family = forms.CharField(label="Family name", required=False, max_length=120)
    kind = forms.ChoiceField(
        label="What is this person to the child?",
        choices=_kinds(Kinship.choices, "Choose"),
        error_messages={"required": "Choose what this person is to the child"},
    )
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=forms.RadioSelect, initial=Sex.UNKNOWN)
    born_on = day_field("Date of birth", "Leave it empty where it is not known.", required=False)
    field_order = ("given", "family", "kind", "sex", "born_on", "begins_on")

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where there is no name at all."""
        told = super().clean() or {}
        if not (told.get("given") or told.get("family")) and not self.errors:
            self.add_error("given", "Enter at least one name")
        return told

    def details(self) -> PersonDetails:
        """Return who it is; the sex of a mother or a father need not be told twice."""
        told = self.cleaned_data
        by_kind = {Kinship.MOTHER: Sex.FEMALE, Kinship.FATHER: Sex.MALE}
        sex = by_kind.get(told["kind"], told["sex"]) if told["sex"] == Sex.UNKNOWN else told["sex"]
        return PersonDetails(told["given"], told["family"], born_on=told["born_on"], sex=sex)


class NameForm(_SinceForm):
    """A further name of somebody."""

    about = "name"
    given = forms.CharField(label="Given name", required=False, max_length=120)
    family = forms.CharField(label="Family name", required=False, max_length=120)
    kind = forms.ChoiceField(label="What kind of name is it?", choices=NameKind.choices, widget=forms.RadioSelect)
    is_shown = forms.BooleanField(label="Show this name first", required=False)
    field_order = ("given", "family", "kind", "is_shown", "begins_on")

    def details(self) -> NameDetails:
        """Return the name."""
        told = self.cleaned_data
        return NameDetails(told["given"], told["family"], told["kind"], is_shown=told["is_shown"])


class ContactForm(_SinceForm):
    """A way to reach somebody, and whether it is safe."""

    about = "contact"
    way = forms.ChoiceField(label="By what", choices=ContactWay.choices, widget=forms.RadioSelect)
    value = forms.CharField(
        label="Number or address", max_length=250, error_messages={"required": "Enter the number or the address"}
    )
    safety = forms.ChoiceField(
        label="Is it safe for them?", choices=Safety.choices, widget=forms.RadioSelect, initial=Safety.ASK
    )
    when = forms.CharField(
        label="At what times", required=False, max_length=200, help_text="When it is safe or welcome."
    )
    field_order = ("way", "value", "safety", "when", "begins_on")

    def details(self) -> ContactDetails:
        """Return the way to reach them."""
        told = self.cleaned_data
        return ContactDetails(told["way"], told["value"], told["safety"], told["when"])


class HomeForm(_SinceForm):
    """Where somebody lives: a home in the child's record, or another."""

    about = "home"
    household = forms.ChoiceField(label="Where", widget=forms.RadioSelect)
    address = forms.CharField(
        label="Address",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Of a refuge only its name. Leave it empty if you chose a home above.",
    )
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    phone = forms.CharField(label="Phone of the home", required=False, max_length=30)
    note = forms.CharField(label="What should be known of their living there", required=False, max_length=400)
    field_order = ("household", "address", "postcode", "phone", "note", "begins_on")

    def __init__(self, *args: Any, homes: Iterable[Household] = (), **words: Any) -> None:
        """Offer the homes of the child's record."""
        super().__init__(*args, **words)
        self.homes = {str(home.pk): home for home in homes}
        known = [(pk, home.address or "Address not recorded") for pk, home in self.homes.items()]
        self.fields["household"].choices = [*known, (_NEW_HOME, "Another home")]
        self.fields["household"].initial = _NEW_HOME

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where another home has no address."""
        told = super().clean() or {}
        if told.get("household") == _NEW_HOME and not told.get("address", "").strip():
            self.add_error("address", "Enter the address, or the name of the home")
        return told

    def chosen(self) -> Household | None:
        """Return the home of the record that was chosen; None for another."""
        return self.homes.get(self.cleaned_data["household"])

    def details(self) -> HomeDetails:
        """Return the other home."""
        told = self.cleaned_data
        return HomeDetails(told["address"], told["postcode"], told["phone"], told["note"])


class ResponsibilityForm(_SinceForm):
    """On what basis somebody has parental responsibility."""

    about = "responsibility"
    basis = forms.ChoiceField(
        label="On what basis",
        choices=_kinds(PRBasis.choices, "Choose"),
        error_messages={"required": "Choose the basis"},
    )
    field_order = ("agency", "basis", "begins_on")


class AgencyResponsibilityForm(ResponsibilityForm):
    """Which agency has parental responsibility, such as the council under a care order."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.order_by("name"),
        empty_label="Choose an agency",
        error_messages={"required": "Choose an agency", "invalid_choice": "Choose an agency"},
    )


class SecretForm(_SinceForm):
    """What somebody must not be told, and why."""

    about = "secret"
    what = forms.ChoiceField(
        label="What must this person not be told?", choices=Secret.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Say why"}
    )
    field_order = ("what", "reason", "begins_on")

    def details(self) -> SecretDetails:
        """Return what is kept from them."""
        return SecretDetails(self.cleaned_data["what"], self.cleaned_data["reason"])


class ContactLeaveForm(FactForm):
    """Whether somebody may be contacted about the child, from a day on."""

    about = "contact_leave"
    may = forms.ChoiceField(
        label="May this person be contacted?", choices=ContactLeave.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="More about it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as the order on which it rests. What held before ends on the day you give.",
    )
    begins_on = day_field("From which day")

    def details(self) -> LeaveDetails:
        """Return whether they may be contacted."""
        return LeaveDetails(self.cleaned_data["may"], self.cleaned_data["words"])


class KinForm(_SinceForm):
    """Who is who to whom, of the people in the child's record and of children in others the asker may open."""

    about = "relation"
    person = forms.ChoiceField(label="Who", error_messages={"required": "Choose somebody"})
    kind = forms.ChoiceField(
        label="is the", choices=_kinds(Kinship.choices, "Choose"), error_messages={"required": "Choose what they are"}
    )
    other = forms.ChoiceField(label="of", required=False)
    other_id = forms.CharField(
        label="or of a child with a record of their own",
        required=False,
        max_length=20,
        help_text="The council’s id of that child, whose record you may open.",
    )
    field_order = ("person", "kind", "other", "other_id", "begins_on")

    def __init__(self, *args: Any, people: Iterable[Person] = (), **words: Any) -> None:
        """Offer the people of the child's record."""
        super().__init__(*args, **words)
        self.people = {str(person.pk): person for person in people}
        offered = [("", "Choose"), *((pk, person.shown_name) for pk, person in self.people.items())]
        self.fields["person"].choices = self.fields["other"].choices = offered

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes where the second person is told twice or not at all."""
        told = super().clean() or {}
        if bool(told.get("other")) == bool(told.get("other_id")) and not self.errors:
            self.add_error("other", "Choose somebody, or give the id of a child: one of the two")
        return told


class EndForm(FactForm):
    """From which day something is no longer so."""

    about = "fact"
    ends_on = day_field("First day on which it is no longer so")


class StrikeForm(FactForm):
    """Why something never was so."""

    about = "fact"
    because = forms.CharField(
        label="Why was it wrong?",
        help_text="It stays on the page, struck out, with your name, the day and what you write here.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why this was wrong"},
    )
