"""The one door to how this council decides on a day: its panel, and the lines of contact that letters show."""

from datetime import date

from homeward.practice.decisions.local_scheme import LocalScheme, read_scheme
from homeward.web.pathway.models import LocalDecisions


def scheme_on(day: date) -> LocalScheme:
    """Return how the council decides on a day; nothing where it told nothing that can be read; one query."""
    row = scheme_row_on(day)
    try:
        return read_scheme(row.text) if row else LocalScheme()
    except ValueError:
        return LocalScheme()


def scheme_row_on(day: date) -> LocalDecisions | None:
    """Return the text that holds on a day, with who put it in and why; one query."""
    return LocalDecisions.objects.on(day).select_related("put_in_by").last()
