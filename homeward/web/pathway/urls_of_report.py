"""Addresses of the page on which the return-home assessment report is prepared, and of its files."""

from django.urls import URLPattern

from homeward.web.pathway.pages.return_home_report import (
    return_home_report,
    return_home_report_pdf,
    return_home_report_word,
)
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, Relation

_READERS = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_REPORT = "children/<uuid:child_pk>/return-home/report/"

report: list[URLPattern] = [
    page(_REPORT, return_home_report, name="return_home_report", allow=_READERS),
    page(f"{_REPORT}pdf/", return_home_report_pdf, name="return_home_report_pdf", allow=_READERS),
    page(f"{_REPORT}word/", return_home_report_word, name="return_home_report_word", allow=_READERS),
]
