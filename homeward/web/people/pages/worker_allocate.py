"""Where a manager lets somebody work with a child: first as what, then who, with how many children each works."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.teams import AllocateAsForm, AllocateForm
from homeward.web.people.models import AllocatedAs
from homeward.web.people.teams.actions import allocate_child
from homeward.web.people.teams.queries import caseloads_of, may_be_allocated


def worker_allocate(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask as what, unless `?allocated_as=` says so; then who and from when."""
    asked = AllocateAsForm(request.GET if "allocated_as" in request.GET else None)
    if not asked.is_valid():
        return render(request, "people/worker_allocate_as.html", {"form": asked})
    allocated_as, today = AllocatedAs(asked.cleaned_data["allocated_as"]), clock.today()
    people = may_be_allocated(allocated_as, today)
    caseloads = caseloads_of(people.values("pk"), request.user, today)
    form = AllocateForm(request.POST or None, people=people, caseloads=caseloads, initial={"begins_on": today})
    if (
        request.method == "POST"
        and form.is_valid()
        and is_done(form, lambda: _allocate(request, form, allocated_as), "user")
    ):
        messages.success(request, f"{form.cleaned_data['user'].name} works with the child.")
        return redirect("workers", request.child.pk)
    context = {"form": form, "allocated_as": allocated_as, "nobody": not people.exists()}
    return render(request, "people/worker_allocate.html", context)


def _allocate(request: HttpRequest, form: AllocateForm, allocated_as: AllocatedAs) -> None:
    told = form.cleaned_data
    allocate_child(
        child=request.child, user=told["user"], allocated_as=allocated_as, by=request.user, on=told["begins_on"]
    )
