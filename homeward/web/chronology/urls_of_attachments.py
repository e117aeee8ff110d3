"""Addresses of the pages on which files are added to a child's record, given out, and struck out."""

from django.urls import URLPattern

from homeward.web.chronology.pages.attachment_add import attachment_add
from homeward.web.chronology.pages.attachment_download import attachment_download, attachment_strike
from homeward.web.chronology.pages.attachments_list import attachments_list
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = EVERY_RELATION - {Relation.FOSTERS}
_READERS = Allow(roles=STAFF, relations=_READ)
_WRITERS = Allow(roles=STAFF, relations=TO_WRITE)
_FILES = "children/<uuid:child_pk>/chronology/files/"
_FILE = f"{_FILES}<uuid:pk>/"

attachments: list[URLPattern] = [
    page(_FILES, attachments_list, name="attachments", allow=Allow(roles=STAFF, relations=_READ)),
    page(f"{_FILES}add/", attachment_add, name="attachment_add", allow=_WRITERS),
    page(f"{_FILE}file/", attachment_download, name="attachment_download", allow=_READERS),
    page(f"{_FILE}strike/", attachment_strike, name="attachment_strike", allow=_WRITERS),
]
