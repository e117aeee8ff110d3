"""Finds which children's records were written in since a day: the audit has a row of every write."""

from datetime import date
from uuid import UUID

from homeward.web.audit.models import AuditEvent
from homeward.web.people.models import Child

_LOOKS = ("page_read", "page_refused")


def changed_since(day: date) -> set[UUID]:
    """Return the ids of the children about whom something was written on a day or later, open to the asker or not."""
    rows = AuditEvent.objects.filter(subject_kind=Child._meta.label_lower, at__gte=day.isoformat())
    return {UUID(pk) for pk in rows.exclude(action__in=_LOOKS).values_list("subject_id", flat=True).distinct()}
