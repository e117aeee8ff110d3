"""The one door to the council's numbers of working days after which an overdue task is shown to others."""

from datetime import date

from homeward.practice.tasks.raising import RaisingRule
from homeward.web.pathway.models import RaisingSet


def raising_row_on(day: date) -> RaisingSet | None:
    """Return what the council said last that holds on a day; None where it said nothing; one query."""
    return RaisingSet.objects.filter(begins_on__lte=day).select_related("put_in_by").last()


def raising_rule(row: RaisingSet | None) -> RaisingRule:
    """Return the rule as the council set it, or Homeward's default."""
    return RaisingRule(row.to_manager_days, row.to_head_days) if row else RaisingRule()
