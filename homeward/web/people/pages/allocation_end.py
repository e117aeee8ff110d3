"""Where a manager ends somebody's work with a child."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import DayForm
from homeward.web.people.models import KeyWorker
from homeward.web.people.teams.actions import end_allocation
from homeward.web.people.teams.queries import workers_of


def allocation_end(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask from which day it ends; a handover is offered first, for nobody should change without one."""
    today = clock.today()
    work = workers_of(request.child, today).filter(pk=pk, ends_on=None).first()
    if work is None:
        raise Http404
    label = f"First day on which {work.user.name} does not work with the child"
    form = DayForm(request.POST or None, about="allocation", label=label, latest=None, initial={"ends_on": today})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        if is_done(form, lambda: end_allocation(allocation=work, by=request.user, on=ends_on), "ends_on"):
            messages.success(request, f"The work of {work.user.name} with the child is ended.")
            return redirect("workers", request.child.pk)
    is_key = KeyWorker.objects.on(today).filter(child=request.child, member__user=work.user_id).exists()
    return render(request, "people/allocation_end.html", {"form": form, "work": work, "is_key_worker": is_key})
