"""Asks why words of another record belong into this one too, but only where they do stand in another."""

from typing import Any

from django import forms

from homeward.web.chronology.copied import FIELD
from homeward.web.people.forms.facts import FactForm


class AsksWhyElsewhere(FactForm):
    """A form for words. Its question `elsewhere_because` is shown once the words were found in another record."""

    elsewhere_because = forms.CharField(
        label="Why do these words belong here too?",
        help_text="Such as: the police gave the same information for both families, and agreed.",
        required=False,
        widget=forms.HiddenInput(),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        """Show the question where an answer was sent already."""
        super().__init__(*args, **words)
        if self.is_bound and self.data.get(self.add_prefix(FIELD)):
            self._show()

    def add_error(self, field: str | None, error: Any) -> None:
        """Note what is wrong; the question is shown from then on if it is about it."""
        super().add_error(field, error)
        if field == FIELD:
            self._show()

    def _show(self) -> None:
        self.fields[FIELD].widget = forms.Textarea(attrs={"rows": 2})
