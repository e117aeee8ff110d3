"""Where a worker says who is who to whom in a child's family, and to children with records of their own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.details import KinDetails
from homeward.web.people.family.actions import relate_persons
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.family import KinForm
from homeward.web.people.models import Child, Person
from homeward.web.people.policy import visible


def kin_relate(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who is what to whom; then write it down."""
    relatives = relatives_of(request.user, request.child, clock.today())
    people = {one.person.pk: one.person for one in relatives}
    form = KinForm(request.POST or None, people=[request.child.person, *people.values()])
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: _relate(request, form)):
        messages.success(request, "It is written down.")
        return redirect("family", request.child.pk)
    return render(request, "people/kin_relate.html", {"form": form})


def _relate(request: HttpRequest, form: KinForm) -> None:
    told = form.cleaned_data
    other = form.people[told["other"]] if told["other"] else _with_id(request, told["other_id"])
    kin = KinDetails(form.people[told["person"]], told["kind"], other)
    relate_persons(child=request.child, kin=kin, by=request.user, on=told["begins_on"])


def _with_id(request: HttpRequest, local_id: str) -> Person:
    """Return the child with an id, of those whose records the asker may open. Raises ValidationError for any other."""
    found = visible(request.user, Child).filter(local_id__iexact=local_id.strip()).select_related("person").first()
    if found is None:
        raise ValidationError({"other_id": "No child whose record you may open has this id."})
    return found.person
