"""Where a legal hold is put on: on one child's record, or on every record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.keeping.forms.reasons import HoldForm
from homeward.web.keeping.holds.actions import put_on_hold
from homeward.web.people.forms.attempts import is_done


def hold_put_on(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask why; then nothing of this record can be destroyed."""
    form = HoldForm(request.POST or None)
    told = {"child": request.child, "by": request.user}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: put_on_hold(**told, **form.cleaned_data)):
        messages.success(request, "The hold lies on this record. Two people are needed to lift it.")
        return redirect("record_kept", request.child.pk)
    return render(request, "keeping/hold_put_on.html", {"form": form})


def hold_put_on_all(request: HttpRequest) -> HttpResponse:
    """Ask why; then no record at all can be destroyed."""
    form = HoldForm(request.POST or None)
    told = {"child": None, "by": request.user}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: put_on_hold(**told, **form.cleaned_data)):
        messages.success(request, "The hold lies on every record. Two people are needed to lift it.")
        return redirect("records")
    return render(request, "keeping/hold_put_on_all.html", {"form": form})
