"""What the first page lists of file reads: what one is named to read, and what one named others to read."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from homeward.web.chronology.file_reads.queries import open_readings
from homeward.web.chronology.models import FileRead
from homeward.web.people.persons.queries import list_children
from homeward.web.people.relations import STAFF
from homeward.web.people.today.items import TodayItem, shortened


def file_reads(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the readings somebody is named to do, and those still to be done for which they named somebody."""
    if not request.roles & STAFF:
        return
    mine = Q(reader=request.user) | Q(named_by=request.user)
    rows = list(open_readings(request.user).filter(mine).select_related("reader").order_by("due_on"))
    if not rows:
        return
    kids = list_children(request.user, is_open=False).filter(pk__in={row.child_id for row in rows})
    names = {child.pk: child.person.shown_name for child in kids}
    items = [_item(request, row, names[row.child_id]) for row in rows if row.child_id in names]
    yield from shortened(items, "file reads more are not finished")


def tasks_of_readings() -> QuerySet[Any]:
    """Return the ids of the tasks (Asked) that open a record for a reading: they are listed here, not as tasks."""
    return FileRead.objects.exclude(asked=None).values("asked")


def _item(request: HttpRequest, row: FileRead, name: str) -> TodayItem:
    href = reverse("file_read", kwargs={"child_pk": row.child_id, "pk": row.pk})
    if row.reader_id == request.user.pk:
        more = "" if row.declared else "First say whether you have a relationship to the family."
        return TodayItem(f"{name}: read the file", href, more, by_on=row.due_on)
    return TodayItem(f"{name}: {row.reader.name} reads the file", href, by_on=row.due_on)
