"""Addresses of the pages of a child's story."""

from django.urls import URLPattern

from homeward.web.chronology.pages.chronology_show import chronology_show
from homeward.web.chronology.pages.event_show import event_show
from homeward.web.chronology.pages.event_write import event_add, event_correct, event_strike
from homeward.web.chronology.urls_of_attachments import attachments
from homeward.web.chronology.urls_of_copies import copies
from homeward.web.chronology.urls_of_file_reads import file_read_pages
from homeward.web.chronology.urls_of_search import search_pages
from homeward.web.chronology.urls_of_views import views
from homeward.web.chronology.urls_of_visits import visits
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = EVERY_RELATION - {Relation.FOSTERS}
READERS = Allow(roles=STAFF, relations=_READ)
CHRONOLOGY = Allow(roles=STAFF, relations=_READ, menu="Chronology")
WRITERS = Allow(roles=STAFF, relations=TO_WRITE)

_CHRONOLOGY = "children/<uuid:child_pk>/chronology/"
_EVENT = f"{_CHRONOLOGY}<uuid:pk>/"

_events: list[URLPattern] = [
    page(_CHRONOLOGY, chronology_show, name="chronology", allow=CHRONOLOGY),
    page(f"{_CHRONOLOGY}add/", event_add, name="event_add", allow=WRITERS),
    page(_EVENT, event_show, name="event", allow=READERS),
    page(f"{_EVENT}correct/", event_correct, name="event_correct", allow=WRITERS),
    page(f"{_EVENT}strike/", event_strike, name="event_strike", allow=WRITERS),
]

urlpatterns = [*_events, *attachments, *copies, *views, *visits, *search_pages, *file_read_pages]
