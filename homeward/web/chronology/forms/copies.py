"""What is asked of a copy for one recipient: what for, what is said instead, what is left out, how it was given."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from homeward.practice.chronology.withholding import Choices
from homeward.web.chronology.copies.actions import Giving, Seen
from homeward.web.chronology.models import GivenHow
from homeward.web.design.dates import day_field
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.reasons import reason_field

_INSTEAD, _OUT = "instead:", "out:"


class PurposeForm(FactForm):
    """What a copy is for."""

    about = "copy"
    purpose = forms.CharField(
        label="What is this copy for?",
        help_text="It stands on the first page. For example: before the review of 3 May.",
        max_length=250,
        error_messages={"required": "Say what the copy is for"},
    )


class GiveForm(FactForm):
    """When and how a copy was given."""

    about = "copy"
    given_on = day_field("When was it given?")
    given_how = forms.ChoiceField(
        label="How was it given?",
        choices=GivenHow.choices,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose how it is given"},
    )
    is_address_right = forms.BooleanField(
        label="I have just checked the address to which it goes, and it is right", required=False
    )

    @property
    def giving(self) -> Giving:
        """What was told."""
        told = self.cleaned_data
        return Giving(told["given_on"], told["given_how"], told["is_address_right"])


class CallBackForm(FactForm):
    """Why a copy is called back."""

    about = "copy"
    because = reason_field(
        "Why is it called back?", "Say why", hint="It stays as it was sealed, and is marked.", fact="copy.called_back"
    )


def choices_in(sent: QueryDict) -> Choices:
    """Return what the preparer chose for the events of a copy."""
    said = {name.removeprefix(_INSTEAD): words for name, words in sent.items() if name.startswith(_INSTEAD)}
    return Choices(
        said_instead={key: words for key, words in said.items() if words.strip()},
        left_out=frozenset(name.removeprefix(_OUT) for name in sent if name.startswith(_OUT)),
    )


def seen_in(sent: QueryDict) -> Seen:
    """Return what the preparer had before them when they sent the form."""
    return Seen(sent.get("stamp", ""), frozenset(sent.getlist("looked_at")), choices_in(sent))


def names_of_questions(key: str) -> Mapping[str, str]:
    """Return the names of the two questions about one event."""
    return {"instead": f"{_INSTEAD}{key}", "out": f"{_OUT}{key}"}
