"""Where it is proposed that a record be destroyed which need not be kept any more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.keeping.destruction.actions import propose_destruction
from homeward.web.keeping.forms.reasons import DestroyForm
from homeward.web.keeping.models import LegalHold
from homeward.web.keeping.retention import record_kept
from homeward.web.people.forms.attempts import is_done


def destruction_propose(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show until when it had to be kept; ask why no longer; nothing goes until a second person agrees."""
    form, today = DestroyForm(request.POST or None), clock.today()
    record = record_kept(request.child, today)
    told = {"child": request.child, "by": request.user, "on": today}
    if request.method == "POST" and form.is_valid():
        made = []
        if is_done(form, lambda: made.append(propose_destruction(**told, **form.cleaned_data))):
            messages.success(request, "Proposed. Nothing goes until a second person agrees.")
            return redirect("destruction", made[0].pk)
    holds = LegalHold.objects.over(request.child)
    context = {"form": form, "record": record, "is_over": record.kept.is_over(today), "holds": holds}
    return render(request, "keeping/destruction_propose.html", context)
