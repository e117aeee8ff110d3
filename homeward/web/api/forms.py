"""What is asked before a token is made: whose eyes it reads with, what it is for, and until when."""

from django import forms

from homeward.web.accounts.models import User
from homeward.web.api.actions import TokenDetails
from homeward.web.api.scopes import Scope
from homeward.web.design.dates import day_field
from homeward.web.people.forms.access import PeopleField


class TokenForm(forms.Form):
    """A token to be made."""

    name = forms.CharField(
        label="What is the token for?",
        help_text="For example: Data warehouse, nightly.",
        max_length=100,
        error_messages={"required": "Say what the token is for"},
    )
    holder = PeopleField(
        label="Whose access does it carry?",
        help_text="It reads what this person may see at each moment, and ends when they leave. They are told.",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person", "invalid_choice": "Choose a person"},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it read?",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may read"},
    )
    expires_on = day_field("First day without it", "A year from today at most.")

    def __init__(self, *args: object, by: User, **words: object) -> None:
        """Offer everybody who can sign in, but who asks."""
        super().__init__(*args, **words)
        people = User.objects.filter(is_active=True).exclude(pk=by.pk)
        self.fields["holder"].queryset = people.order_by("name", "pk")

    @property
    def details(self) -> TokenDetails:
        """What was told of the token."""
        told = self.cleaned_data
        return TokenDetails(told["name"], [Scope(scope) for scope in told["scopes"]], told["expires_on"])
