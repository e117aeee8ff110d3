"""One legal hold: why it lies there, and where two people lift it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.keeping.forms.reasons import LiftForm
from homeward.web.keeping.holds.actions import keep_hold, lift_hold, propose_lifting
from homeward.web.keeping.models import LegalHold
from homeward.web.keeping.pages.steps import Step, take
from homeward.web.keeping.rights import PROPOSES
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

_PROPOSE = {"propose": Step(propose_lifting, LiftForm, "Proposed. The hold stays until a second person lifts it.")}
_DECIDE = {
    "lift": Step(lift_hold, None, "The hold is lifted."),
    "keep": Step(keep_hold, None, "The hold stays."),
}


def hold_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the hold; take what the reader decides."""
    hold = find(request.user, LegalHold, pk)
    if hold is None:
        raise Http404
    note_subject(request, hold.child or hold)
    steps = {} if hold.lifted_at else _DECIDE if hold.lifting_proposed_at else _PROPOSE
    done, _, form = take(request, steps, hold=hold)
    if done:
        return redirect("hold", hold.pk)
    context = {
        "hold": hold,
        "form": form,
        "lift_form": form if isinstance(form, LiftForm) else LiftForm(),
        "is_mine": hold.lifting_proposed_by_id == request.user.pk,
        "may_propose": bool(request.roles & PROPOSES),
    }
    return render(request, "keeping/hold_show.html", context)
