"""Where a copy for one recipient is prepared: what they get beside what is withheld and why; then it is sealed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.practice.chronology.recipients import NothingMayBeToldError
from homeward.web.chronology.copies.actions import seal_copy
from homeward.web.chronology.copies.addressees import Addressee, addressee_of
from homeward.web.chronology.copies.preparing import ready_copy
from homeward.web.chronology.copies.shown import side_by_side
from homeward.web.chronology.forms.copies import PurposeForm, choices_in, names_of_questions, seen_in
from homeward.web.people.forms.attempts import is_done


def copy_prepare(request: HttpRequest, child_pk: object, to: str) -> HttpResponse:
    """Show the copy as it would be; with the button to seal, seal it and show what was sealed."""
    addressee = addressee_of(request.user, request.child, to)
    if addressee is None:
        raise Http404
    is_sealing = request.method == "POST" and request.POST.get("do") == "seal"
    form = PurposeForm(request.POST if is_sealing else None, initial={"purpose": request.POST.get("purpose", "")})
    if is_sealing and form.is_valid():
        sealed = []
        told = {"child": request.child, "to": addressee, "seen": seen_in(request.POST), "by": request.user}
        if is_done(form, lambda: sealed.append(seal_copy(purpose=form.cleaned_data["purpose"], **told))):
            messages.success(request, "The copy is sealed.")
            return redirect("copy", request.child.pk, sealed[0].pk)
    return _show(request, addressee, form)


def _show(request: HttpRequest, addressee: Addressee, form: PurposeForm) -> HttpResponse:
    """Show each event beside what the recipient gets of it, or that nothing may be told."""
    choices, looked_at = choices_in(request.POST), set(request.POST.getlist("looked_at"))
    context: dict[str, object] = {"addressee": addressee, "form": form, "looked_at": looked_at}
    try:
        readied = ready_copy(request.user, request.child, addressee, choices)
    except NothingMayBeToldError as error:
        return render(request, "chronology/copy_prepare.html", context | {"refusal": str(error)})
    events = [(one, names_of_questions(one.event.key)) for one in side_by_side(readied, choices)]
    context |= {
        "events": events,
        "stamp": readied.prepared.stamp,
        "kept": len(readied.prepared.kept),
        "whole": sum(one.is_whole for one in readied.prepared.withheld),
        "to_look_at": len(readied.prepared.looks),
    }
    return render(request, "chronology/copy_prepare.html", context)
