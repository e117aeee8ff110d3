"""Where somebody is added to the network round a child: new here, a colleague, or in the child's record already."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import ColleagueForm, JoinNetworkForm, KnownMemberForm, NewMemberForm
from homeward.web.people.models import Person
from homeward.web.people.network.actions import add_agency, join_network
from homeward.web.people.permissions import persons_of
from homeward.web.people.persons.queries import with_names

NEW, COLLEAGUE, KNOWN = "new", "colleague", "known"
WAYS = {
    NEW: "Somebody new here",
    COLLEAGUE: "A colleague who signs in here",
    KNOWN: "Somebody in the child’s record",
}


def network_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who it is in the way that `?who=` says, what they do for the child, and since when."""
    way = request.GET.get("who", NEW)
    way = way if way in WAYS else NEW
    form = _form(request, way)
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: _join(request, form), "role_words"):
        messages.success(request, "Added to the network.")
        return redirect("network", request.child.pk)
    others = [(one, words) for one, words in WAYS.items() if one != way]
    return render(request, "people/network_add.html", {"form": form, "way": way, "words": WAYS[way], "others": others})


def _form(request: HttpRequest, way: str) -> JoinNetworkForm:
    words: dict[str, Any] = {"initial": {"begins_on": clock.today()}}
    if way == KNOWN:
        words["persons"] = _persons(request)
    kind = {NEW: NewMemberForm, COLLEAGUE: ColleagueForm, KNOWN: KnownMemberForm}[way]
    return kind(request.POST or None, **words)


def _persons(request: HttpRequest) -> list[Person]:
    """Return who is in the child's record, but for the child, as far as the person may be told of them."""
    found = with_names(persons_of(request.user, request.child)).exclude(pk=request.child.person_id)
    return sorted(found, key=lambda person: person.shown_name)


def _join(request: HttpRequest, form: JoinNetworkForm) -> None:
    """Add the agency, if it is new, and who comes from it."""
    told, agency = form.cleaned_data, None
    if told["new_agency"]:
        agency = add_agency(name=told["new_agency"], kind=told["new_agency_kind"], by=request.user)
    member = form.member(agency)
    join_network(child=request.child, who=form.who, member=member, by=request.user, on=told["begins_on"])
