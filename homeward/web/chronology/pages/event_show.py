"""One event of a child's chronology, with what stood before it was corrected."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.attachments.queries import attachments_of
from homeward.web.chronology.models import LifeEvent
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_WRITE


@require_safe
def event_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show one event with all that is known of it."""
    told = next((one for one in chronology_of(request.user, request.child) if one.key == f"event-{pk}"), None)
    event = visible(request.user, LifeEvent).filter(children=request.child, pk=pk).first()
    if told is None or event is None:
        raise Http404
    context = {
        "told": told,
        "event": event,
        "before": list(_before(event)),
        "files": attachments_of(request.user, request.child).filter(event=event, struck_at=None),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "chronology/event_show.html", context)


def _before(event: LifeEvent) -> Iterator[LifeEvent]:
    """Yield what stood before, the latest first."""
    while event.replaces_id:
        event = event.replaces
        yield event
