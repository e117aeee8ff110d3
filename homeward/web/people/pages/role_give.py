"""Where an administrator gives somebody a role."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.accounts.actions import give_role
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.accounts.user_forms import GiveRoleForm
from homeward.web.people.middleware import note_subject


def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which role from which day; then give it."""
    user = get_object_or_404(User, pk=pk)
    note_subject(request, user)
    form = GiveRoleForm(request.POST or None, initial={"begins_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        role = Role(told["role"])
        try:
            give_role(user=user, role=role, until=told["until"], by=request.user, on=told["begins_on"])
        except ValidationError as error:
            form.add_error("role", error)
        else:
            messages.success(request, f"{user.name} is given the role {role.label.lower()}.")
            return redirect("user_show", user.pk)
    return render(request, "people/role_give.html", {"form": form, "shown": user})
