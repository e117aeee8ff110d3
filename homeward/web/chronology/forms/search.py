"""What is asked when looking for something that was written: words, a person, a kind, days."""

from typing import Any

from django import forms

from homeward.web.chronology.search.queries import SoughtWritings
from homeward.web.design.dates import day_field

_KINDS = [
    ("", "Everything"),
    ("event", "What happened"),
    ("visit", "Visits and contacts"),
    ("voice", "What children and parents said"),
]
_TYPED = {"autocomplete": "off", "spellcheck": "false"}


class SearchForm(forms.Form):
    """What is looked for."""

    words = forms.CharField(
        label="Words",
        help_text="All of them must be there. Quotes keep words together: “family time”. A star stands for any ending: "
        "adop*",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_TYPED),
    )
    person = forms.CharField(
        label="A person’s name",
        help_text="Finds what concerns, mentions or quotes them.",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=_TYPED),
    )
    kind = forms.ChoiceField(label="Where to look", required=False, choices=_KINDS)
    from_on = day_field("From", required=False)
    until_on = day_field("Until", required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was asked; refuses a question without a word and without a name, and days the wrong way round."""
        told = super().clean() or {}
        if not self.errors and SoughtWritings(words=told["words"], person=told["person"]).asks_nothing:
            self.add_error("words", "Enter a word to look for, or a person’s name")
        if told.get("from_on") and told.get("until_on") and told["until_on"] < told["from_on"]:
            self.add_error("until_on", "The last day cannot be before the first")
        return told

    @property
    def sought(self) -> SoughtWritings:
        """What is looked for."""
        return SoughtWritings(**self.cleaned_data)
