"""The written agreement: goals and promises side by side, what is not kept on either side, and who agreed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.pathway.agreements.asked import AgreementAsked, agreement_asked, may_be_with_both
from homeward.web.pathway.agreements.known import events_by_key, other_adults
from homeward.web.pathway.agreements.shown import answer_lines, goal_lines, promise_lines, sides_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def agreement_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the agreement with both parents; where each has one of their own, lead to these, and show neither."""
    asked = agreement_asked(request)
    if asked is None:
        return redirect("pathway", request.child.pk)
    is_with_one = len(asked.parties) <= 1 and asked.agreement is None
    if is_with_one or not may_be_with_both(asked):
        return render(request, "pathway/agreement_each.html", _of_each(request, asked))
    return _shown(request, asked)


@require_safe
def agreement_of_parent(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
    """Show the agreement with one parent, and nothing of any other."""
    asked = agreement_asked(request, person_pk)
    return _shown(request, asked) if asked else redirect("pathway", request.child.pk)


def _of_each(request: HttpRequest, asked: AgreementAsked) -> dict[str, object]:
    return {"asked": asked, "may_write": bool(request.relations & TO_WRITE)}


def _shown(request: HttpRequest, asked: AgreementAsked) -> HttpResponse:
    today, agreement = clock.today(), asked.agreement
    names = other_adults(request, asked)
    goals, promises = goal_lines(asked, names, today, events_by_key(request)), promise_lines(asked, names, today)
    context = {
        "asked": asked,
        "agreement": agreement,
        "goals": goals,
        "promises": promises,
        "asks": any(line.advice for line in (*goals, *promises)),
        "sides": sides_of(agreement, today) if agreement else (),
        "answers": answer_lines(agreement) if agreement else [],
        "can_be_made": bool(goals and promises) and (agreement is None or agreement.is_changed),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/agreement_show.html", context)
