"""After how many working days an overdue task that nobody saw is shown to whom; those who lead the service set it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.pathway.local.actions import SETS_POLICY
from homeward.web.pathway.work.actions import set_raising
from homeward.web.pathway.work.forms import RaisingForm
from homeward.web.pathway.work.raising import raising_row_on, raising_rule
from homeward.web.people.forms.attempts import is_done


def raising_set(request: HttpRequest) -> HttpResponse:
    """Show the two numbers to everybody; ask those who set the policy for new ones and why."""
    row = raising_row_on(clock.today())
    rule = raising_rule(row)
    held = {"to_manager_days": rule.to_manager_days, "to_head_days": rule.to_head_days}
    form = RaisingForm(request.POST or None, initial=held) if request.roles & SETS_POLICY else None
    if form and request.method == "POST" and form.is_valid():
        told = {"rule": form.rule, "why": form.cleaned_data["why"], "by": request.user, "on": clock.today()}
        if is_done(form, lambda: set_raising(**told)):
            messages.success(request, "The numbers hold from today.")
            return redirect("tasks")
    return render(request, "pathway/raising_set.html", {"form": form, "row": row, "rule": rule})
