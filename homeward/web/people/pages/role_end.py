"""Where an administrator ends a role that somebody holds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.accounts.actions import end_role
from homeward.web.accounts.models import HeldRole
from homeward.web.accounts.user_forms import EndRoleForm
from homeward.web.people.middleware import note_subject


def role_end(request: HttpRequest, pk: int, held_pk: int) -> HttpResponse:
    """Ask from which day the role is no longer held; then end it."""
    held = get_object_or_404(HeldRole.objects.select_related("user"), pk=held_pk, user_id=pk)
    note_subject(request, held.user)
    form = EndRoleForm(request.POST or None, initial={"ends_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(held_role=held, by=request.user, on=form.cleaned_data["ends_on"])
        except ValidationError as error:
            form.add_error("ends_on", error)
        else:
            messages.success(request, f"{held.user.name}’s role {held.get_role_display().lower()} is ended.")
            return redirect("user_show", held.user.pk)
    return render(request, "people/role_end.html", {"form": form, "held": held, "shown": held.user})
