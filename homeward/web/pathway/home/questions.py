"""The kinds of question that the forms of home and after share: words, one of some words, one of some records."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms


def words(label: str, says: str = "", *, hint: str = "", rows: int = 3) -> forms.CharField:
    """Return a question for some sentences; with `says` it must be answered."""
    errors = {"required": says} if says else {}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=bool(says), widget=widget, error_messages=errors)


def line(label: str, says: str = "", *, hint: str = "", longest: int = 120) -> forms.CharField:
    """Return a question for one line; with `says` it must be answered."""
    errors = {"required": says} if says else {}
    return forms.CharField(label=label, help_text=hint, required=bool(says), max_length=longest, error_messages=errors)


def choice(label: str, choices: Iterable[tuple[str, str]], says: str, *, hint: str = "") -> forms.ChoiceField:
    """Return a question with answers to choose from."""
    return forms.ChoiceField(
        label=label, choices=list(choices), help_text=hint, widget=forms.RadioSelect(),
        error_messages={"required": says},
    )  # fmt: skip


class OneOf(forms.ChoiceField):
    """Asks for one of some records, and gives the record; None for the answer that names none of them."""

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **{"widget": forms.RadioSelect(), **kept})
        self._things: Mapping[str, Any] = {}

    def offer(self, things: Iterable[tuple[Any, str]], none: str = "") -> None:
        """Offer records, each with its words; `none` are the words of the answer that names none."""
        found = [(_key(thing), thing, said) for thing, said in things]
        self._things = {key: thing for key, thing, _ in found}
        self.choices = [*((key, said) for key, _, said in found), *([("none", none)] if none else [])]

    def clean(self, value: Any) -> Any:
        """Return the record that was chosen."""
        return self._things.get(super().clean(value))


class SomeOf(forms.MultipleChoiceField):
    """Asks for some of some records, and gives them."""

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **{"widget": forms.CheckboxSelectMultiple(), **kept})
        self._things: Mapping[str, Any] = {}

    def offer(self, things: Iterable[tuple[Any, str]]) -> None:
        """Offer records, each with its words."""
        found = [(_key(thing), thing, said) for thing, said in things]
        self._things = {key: thing for key, thing, _ in found}
        self.choices = [(key, said) for key, _, said in found]

    def clean(self, value: Any) -> tuple[Any, ...]:
        """Return the records that were ticked."""
        return tuple(self._things[key] for key in super().clean(value))


def _key(thing: Any) -> str:
    return f"{thing._meta.model_name}-{thing.pk}"
