"""A child's page: who the child is, where and with whom, since when, and who works with them, on one screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts.journey_strip import draw_strip, strip_table
from homeward.web import clock
from homeward.web.people.models import AllocatedAs
from homeward.web.people.record.for_a_task import task_page_of
from homeward.web.people.record.glance import glance_at
from homeward.web.people.record.lately import lately_of
from homeward.web.people.relations import STAFF, Relation

_SHOWN_APART = (AllocatedAs.SOCIAL_WORKER, AllocatedAs.REVIEWING_OFFICER, AllocatedAs.FOSTER_CARER)


@require_safe
def child_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the child at a glance; to foster carers and guests no more than their task needs."""
    today = clock.today()
    if not (request.roles & STAFF and request.relations - {Relation.FOSTERS}):
        page = task_page_of(request.user, request.child, request.relations, today)
        return render(request, "people/child_show_for_task.html", {"page": page, "person": request.child.person})
    glance = glance_at(request.user, request.child, today)
    context = {
        "glance": glance,
        "lately": lately_of(request),
        "person": request.child.person,
        "social_workers": glance.workers_as(AllocatedAs.SOCIAL_WORKER),
        "reviewing_officers": glance.workers_as(AllocatedAs.REVIEWING_OFFICER),
        "other_workers": [worker for worker in glance.workers if worker.allocated_as not in _SHOWN_APART],
        "strip": draw_strip(glance.strip) if glance.strip else "",
        "table": strip_table(glance.strip) if glance.strip else None,
    }
    return render(request, "people/child_show.html", context)
