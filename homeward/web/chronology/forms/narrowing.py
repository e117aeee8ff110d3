"""Asks to which events a chronology is narrowed: kind, time, whom it is about, and whence it came here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from homeward.practice.chronology.event import CATEGORY_WORDS, Category, ChronologyEvent, Origin
from homeward.practice.chronology.views import ORIGIN_WORDS, Narrowing
from homeward.practice.chronology.when import When
from homeward.web.chronology.forms.when import PartialDayField


class NarrowingForm(forms.Form):
    """Which events are shown; sent with the address, so that a page can be come back to. It offers what there is."""

    kind = forms.MultipleChoiceField(label="Kind", required=False, widget=forms.CheckboxSelectMultiple())
    since = PartialDayField(label="From", required=False, help_text="The year alone will do.")
    until = PartialDayField(label="To", required=False, help_text="The year alone will do.")
    person = forms.ChoiceField(label="Whom it is about", required=False)
    origin = forms.ChoiceField(label="Whence it came here", required=False)
    meant = forms.BooleanField(label="Only what says what it meant for the child", required=False)

    def __init__(self, asked: Any, events: Iterable[ChronologyEvent]) -> None:
        """Offer the kinds, people and origins of these events."""
        super().__init__(asked, auto_id="narrow-%s")
        told = list(events)
        self.names = {one.person: one.name for event in told for one in (*event.mentions, *event.siblings)}
        kinds, origins = {event.category for event in told}, {event.origin for event in told}
        self._offer("kind", [(one.value, CATEGORY_WORDS[one]) for one in Category if one in kinds])
        self._offer("origin", [("", "Anywhere"), *((one.value, ORIGIN_WORDS[one]) for one in Origin if one in origins)])
        self._offer("person", [("", "Anybody"), *sorted(self.names.items(), key=lambda pair: pair[1])])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices
        field.error_messages["invalid_choice"] = f"“{field.label}”: choose from the list."

    def clean(self) -> dict[str, Any]:
        """Return what was asked for; notes a time that ends before it begins."""
        told = super().clean() or {}
        since, until = _first_on(told.get("since")), _last_on(told.get("until"))
        if since and until and until < since:
            self.add_error("until", "“To” cannot be before “From”")
        return told

    @property
    def narrowing(self) -> Narrowing:
        """What is asked for; nothing where the form has errors."""
        if not self.is_valid():
            return Narrowing()
        told = self.cleaned_data
        return Narrowing(
            categories=frozenset(map(Category, told["kind"])),
            from_on=_first_on(told["since"]),
            to_on=_last_on(told["until"]),
            person=told["person"],
            origin=Origin(told["origin"]) if told["origin"] else None,
            only_meant=told["meant"],
        )

    @property
    def in_words(self) -> str:
        """What is asked for in words; empty for all."""
        narrowing = self.narrowing
        return narrowing.in_words(self.names.get(narrowing.person, ""))


def _first_on(typed: tuple[date, str] | None) -> date | None:
    return When(*typed).earliest_on if typed else None


def _last_on(typed: tuple[date, str] | None) -> date | None:
    return When(*typed).latest_on if typed else None
