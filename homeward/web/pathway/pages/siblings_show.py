"""The brothers and sisters of a child on their ways home, seen together; each is decided one by one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.pathway.forms import StrikeForm
from homeward.web.pathway.models import SiblingsLook
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.siblings.actions import look_at_siblings, strike_siblings_look
from homeward.web.pathway.siblings.forms import SiblingsLookForm
from homeward.web.pathway.siblings.queries import looks_of, prompts_of, siblings_seen
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible
from homeward.web.people.recording import record_look
from homeward.web.people.relations import TO_WRITE


@require_safe
def siblings_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show each sister and brother whose record the reader may open, and what was looked at so far."""
    today, child = clock.today(), request.child
    seen = siblings_seen(request.user, child, today)
    for one in seen:
        record_look(request, one.child)
    context = {
        "siblings": seen,
        "way": way_of(child, today),
        "prompts": prompts_of(request.user, [child], today),
        "looks": looks_of(child),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/siblings_show.html", context)


def siblings_look(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what the return means for them; then write it down."""
    form = SiblingsLookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "child": request.child, "by": request.user}
        if is_done(form, lambda: look_at_siblings(**told)):
            messages.success(request, "It is written down.")
            return redirect("siblings", request.child.pk)
    context = {"form": form, "title": "A look at brothers and sisters"}
    return render(request, "pathway/siblings_write.html", context)


def siblings_look_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike out what was written of a look."""
    look = visible(request.user, SiblingsLook).filter(child=request.child, struck_at=None, pk=pk).first()
    if look is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(
            form, lambda: strike_siblings_look(child=request.child, look=look, because=because, by=request.user)
        ):
            messages.success(request, "It is struck out.")
            return redirect("siblings", request.child.pk)
    return render(request, "pathway/siblings_write.html", {"form": form, "title": "Strike out", "about": look})
