"""Addresses of the pages on which copies of a child's story are prepared, sealed, given and called back."""

from django.urls import URLPattern

from homeward.web.chronology.pages.copies_list import copies_list
from homeward.web.chronology.pages.copy_choose import copy_choose
from homeward.web.chronology.pages.copy_give import copy_call_back, copy_give
from homeward.web.chronology.pages.copy_prepare import copy_prepare
from homeward.web.chronology.pages.copy_show import copy_download, copy_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import STAFF, TO_WRITE

_PREPARERS = Allow(roles=STAFF, relations=TO_WRITE)
_COPIES = "children/<uuid:child_pk>/copies/"
_COPY = f"{_COPIES}<uuid:pk>/"

copies: list[URLPattern] = [
    page(_COPIES, copies_list, name="copies", allow=_PREPARERS),
    page(f"{_COPIES}prepare/", copy_choose, name="copy_choose", allow=_PREPARERS),
    page(f"{_COPIES}prepare/<slug:to>/", copy_prepare, name="copy_prepare", allow=_PREPARERS),
    page(_COPY, copy_show, name="copy", allow=_PREPARERS),
    page(f"{_COPY}file/<slug:form>/", copy_download, name="copy_download", allow=_PREPARERS),
    page(f"{_COPY}give/", copy_give, name="copy_give", allow=_PREPARERS),
    page(f"{_COPY}call-back/", copy_call_back, name="copy_call_back", allow=_PREPARERS),
]
