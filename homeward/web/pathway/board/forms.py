"""What is asked of the board: which children to show, and in which order."""

from collections.abc import Iterable
from typing import Any

from django import forms

from homeward.web.pathway.board.lines import SHOWS, SORTS
from homeward.web.people.models import Team


class BoardForm(forms.Form):
    """Which children the board shows, and in which order. It stands in the address and holds no child's name."""

    team = forms.ChoiceField(label="Team", required=False)
    worker = forms.ChoiceField(label="Social worker", required=False)
    show = forms.ChoiceField(
        label="Show", choices=[(name, words) for name, (words, _) in SHOWS.items()], required=False
    )
    sort = forms.ChoiceField(
        label="In the order", choices=[(name, words) for name, (words, _) in SORTS.items()], required=False
    )

    def __init__(self, *args: Any, teams: Iterable[Team], workers: Iterable[tuple[int, str]], **words: Any) -> None:
        """Offer the teams somebody leads, and the social workers of the children shown."""
        super().__init__(*args, **words)
        self.fields["team"].choices = [("", "All"), *((str(team.pk), team.name) for team in teams)]
        self.fields["worker"].choices = [("", "Everybody"), *((str(pk), name) for pk, name in workers)]

    def sought(self) -> dict[str, str]:
        """Return what is asked for; what is no choice counts as nothing asked."""
        told = self.cleaned_data if self.is_valid() else {}
        return {
            "worker": told.get("worker", ""),
            "show": told.get("show") or "all",
            "sort": told.get("sort") or "stage",
        }
