"""What is asked when looking for children in the list of those one may see."""

from dataclasses import dataclass
from typing import Any

from django import forms

from homeward.web.people.models import Team

OPEN, CLOSED = "open", "closed"
_STATES = [(OPEN, "Open"), (CLOSED, "Closed"), ("", "Open and closed")]


@dataclass(frozen=True)
class SoughtChildren:
    """Which children a list shows: parts of a name or an id, the team's id, only one's own, open or closed or both."""

    words: str = ""
    team: str = ""
    mine: bool = False
    state: str = OPEN


class ChildrenSearchForm(forms.Form):
    """Which children a list shows."""

    words = forms.CharField(
        label="Part of a name, or the id",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    team = forms.ChoiceField(label="Team", required=False)
    state = forms.ChoiceField(label="Records", required=False, choices=_STATES)
    mine = forms.BooleanField(label="Only children with whom I work", required=False)

    def __init__(self, *args: Any, **words: Any) -> None:
        """Offer every team there is."""
        super().__init__(*args, **words)
        teams = [(str(team.pk), team.name) for team in Team.objects.order_by("name")]
        self.fields["team"].choices = [("", "Every team"), *teams]

    def sought(self) -> SoughtChildren:
        """Return what to look for; what cannot be read looks for every open record."""
        return SoughtChildren(**self.cleaned_data) if self.is_valid() else SoughtChildren()
