"""Where a child will grow up when living at home is not safe: the plan, the plans before it, and a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.web.pathway.forms import StrikeForm
from homeward.web.pathway.models import PermanencePlan
from homeward.web.pathway.permanence.actions import plan_permanence, strike_plan
from homeward.web.pathway.permanence.forms import PermanenceForm
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_WRITE


@require_safe
def permanence_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the plan that stands, and those before it."""
    plans = list(visible(request.user, PermanencePlan).filter(start__child=request.child, struck_at=None))
    context = {"plan": plans[0] if plans else None, "earlier": plans[1:], "may_write": _may_write(request)}
    return render(request, "pathway/permanence_show.html", context)


def permanence_write(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask where the child will grow up and what is done next; then write it down."""
    form = PermanenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"child": request.child, "by": request.user, "on": form.cleaned_data["on"]}
        if is_done(form, lambda: plan_permanence(details=form.details, **told)):
            messages.success(request, "It is written down.")
            return redirect("permanence", request.child.pk)
    return render(request, "pathway/permanence_write.html", {"form": form, "title": "Plan a permanent home"})


def permanence_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike out a plan."""
    plan = visible(request.user, PermanencePlan).filter(start__child=request.child, struck_at=None, pk=pk).first()
    if plan is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    told = {"child": request.child, "plan": plan, "by": request.user}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: strike_plan(**form.cleaned_data, **told)):
        messages.success(request, "It is struck out.")
        return redirect("permanence", request.child.pk)
    return render(request, "pathway/permanence_write.html", {"form": form, "title": "Strike out", "about": plan})


def _may_write(request: HttpRequest) -> bool:
    return bool(request.relations & TO_WRITE)
