"""The forms that say two records are one person, or are not, and why."""

from typing import Any

from django import forms

from homeward.web.people.forms.reasons import reason_field
from homeward.web.people.models import Person


class ProposeMergeForm(forms.Form):
    """Which of two records stays, and why they are one person."""

    kept = forms.ChoiceField(
        label="Which record stays?",
        help_text="All that hangs on the other moves there, and moves back if the merge is undone.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the record that stays"},
    )
    kept.fact = "kept_record"
    because = reason_field(
        "Why are these one person?",
        "Say why these two are one person",
        hint="For example who told you.",
        fact="merge_reason",
    )

    def __init__(self, *args: Any, one: Person, other: Person, **words: Any) -> None:
        super().__init__(*args, **words)
        labels = ("The first", "The second")
        self.fields["kept"].choices = [
            (str(person.pk), f"{label}: {person.shown_name}")
            for label, person in zip(labels, (one, other), strict=True)
        ]


class UndoMergeForm(forms.Form):
    """Why a merge was wrong."""

    because = reason_field(
        "Why are these two people after all?", "Say why these two are not one person", fact="merge_reason"
    )


class TurnDownForm(forms.Form):
    """Why somebody does not agree."""

    because = reason_field("Why do you not agree?", "Say why you do not agree", fact="merge_reason")
