"""Asks somebody who has read two accounts whether they agree."""

from typing import Any

from django import forms

from homeward.practice.chronology.event import ChronologyEvent
from homeward.web.people.forms.facts import FactForm

AGREE, DISAGREE = "agree", "disagree"


class SecondAccountForm(forms.Form):
    """With which other event an event is compared; sent with the address."""

    second = forms.ChoiceField(label="With which other event?", required=False)

    def __init__(self, *args: Any, events: list[ChronologyEvent], **words: Any) -> None:
        """Offer the events that may tell of the same."""
        super().__init__(*args, **words)
        self.fields["second"].choices = [("", "Choose"), *((event.key, _short(event)) for event in events)]


class CompareForm(FactForm):
    """Whether two accounts agree, and why."""

    about = "comparison"
    found = forms.ChoiceField(
        label="Do these two accounts agree?",
        choices=[(AGREE, "Both can be true"), (DISAGREE, "They disagree")],
        widget=forms.RadioSelect(),
        error_messages={"required": "Say whether they agree"},
    )
    why = forms.CharField(
        label="Why?",
        help_text="What fits, what does not, and who could know.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )


def _short(event: ChronologyEvent) -> str:
    """Return an event in one line of a list."""
    words = " ".join(event.what.split())
    return f"{event.when.in_words}: {words[:80]}{'…' if len(words) > 80 else ''} ({event.source_in_words})"
