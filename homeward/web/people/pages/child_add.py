"""Where the record of a child begins whom nobody knew; it opens only after asking whether the child is known."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.known import NewChildForm
from homeward.web.people.forms.refusals import tell
from homeward.web.people.known.asking import read_signed, take_kept
from homeward.web.people.models import Child
from homeward.web.people.persons.actions import create_child
from homeward.web.people.relations import relations_of


def child_add(request: HttpRequest) -> HttpResponse:
    """Ask who the child is and for which team the record begins; then begin it."""
    sent = request.POST.get("asked") or take_kept(request, "new_child")
    sought = read_signed(sent, request.user)
    if sought is None:
        return redirect("known")
    today = clock.today()
    told = {field: getattr(sought, field) for field in ("given", "family", "also", "born_on", "born_year")}
    initial = {**told, "asked": sent}
    form = NewChildForm(request.POST or None, initial=initial, user=request.user, roles=request.roles, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            child = create_child(details=form.details(), start=form.start(), by=request.user, on=today)
        except ValidationError as error:
            tell(form, error)
        else:
            return _begun(request, child)
    return render(request, "people/child_add.html", {"form": form})


def _begun(request: HttpRequest, child: Child) -> HttpResponse:
    """Lead to the new record, or say where it went if it is not open to whoever began it."""
    if relations_of(request.user, child):
        messages.success(request, "The record has begun.")
        return redirect("child", child.pk)
    messages.success(request, "The record has begun. It is with the team’s manager now, who says who works with it.")
    return redirect("home")
