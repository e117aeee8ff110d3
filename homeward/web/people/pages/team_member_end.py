"""Where somebody is taken out of a team: what it opened to them is shut from that day on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import DayForm
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import TeamMembership
from homeward.web.people.teams.actions import leave_team


def team_member_end(request: HttpRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Ask from which day; then take them out."""
    spells = TeamMembership.objects.standing().filter(team=pk, ends_on=None).select_related("user", "team")
    membership = get_object_or_404(spells, pk=member_pk)
    note_subject(request, membership.team)
    today = clock.today()
    label = f"First day on which {membership.user.name} is not in the team"
    form = DayForm(request.POST or None, about="team_member", label=label, latest=None, initial={"ends_on": today})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        if is_done(form, lambda: leave_team(membership=membership, by=request.user, on=ends_on), "ends_on"):
            messages.success(request, f"{membership.user.name} leaves the team.")
            return redirect("team", membership.team_id)
    return render(request, "people/team_member_end.html", {"form": form, "membership": membership})
