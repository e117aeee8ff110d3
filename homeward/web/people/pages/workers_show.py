"""Who works with a child: team, workers, who is asked for a task, and how the child passed from one to another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.models import AllocatedAs
from homeward.web.people.relations import TO_LEAD
from homeward.web.people.teams.queries import (
    all_workers_of,
    asked_for,
    handovers_of,
    past_work_with,
    team_of,
    workers_of,
)


@require_safe
def workers_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show who works with the child and who did; whoever leads finds there what to change."""
    today, child = clock.today(), request.child
    workers = list(workers_of(child, today))
    social_workers = {work.user_id for work in all_workers_of(child) if work.ends_on != work.begins_on}
    context = {
        "team": team_of(child, today),
        "workers": workers,
        "has_social_worker": any(work.allocated_as == AllocatedAs.SOCIAL_WORKER for work in workers),
        "had_social_workers": len(social_workers),
        "past": past_work_with(child, today),
        "asked": asked_for(child, today),
        "handovers": handovers_of(child),
        "may_lead": bool(request.relations & TO_LEAD),
    }
    return render(request, "people/workers_show.html", context)
