"""Until when one child's record is kept and why, whether a hold lies on it, and who asked for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.keeping.models import AccessRequest, DestructionProposal, LegalHold
from homeward.web.keeping.requests.queries import due_of
from homeward.web.keeping.retention import record_kept
from homeward.web.keeping.rights import PROPOSES
from homeward.web.people.policy import visible


@require_safe
def record_kept_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show it, with what can be done from here."""
    today, child = clock.today(), request.child
    record = record_kept(child, today)
    asked = visible(request.user, AccessRequest).filter(child=child).prefetch_related("pauses")
    context = {
        "record": record,
        "is_over": record.kept.is_over(today),
        "holds": LegalHold.objects.over(child).select_related("put_on_by"),
        "proposal": DestructionProposal.objects.filter(child=child, turned_down_at=None).first(),
        "may_propose": bool(request.roles & PROPOSES),
        "asked": [(one, due_of(one, today)) for one in asked],
    }
    return render(request, "keeping/record_kept_show.html", context)
