"""Where an administrator adds somebody who is to sign in, with a first role and a password for the first sign-in."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.web import clock
from homeward.web.accounts.actions import give_role, invite_user
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.accounts.user_forms import NewUserForm


@confirmed
def user_add(request: HttpRequest) -> HttpResponse:
    """Ask who it is; add them, and show the password in this one answer."""
    form = NewUserForm(request.POST or None, initial={"begins_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            user, password = _add(request, form)
        except ValidationError as error:
            _tell(form, error)
        else:
            return render(request, "people/password_shown.html", {"shown": user, "password": password, "is_new": True})
    return render(request, "people/user_add.html", {"form": form})


def _add(request: HttpRequest, form: NewUserForm) -> tuple[User, str]:
    told, today = form.cleaned_data, clock.today()
    user, password = invite_user(username=told["username"], name=told["name"], by=request.user, on=today)
    give_role(user=user, role=Role(told["role"]), until=told["until"], by=request.user, on=today)
    return user, password


def _tell(form: NewUserForm, error: ValidationError) -> None:
    """Put each thing that was wrong beside its question; what belongs to none stands by the user name."""
    for field, words in error.message_dict.items():
        form.add_error(field if field in form.fields else "username", words)
