"""What is asked of the network round a child: who joins it, from which agency, and who is the key worker."""

from datetime import date
from typing import Any

from django import forms

from homeward.web.accounts.models import User
from homeward.web.design.dates import day_field
from homeward.web.people.details import MemberDetails, PersonDetails
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import Agency, AgencyKind, Person
from homeward.web.people.network.queries import open_agencies

_CHOOSE = [("", "Choose")]


class AgencyForm(FactForm):
    """An agency: its name, what kind of service it is, and its number."""

    about = "agency"
    name = forms.CharField(label="Name", max_length=150, error_messages={"required": "Enter the agency’s name"})
    kind = forms.ChoiceField(
        label="Kind of service",
        choices=[*_CHOOSE, *AgencyKind.choices],
        error_messages={"required": "Choose a kind of service"},
    )
    phone = forms.CharField(label="Phone number", max_length=30, required=False)


class JoinNetworkForm(FactForm):
    """What somebody does for the child, for which agency, since when; who it is, each form below asks in its way."""

    about = "network"
    role_words = forms.CharField(
        label="What they do for the child",
        help_text="For example class teacher, health visitor, play therapist.",
        max_length=120,
        error_messages={"required": "Say what they do for the child"},
    )
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), required=False, empty_label="None, or not in this list"
    )
    new_agency = forms.CharField(
        label="Agency that is not in the list", help_text="Leave it empty for none.", max_length=150, required=False
    )
    new_agency_kind = forms.ChoiceField(
        label="What kind of service is it?", choices=[*_CHOOSE, *AgencyKind.choices], required=False
    )
    begins_on = day_field("Since when")

    def __init__(self, *args: Any, **words: Any) -> None:
        """Offer every agency that is not closed."""
        super().__init__(*args, **words)
        self.fields["agency"].queryset = open_agencies()

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes an agency named twice, and a new one without its kind."""
        told = super().clean() or {}
        name = told.get("new_agency", "").strip()
        if name and told.get("agency"):
            self.add_error("new_agency", "Choose an agency from the list, or name another, not both")
        if name and not told.get("new_agency_kind"):
            self.add_error("new_agency_kind", "Choose a kind of service")
        if name and Agency.objects.filter(name__iexact=name).exists():
            self.add_error("new_agency", "This agency is in the list: choose it there, or ask for it to be reopened")
        return told

    def member(self, agency: Agency | None) -> MemberDetails:
        """Return what was told, with the agency that was chosen or made."""
        return MemberDetails(self.cleaned_data["role_words"], agency or self.cleaned_data["agency"])


class NewMemberForm(JoinNetworkForm):
    """Somebody who does not sign in here and is not in the child's record yet, such as a teacher."""

    given = forms.CharField(label="First name", max_length=120, required=False)
    family = forms.CharField(label="Last name", max_length=120, error_messages={"required": "Enter a last name"})
    field_order = ("given", "family")

    @property
    def who(self) -> PersonDetails:
        """The new person."""
        return PersonDetails(self.cleaned_data["given"], self.cleaned_data["family"])


class ColleagueForm(JoinNetworkForm):
    """Somebody who signs in here."""

    user = forms.ModelChoiceField(
        label="Who",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose who it is"},
    )
    field_order = ("user",)

    def __init__(self, *args: Any, **words: Any) -> None:
        """Offer everybody who can sign in, by the name colleagues know."""
        super().__init__(*args, **words)
        self.fields["user"].queryset = User.objects.filter(is_active=True).order_by("name", "pk")
        self.fields["user"].label_from_instance = lambda user: user.name

    @property
    def who(self) -> User:
        """The colleague."""
        return self.cleaned_data["user"]


class KnownMemberForm(JoinNetworkForm):
    """Somebody who is in the child's record already, such as an aunt who takes the child to school."""

    person = forms.ChoiceField(label="Who", error_messages={"required": "Choose who it is"})
    field_order = ("person",)

    def __init__(self, *args: Any, persons: list[Person], **words: Any) -> None:
        """Offer these persons."""
        super().__init__(*args, **words)
        self._by_pk = {str(person.pk): person for person in persons}
        self.fields["person"].choices = [*_CHOOSE, *((pk, person.shown_name) for pk, person in self._by_pk.items())]

    @property
    def who(self) -> Person:
        """The person."""
        return self._by_pk[self.cleaned_data["person"]]


class KeyWorkerForm(FactForm):
    """Who is the child's key worker from a day on."""

    about = "key_worker"
    who = forms.ChoiceField(
        label="Who is the child’s key worker?",
        help_text="The one whom the child knows as theirs. It need not be a social worker.",
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose who is the key worker"},
    )
    begins_on = day_field("From which day")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **words: Any) -> None:
        """Offer these people."""
        super().__init__(*args, **words)
        self.fields["who"].choices = choices


class DayForm(FactForm):
    """The first day on which something is so no more; `latest` is the last that may be given, None for any."""

    ends_on = day_field("First day without", "Today ends it at once.")

    def __init__(self, *args: Any, about: str, label: str, latest: date | None, **words: Any) -> None:
        """Ask about one thing."""
        self.about, self._latest = about, latest
        super().__init__(*args, **words)
        self.fields["ends_on"].label = label

    def clean_ends_on(self) -> date:
        """Return the day. Raises ValidationError for one to come."""
        day: date = self.cleaned_data["ends_on"]
        if self._latest and day > self._latest:
            raise forms.ValidationError("Enter today or a day before")
        return day
