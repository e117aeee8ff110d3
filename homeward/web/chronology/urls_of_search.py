"""Address of the search through what was written."""

from django.urls import URLPattern

from homeward.web.chronology.pages.search_show import search_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import STAFF

_SEARCH = Allow(roles=STAFF, menu="Search", says="Find what was written, by word or person, in records open to you.")

search_pages: list[URLPattern] = [page("search/", search_show, name="search", allow=_SEARCH)]
