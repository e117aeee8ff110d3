"""One factor of the assessment: what is asked, what the record knows, each account, and where to write one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.pathway.assessment.actions import rate_factor
from homeward.web.pathway.assessment.asked import assessment_asked_or_404, parent_asked
from homeward.web.pathway.assessment.forms import RatingForm, form_of, is_sent
from homeward.web.pathway.assessment.known import known_of
from homeward.web.pathway.assessment.shown import factor_line, past_accounts
from homeward.web.pathway.evidence import evidence_for
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.relations import TO_WRITE


def assessment_factor(
    request: HttpRequest, child_pk: object, factor: str, person_pk: UUID | None = None
) -> HttpResponse:
    """Show a factor and ask for an account of it, of one parent where it is asked of each; write it down."""
    asked = assessment_asked_or_404(request)
    parent = parent_asked(request, asked, person_pk)
    weighed = asked.weighed(factor, str(person_pk or ""))
    form = form_of(RatingForm, request, factor=weighed.factor, parent=parent, events=asked.events)
    told = {"child": request.child, "by": request.user}
    if is_sent(request) and form.is_valid() and is_done(form, lambda: rate_factor(details=form.details, **told)):
        messages.success(request, "It is written down.")
        return redirect(request.path)
    context = {
        "weighed": weighed,
        "factor": weighed.factor,
        "parent": parent,
        "line": factor_line(request.child, weighed, asked.by_key),
        "past": past_accounts(weighed, asked.by_key),
        "known": known_of(weighed.factor, asked.events),
        "evidence": evidence_for(weighed.factor, request.child, clock.today(), request.roles),
        "form": form,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/assessment_factor.html", context)
