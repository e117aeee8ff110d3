"""Addresses of the readings of a child's file."""

from django.urls import URLPattern

from homeward.web.chronology.pages.file_read_change import (
    file_read_due,
    file_read_end,
    file_read_finish,
    hours_add,
    source_add,
    source_mark,
)
from homeward.web.chronology.pages.file_read_event import file_read_event
from homeward.web.chronology.pages.file_read_name import file_read_name
from homeward.web.chronology.pages.file_read_show import file_read_show
from homeward.web.chronology.pages.file_reads_list import file_reads_list
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import STAFF, TO_LEAD, TO_WRITE

_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_LEADERS = Allow(roles=STAFF, relations=TO_LEAD)

_READS = "children/<uuid:child_pk>/file-read/"
_READ = f"{_READS}<uuid:pk>/"

file_read_pages: list[URLPattern] = [
    page(_READS, file_reads_list, name="file_reads", allow=_WRITERS),
    page(f"{_READS}name/", file_read_name, name="file_read_name", allow=_LEADERS),
    page(_READ, file_read_show, name="file_read", allow=_WRITERS),
    page(f"{_READ}event/", file_read_event, name="file_read_event", allow=_WRITERS),
    page(f"{_READ}sources/add/", source_add, name="file_source_add", allow=_WRITERS),
    page(f"{_READ}sources/<uuid:source_pk>/", source_mark, name="file_source_mark", allow=_WRITERS),
    page(f"{_READ}hours/", hours_add, name="file_hours_add", allow=_WRITERS),
    page(f"{_READ}finish/", file_read_finish, name="file_read_finish", allow=_WRITERS),
    page(f"{_READ}end/", file_read_end, name="file_read_end", allow=_LEADERS),
    page(f"{_READ}due/", file_read_due, name="file_read_due", allow=_LEADERS),
]
