"""Which children and years figures are narrowed to: asked in a form, kept in the address, and said in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms

from homeward.charts.figures import GROUP_HEADINGS, group_label
from homeward.journeys.characteristics import AGE_BANDS, ETHNICITY_OF, LEGAL_STATUSES, NEEDS, SEXES, UNKNOWN
from homeward.journeys.journeys import UNACCOMPANIED
from homeward.web.insight.models import Dataset

_UNACCOMPANIED = {"no": "Without unaccompanied children", "yes": "Unaccompanied children only"}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "age_band": (*AGE_BANDS, UNKNOWN),
    "legal_status": (*LEGAL_STATUSES, UNKNOWN),
    "need": (*NEEDS, UNKNOWN),
    "sex": (*SEXES, UNKNOWN),
    "ethnicity": (*dict.fromkeys(ETHNICITY_OF.values()), UNKNOWN),
}
NOT_KNOWN = (
    "The returns hold no table that says who is unaccompanied, so nobody can be left out or singled out by it. "
    "Choose all children."
)


@dataclass(frozen=True)
class Filters:
    """What figures are narrowed to: one value for each key of a group asked for. Nothing asked for means all."""

    only: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.only)

    @property
    def query(self) -> str:
        """The end of an address that asks for the same again; empty where nothing is left out."""
        return f"?{urlencode(self.only)}" if self.only else ""

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """The same as a value by which answers can be kept."""
        return tuple(self.only.items())

    @property
    def in_words(self) -> str:
        """What is counted, as the head of a page and of a print says it."""
        return "; ".join(_in_words(key, value) for key, value in self.only.items()) or "All children, all years"


class FiltersForm(forms.Form):
    """Which children and which year; sent with the address, so that a page can be sent on and come back to."""

    year = forms.ChoiceField(label=GROUP_HEADINGS["year"], required=False)
    age_band = forms.ChoiceField(label=GROUP_HEADINGS["age_band"], required=False)
    legal_status = forms.ChoiceField(label=GROUP_HEADINGS["legal_status"], required=False)
    need = forms.ChoiceField(label=GROUP_HEADINGS["need"], required=False)
    sex = forms.ChoiceField(label=GROUP_HEADINGS["sex"], required=False)
    ethnicity = forms.ChoiceField(label=GROUP_HEADINGS["ethnicity"], required=False)
    unaccompanied = forms.ChoiceField(label="Unaccompanied children", required=False)

    def __init__(self, asked: Any, dataset: Dataset) -> None:
        """Offer the years of the dataset, and every value by which figures are given."""
        super().__init__(asked, auto_id="filter-%s")
        self._tells_unaccompanied = UNACCOMPANIED in dataset.tables_read
        self._offer("year", "All years", [str(year) for year in reversed(dataset.years)])
        for key, values in _VALUES.items():
            self._offer(key, "All", values)
        self.fields["unaccompanied"].choices = [("", "All children"), *_UNACCOMPANIED.items()]
        for each in self.fields.values():
            each.error_messages["invalid_choice"] = (
                f"{each.label}: what the address asks for does not exist in these figures. Choose from the list."
            )

    def _offer(self, key: str, every: str, values: Any) -> None:
        self.fields[key].choices = [("", every), *((value, group_label(value, key)) for value in values)]

    def clean_unaccompanied(self) -> str:
        """Refuse what the returns do not tell."""
        asked = self.cleaned_data["unaccompanied"]
        if asked and not self._tells_unaccompanied:
            raise forms.ValidationError(NOT_KNOWN)
        return asked

    @property
    def has_blanks(self) -> bool:
        """True where the form was sent with questions left open: a tidy address does without them."""
        return any(name in self.data and not self.data[name] for name in self.fields)

    @property
    def filters(self) -> Filters:
        """What is asked for; nothing where the form has errors."""
        if not self.is_valid():
            return Filters()
        return Filters({name: value for name in self.fields if (value := self.cleaned_data[name])})


def _in_words(key: str, value: str) -> str:
    if key == "unaccompanied":
        return _UNACCOMPANIED[value]
    return f"{GROUP_HEADINGS[key]}: {group_label(value, key)}"
