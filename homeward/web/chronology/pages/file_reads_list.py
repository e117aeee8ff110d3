"""The readings of a child's file: who reads or read it, how far each is, how long it took."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.file_reads.queries import readings_of
from homeward.web.people.relations import TO_LEAD


@require_safe
def file_reads_list(request: HttpRequest, child_pk: object) -> HttpResponse:
    """List the readings, the last named first."""
    readings = readings_of(request.user, request.child)
    context = {"readings": readings, "may_lead": bool(request.relations & TO_LEAD)}
    return render(request, "chronology/file_reads_list.html", context)
