"""A form that records facts: each of its questions says which fact it asks for."""

from typing import Any

from django import forms


class FactForm(forms.Form):
    """A form about one kind of fact, `about`; its question `begins_on` asks for the fact `<about>.begins_on`."""

    about = ""

    def __init__(self, *args: Any, **words: Any) -> None:
        """Name the fact that each question asks for."""
        super().__init__(*args, **words)
        for name, field in self.fields.items():
            field.fact = f"{self.about}.{name}"
