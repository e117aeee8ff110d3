"""Asks when something happened, as exactly as it is known: the day may be left empty, and the month too."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.practice.chronology.when import Exactness, When
from homeward.web.design.dates import DateBoxes

_TYPED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class PartialDayField(forms.Field):
    """A question for a day in three boxes, of which day, or day and month, may be left empty.

    Gives (first day, Exactness) or None.
    """

    widget = DateBoxes

    def to_python(self, value: str | None) -> tuple[date, Exactness] | None:
        """Return the first day it can be with how exactly it is known. Raises ValidationError for what is no date."""
        if value in self.empty_values:
            return None
        typed = _TYPED.fullmatch(value)
        if typed is None:
            raise ValidationError("Enter a year, and month and day where they are known, such as 3 2026")
        year, month, day = (int(part) for part in typed.groups())
        exactness = Exactness.DAY if day else Exactness.MONTH if month else Exactness.YEAR
        if day and not month:
            raise ValidationError("Enter the month too, or leave the day empty")
        try:
            return date(year, month or 1, day or 1), exactness
        except ValueError as error:
            raise ValidationError("Enter a real date, such as 27 3 2026") from error


def typed_from(first_on: date | None, exactness: str) -> str | None:
    """Return what the three boxes show for a day that is known so exactly."""
    if first_on is None:
        return None
    month = "00" if exactness == Exactness.YEAR else f"{first_on.month:02}"
    day = f"{first_on.day:02}" if exactness == Exactness.DAY else "00"
    return f"{first_on.year}-{month}-{day}"


def when_of(told: dict[str, Any]) -> When:
    """Return when something happened from `on`, `until_on`, `is_about` and `at`. Raises ValidationError, by field."""
    first_on, exactness = told["on"]
    last_on, last_exactness = told.get("until_on") or (None, exactness)
    if last_on and last_exactness != exactness:
        raise ValidationError({"until_on": "Say the end as exactly as the beginning"})
    if last_on and last_on < first_on:
        raise ValidationError({"until_on": "The end cannot be before the beginning"})
    if told.get("is_about"):
        exactness = Exactness.ABOUT
    if told.get("at") and exactness != Exactness.DAY:
        raise ValidationError({"at": "A time of day needs the day"})
    return When(first_on, exactness, last_on, told.get("at"))
