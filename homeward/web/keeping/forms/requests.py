"""The forms about requests for one's own record."""

from collections.abc import Iterable
from typing import Any

from django import forms

from homeward.web.accounts.models import User
from homeward.web.design.dates import day_field
from homeward.web.keeping.models import AskedBy, WithheldBecause
from homeward.web.keeping.requests.actions import RedactionDetails, RequestDetails
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.reasons import reason_field


class ReceiveForm(FactForm):
    """Who asks for what, when it came, and how it was made sure who asks."""

    about = "access_request"
    asked_by = forms.ChoiceField(
        label="Who asks?",
        choices=AskedBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asks"},
    )
    asker_name = forms.CharField(
        label="Their name", max_length=150, error_messages={"required": "Enter the name of whoever asks"}
    )
    asked_for = reason_field("What do they ask for?", "Say what they ask for", hint="In their words.")
    received_on = day_field("When did it come?")
    proof = forms.CharField(
        label="How was it made sure who they are, and that they may ask?",
        help_text="Leave this and the day empty while you wait for it. The clock begins when it is clear.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proved_on = day_field("On which day was it clear?", required=False)

    @property
    def details(self) -> RequestDetails:
        """What was said, once the form is valid."""
        return RequestDetails(**self.cleaned_data)


class ProofForm(FactForm):
    """How it was made sure who asks."""

    about = "access_proof"
    proof = reason_field("How was it made sure who they are, and that they may ask?", "Say how you made sure")
    on = day_field("On which day was it clear?")


class PauseForm(FactForm):
    """What the person was asked."""

    about = "access_pause"
    asked_what = reason_field(
        "What did you ask them?", "Say what you asked", hint="Only where you need it to find what they want."
    )
    on = day_field("On which day?")


class AnsweredForm(FactForm):
    """When the person answered."""

    about = "access_answered"
    on = day_field("On which day did they answer?")


class ExtendForm(FactForm):
    """Why two months more are needed, as the person was told."""

    about = "access_extension"
    because = reason_field("What reason were they told?", "Say what reason they were told")
    on = day_field("On which day were they told?")


class HandForm(FactForm):
    """Who prepares the request."""

    about = "access_handler"
    handler = forms.ModelChoiceField(
        label="Who prepares it?",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose somebody"},
    )

    def __init__(self, *args: Any, people: Iterable[User], **words: Any) -> None:
        """Offer the people to whom the record is open."""
        super().__init__(*args, **words)
        self.fields["handler"].queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("name")
        self.fields["handler"].label_from_instance = lambda user: user.name


class WithholdForm(FactForm):
    """What is withheld of an entry, and why."""

    about = "redaction"
    words = forms.CharField(
        label="Which words are withheld?",
        help_text="Copy them from the entry. Leave this empty to withhold all of it.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    everywhere = forms.BooleanField(label="Withhold these words in every other entry too", required=False)
    reason = forms.ChoiceField(
        label="What kind of reason is it?",
        help_text="The person is told this.",
        choices=WithheldBecause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason"},
    )
    because = reason_field("Why, in this case?", "Say why", hint="For the second person. It is not given.")

    @property
    def details(self) -> RedactionDetails:
        """What was said, once the form is valid."""
        return RedactionDetails(**self.cleaned_data)


class ReleaseForm(FactForm):
    """To whom it is given, how, and when."""

    about = "release"
    released_to = forms.CharField(
        label="Who is given it?", max_length=150, error_messages={"required": "Say who is given it"}
    )
    how = forms.CharField(
        label="How?",
        max_length=200,
        help_text="Such as: by hand, with somebody to talk to; by post to the address they confirmed today.",
        error_messages={"required": "Say how it is given"},
    )
    on = day_field("On which day?")
