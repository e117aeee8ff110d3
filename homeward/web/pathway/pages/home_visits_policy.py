"""The schedule of visits after a return: the law's longest gaps, and the service's own, which those who lead set."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.after.schedule_file import print_schedule
from homeward.web import clock
from homeward.web.pathway.home.forms import VisitsPolicyForm
from homeward.web.pathway.home.monitoring.actions import put_in_visits
from homeward.web.pathway.home.monitoring.queries import floor_duties, schedule_on
from homeward.web.pathway.local.actions import SETS_POLICY, take_back
from homeward.web.pathway.local.forms import TakeBackForm
from homeward.web.pathway.models import LocalVisits
from homeward.web.people.forms.attempts import is_done


@require_safe
def visits_policy(request: HttpRequest) -> HttpResponse:
    """Show the schedule that holds today, what was put in, and the law's floor."""
    today = clock.today()
    context = {
        "schedule": schedule_on(today),
        "duties": floor_duties(),
        "rows": LocalVisits.objects.select_related("put_in_by", "taken_back_by").order_by("-put_in_at"),
        "may_change": bool(request.roles & SETS_POLICY),
    }
    return render(request, "pathway/visits_policy.html", context)


def visits_policy_change(request: HttpRequest) -> HttpResponse:
    """Ask for the council's own schedule; put it in."""
    today = clock.today()
    form = VisitsPolicyForm(request.POST or None, initial={"text": print_schedule(schedule_on(today)), "on": today})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and is_done(form, lambda: put_in_visits(**form.cleaned_data, by=request.user)):
        messages.success(request, "It is put in.")
        return redirect("visits_policy")
    context = {"form": form, "title": "Change the schedule of visits", "button": "Put it in"}
    return render(request, "pathway/policy_write.html", context)


def visits_policy_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why a schedule is taken back; then do so."""
    kept = LocalVisits.objects.filter(pk=pk, taken_back_on=None).first()
    if kept is None:
        raise Http404
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: take_back(kept=kept, because=because, by=request.user)):
            messages.success(request, "It is taken back.")
            return redirect("visits_policy")
    context = {"form": form, "title": "Take back what was put in", "button": "Take it back", "kept": kept}
    return render(request, "pathway/policy_write.html", context)
