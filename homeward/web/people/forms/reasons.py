"""A question for a reason in words, as several forms ask it."""

from django import forms


def reason_field(label: str, says: str, *, hint: str = "", fact: str = "reason") -> forms.CharField:
    """Return the question; `says` is the sentence for whoever leaves it empty."""
    field = forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": says}
    )
    field.fact = fact
    return field
