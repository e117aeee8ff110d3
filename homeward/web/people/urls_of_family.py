"""Addresses of the pages about a child's family: who they are, all that is kept of each, and the family drawn."""

from django.urls import URLPattern

from homeward.web.people.pages import fact_add
from homeward.web.people.pages.fact_end import fact_end, fact_strike
from homeward.web.people.pages.family_drawn import ecomap_show, genogram_show
from homeward.web.people.pages.family_show import family_show
from homeward.web.people.pages.kin_relate import kin_relate
from homeward.web.people.pages.person_change import person_change
from homeward.web.people.pages.person_show import person_show
from homeward.web.people.pages.relative_add import relative_add
from homeward.web.people.pages.responsibility_of_agency import responsibility_of_agency
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = EVERY_RELATION - {Relation.FOSTERS}
READERS = Allow(roles=STAFF, relations=_READ)
FAMILY = Allow(roles=STAFF, relations=_READ, menu="Family")
WRITERS = Allow(roles=STAFF, relations=TO_WRITE)

_FAMILY = "children/<uuid:child_pk>/family/"
_PERSON = f"{_FAMILY}<uuid:person_pk>/"
_FACT = f"{_FAMILY}<slug:kind>/<uuid:pk>/"

_added: dict[str, tuple[str, fact_add.Adding]] = {
    "names/add/": ("name_add", fact_add.NAME),
    "contacts/add/": ("contact_add", fact_add.CONTACT),
    "homes/add/": ("home_add", fact_add.HOME),
    "responsibility/add/": ("responsibility_add", fact_add.RESPONSIBILITY),
    "contact-leave/add/": ("contact_leave_add", fact_add.CONTACT_LEAVE),
    "secrets/add/": ("secret_add", fact_add.SECRET),
}

family_pages: list[URLPattern] = [
    page(_FAMILY, family_show, name="family", allow=FAMILY),
    page(f"{_FAMILY}genogram/", genogram_show, name="genogram", allow=READERS),
    page(f"{_FAMILY}ecomap/", ecomap_show, name="ecomap", allow=READERS),
    page(f"{_FAMILY}add/", relative_add, name="relative_add", allow=WRITERS),
    page(f"{_FAMILY}relate/", kin_relate, name="kin_relate", allow=WRITERS),
    page(f"{_FAMILY}agency/", responsibility_of_agency, name="responsibility_of_agency", allow=WRITERS),
    page(_PERSON, person_show, name="person", allow=READERS),
    page(f"{_PERSON}change/", person_change, name="person_change", allow=WRITERS),
    *(
        page(f"{_PERSON}{way}", fact_add.page_of(adding), name=name, allow=WRITERS)
        for way, (name, adding) in _added.items()
    ),
    page(f"{_FACT}end/", fact_end, name="fact_end", allow=WRITERS),
    page(f"{_FACT}strike/", fact_strike, name="fact_strike", allow=WRITERS),
]
