"""Where somebody opens a record that is not open to them, because a child is in danger, and says why."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web.people.access.actions import break_glass, check_can_break_glass
from homeward.web.people.access.queries import restrictions_of
from homeward.web.people.forms.access import GlassForm
from homeward.web.people.forms.refusals import tell
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Child
from homeward.web.people.relations import relations_of
from homeward.web.people.rights import NotPermittedError


def glass_break(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask why; then open the record for three hours and tell its workers and the auditors. Names nobody before."""
    child = get_object_or_404(Child, pk=reference)
    note_subject(request, child)
    if relations_of(request.user, child):
        return redirect("child", child.pk)
    try:
        check_can_break_glass(child, request.user)
    except NotPermittedError as error:
        return render(request, "people/glass_refused.html", {"says": str(error)}, status=403)
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            break_glass(child=child, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, "The record is open to you for three hours, to read.")
            return redirect("child", child.pk)
    numbers = [restriction.number_to_ring for restriction in restrictions_of(child)]
    return render(request, "people/glass_break.html", {"form": form, "numbers": numbers})
