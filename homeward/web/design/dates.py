"""Asks for a date in three boxes: day, month and year."""

from collections.abc import Mapping
from datetime import date

from django import forms

PARTS = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """The three boxes of a date; use as the widget of a DateField.

    What was typed reaches the field as YYYY-MM-DD; what is no date reaches it as typed, so that the field refuses it
    and the boxes show it again.
    """

    def value_from_datadict(self, data: Mapping[str, str], files: object, name: str) -> str | None:
        """Return the three boxes as one text, or None when all are empty."""
        typed = [str(data.get(f"{name}-{part}", "")).strip() for part in PARTS]
        if not any(typed):
            return None
        day, month, year = typed
        return "-".join((year, month.zfill(2), day.zfill(2)))

    def value_omitted_from_data(self, data: Mapping[str, str], files: object, name: str) -> bool:
        """Tell whether none of the boxes was on the page."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def values(self, value: date | str | None) -> dict[str, str]:
        """Return what each box shows."""
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in PARTS}
        year, month, day = [*str(value or "").split("-", 2), "", ""][:3]
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}


def day_field(label: str, hint: str = "", *, required: bool = True) -> forms.DateField:
    """Return a question for a day, asked in three boxes."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=DateBoxes(),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "Enter a date", "invalid": "Enter a real date, such as 27 3 2026"},
    )
