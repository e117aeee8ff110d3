"""One parent's capacity to change: what must change, what was offered, done, and lasted; never beside the other's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.pathway.assessment.actions import assess_change
from homeward.web.pathway.assessment.asked import assessment_asked_or_404, parent_asked
from homeward.web.pathway.assessment.forms import ChangeForm, form_of, is_sent
from homeward.web.pathway.assessment.shown import change_lines
from homeward.web.pathway.models import AbuseRecorded
from homeward.web.pathway.queries import way_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.relations import TO_WRITE


def assessment_change(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
    """Show what one parent has shown, and ask anew; write it down."""
    asked = assessment_asked_or_404(request)
    parent = parent_asked(request, asked, person_pk)
    before = asked.assessment.of_parents.get(str(person_pk))
    form = form_of(ChangeForm, request, parent=parent, before=before, events=asked.events)
    told = {"child": request.child, "by": request.user}
    if is_sent(request) and form.is_valid() and is_done(form, lambda: assess_change(details=form.details, **told)):
        messages.success(request, "It is written down.")
        return redirect(request.path)
    context = {
        "parent": parent,
        "lines": change_lines(asked.assessment, str(person_pk), asked.by_key),
        "is_apart": asked.start.abuse != AbuseRecorded.NO,
        "specialist": asked.start.needs_met.filter(need="specialist_asked", struck_at=None).last(),
        "is_specialist_missing": _is_specialist_missing(request),
        "form": form,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/assessment_change.html", context)


def _is_specialist_missing(request: HttpRequest) -> bool:
    """Tell whether the present step waits for the specialist's view, so that it can be written down there."""
    way = way_of(request.child, clock.today())
    return way is not None and any(one.need.id == "specialist_asked" for one in way.position.missing)
