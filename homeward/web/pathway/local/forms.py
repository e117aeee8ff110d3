"""What is asked of those who lead practice: the text they put in, why, from which day, and why something goes again."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from homeward.web import clock
from homeward.web.design.dates import day_field
from homeward.web.pathway.local.actions import (
    check_can_put_in_decisions,
    check_can_put_in_pathway,
    check_can_put_in_rule,
)
from homeward.web.people.forms.facts import FactForm

MOST_BYTES = 100_000
_TOO_LARGE = "The file is too large: it may hold 100 kB at most."
_WHY_HINT = "Families and inspectors read this."


def _why() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label="Why?", help_text=_WHY_HINT, widget=widget, error_messages={"required": "Say why"})


class _PolicyForm(FactForm):
    """A form about the policy; today stands in it."""

    about = "policy"

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()} | words.pop("initial", {}), **words})

    def clean_on(self) -> Any:
        """Refuse a day that has passed: what was written until now stays read as it was."""
        if self.cleaned_data["on"] < clock.today():
            raise forms.ValidationError("Enter today or a later day")
        return self.cleaned_data["on"]


class PutInForm(_PolicyForm):
    """A text, pasted or as a file, why it is put in, and from which day it holds. The file wins where there is one."""

    text = forms.CharField(
        label="The text",
        help_text="Paste it here, or choose a file below.",
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        error_messages={"max_length": _TOO_LARGE},
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".toml,.txt"}),
        error_messages={"empty": "The file is empty."},
    )
    why = _why()
    on = day_field("From which day does it hold?", "Today or later.")

    def __init__(self, *args: Any, check: Callable[[str], None], **words: Any) -> None:
        """Take what says of a text whether it can be put in (it raises ValidationError, on `text`)."""
        super().__init__(*args, **words)
        self._check = check

    def clean(self) -> Mapping[str, Any]:
        """Read the file, where there is one, in place of the text; refuse what cannot be put in."""
        told = super().clean() or self.cleaned_data
        upload, text = told.get("file"), told.get("text", "")
        if upload:
            text = self._read(upload)
        if self.errors.get("text") or self.errors.get("file"):
            return told
        told["text"] = text.replace("\r\n", "\n").removeprefix("\ufeff")
        if not told["text"].strip():
            self.add_error("text", "Paste the text, or choose a file")
            return told
        self._check(told["text"])
        return told

    def _read(self, upload: Any) -> str:
        if upload.size > MOST_BYTES:
            self.add_error("file", _TOO_LARGE)
            return ""
        try:
            return str(upload.read().decode("utf-8"))
        except UnicodeDecodeError:
            self.add_error("file", "The file is no text. Save it as a text file in UTF-8.")
            return ""


class ConfirmForm(_PolicyForm):
    """Why the default rule is confirmed, and from which day."""

    why = _why()
    on = day_field("From which day does it hold?", "Today or later.")


class TakeBackForm(FactForm):
    """Why something that was put in is taken back."""

    about = "policy_taken_back"
    because = forms.CharField(
        label="Why?",
        help_text="It stays on the page, with your name and the day.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is taken back"},
    )


CHECKS: Mapping[str, Callable[[str], None]] = {
    "pathway": check_can_put_in_pathway,
    "rule": check_can_put_in_rule,
    "decisions": check_can_put_in_decisions,
}
"""What says of a text whether it can be put in, by its matter."""
