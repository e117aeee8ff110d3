"""A form that records facts: each of its questions says which fact it asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class FactForm(forms.Form):
    """A form about one kind of fact, `about`; its question `begins_on` asks for the fact `<about>.begins_on`."""

    about = ""

    def __init__(self, *args: Any, **words: Any) -> None:
        """Name the fact that each question asks for."""
        super().__init__(*args, **words)
        for name, field in self.fields.items():
            field.fact = f"{self.about}.{name}"

    def tell(self, error: ValidationError, otherwise: str) -> None:
        """Put what an action found wrong beside its question; what belongs to none stands beside `otherwise`."""
        told = error.message_dict if hasattr(error, "error_dict") else {otherwise: error.messages}
        for name, words in told.items():
            for line in words:
                self.add_error(name if name in self.fields else otherwise, line)
