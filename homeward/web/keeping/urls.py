"""Addresses of keeping: holds, destruction, requests for one's own record, the life story."""

from django.urls import URLPattern

from homeward.web.keeping.pages.certificate_show import certificate_pdf, certificate_show
from homeward.web.keeping.pages.destruction_propose import destruction_propose
from homeward.web.keeping.pages.destruction_show import destruction_show
from homeward.web.keeping.pages.entry_withhold import entry_give, entry_withhold
from homeward.web.keeping.pages.hold_put_on import hold_put_on, hold_put_on_all
from homeward.web.keeping.pages.hold_show import hold_show
from homeward.web.keeping.pages.life_story_show import life_story_download, life_story_show
from homeward.web.keeping.pages.record_kept_show import record_kept_show
from homeward.web.keeping.pages.records_show import records_show
from homeward.web.keeping.pages.request_entries import request_entries
from homeward.web.keeping.pages.request_receive import request_receive
from homeward.web.keeping.pages.request_release import release_download, request_preview, request_release
from homeward.web.keeping.pages.request_show import request_show
from homeward.web.keeping.rights import KEEPS, PROPOSES
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import STAFF, TO_WRITE

_MENU = Allow(
    roles=KEEPS,
    menu="Keeping records",
    says="Answer people who ask for their record, put on holds, and end records that are past their day.",
)
_KEEPS = Allow(roles=KEEPS)
_OF_A_CHILD = Allow(roles=KEEPS, relations=TO_WRITE, menu="Keeping")
_KEEPS_A_CHILD = Allow(roles=KEEPS, relations=TO_WRITE)
_PROPOSES_A_CHILD = Allow(roles=PROPOSES, relations=TO_WRITE)
_PREPARES = Allow(roles=STAFF)

_KEEPING = "keeping/"
_CHILD = "children/<uuid:child_pk>/keeping/"
_REQUEST = f"{_KEEPING}requests/<uuid:pk>/"
_ENTRY = f"{_REQUEST}entries/<uuid:item_pk>/"

urlpatterns: list[URLPattern] = [
    page(_KEEPING, records_show, name="records", allow=_MENU),
    page(_CHILD, record_kept_show, name="record_kept", allow=_OF_A_CHILD),
    page(f"{_CHILD}hold/", hold_put_on, name="hold_put_on", allow=_KEEPS_A_CHILD),
    page(f"{_KEEPING}holds/add/", hold_put_on_all, name="hold_put_on_all", allow=_KEEPS),
    page(f"{_KEEPING}holds/<uuid:pk>/", hold_show, name="hold", allow=_KEEPS),
    page(f"{_CHILD}destroy/", destruction_propose, name="destruction_propose", allow=_PROPOSES_A_CHILD),
    page(f"{_KEEPING}destruction/<uuid:pk>/", destruction_show, name="destruction", allow=_KEEPS),
    page(f"{_KEEPING}certificates/<int:number>/", certificate_show, name="certificate", allow=_KEEPS),
    page(f"{_KEEPING}certificates/<int:number>/pdf/", certificate_pdf, name="certificate_pdf", allow=_KEEPS),
    page(f"{_CHILD}requests/add/", request_receive, name="request_receive", allow=_KEEPS_A_CHILD),
    page(_REQUEST, request_show, name="access_request", allow=_PREPARES),
    page(f"{_REQUEST}entries/", request_entries, name="access_entries", allow=_PREPARES),
    page(_ENTRY, entry_withhold, name="access_entry", allow=_PREPARES),
    page(f"{_ENTRY}give/<uuid:redaction_pk>/", entry_give, name="access_entry_give", allow=_PREPARES),
    page(f"{_REQUEST}preview/", request_preview, name="access_preview", allow=_PREPARES),
    page(f"{_REQUEST}release/", request_release, name="access_release", allow=_KEEPS),
    page(
        f"{_REQUEST}releases/<uuid:release_pk>/<slug:which>/",
        release_download,
        name="access_release_download",
        allow=_KEEPS,
    ),
    page(f"{_CHILD}life-story/", life_story_show, name="life_story", allow=_KEEPS_A_CHILD),
    page(f"{_CHILD}life-story/download/", life_story_download, name="life_story_download", allow=_KEEPS_A_CHILD),
]
