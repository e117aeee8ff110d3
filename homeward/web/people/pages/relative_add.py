"""Where a worker writes down somebody of a child's family, a carer or another adult who is not in the record yet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.family import RelativeForm
from homeward.web.people.models import Person
from homeward.web.people.persons.actions import add_relative


def relative_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who it is and what they are to the child; then write them down and show them."""
    form = RelativeForm(request.POST or None)
    added: list[Person] = []
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: added.append(_add(request, form))):
        messages.success(request, "The person is in the record. Say more about them here.")
        return redirect("person", request.child.pk, added[0].pk)
    return render(request, "people/relative_add.html", {"form": form})


def _add(request: HttpRequest, form: RelativeForm) -> Person:
    told = form.cleaned_data
    return add_relative(
        child=request.child, details=form.details(), kind=told["kind"], by=request.user, on=told["begins_on"]
    )
