"""Where somebody leaves the network round a child."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import DayForm
from homeward.web.people.models import KeyWorker
from homeward.web.people.network.actions import leave_network
from homeward.web.people.network.queries import members_seen, name_of


def member_end(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask from which day they no longer work with the child; then end it."""
    today = clock.today()
    found = {member.pk: member for member in members_seen(request.user, request.child) if member.holds_on(today)}
    member = found.get(pk)
    if member is None:
        raise Http404
    label = f"First day on which {name_of(member)} is not in the network"
    form = DayForm(request.POST or None, about="network", label=label, latest=today, initial={"ends_on": today})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        if is_done(form, lambda: leave_network(member=member, by=request.user, on=ends_on), "ends_on"):
            messages.success(request, "They are no longer in the network.")
            return redirect("network", request.child.pk)
    is_key = KeyWorker.objects.on(today).filter(member=member).exists()
    context = {"form": form, "name": name_of(member), "is_key_worker": is_key}
    return render(request, "people/member_end.html", context)
