"""Where people choose a password of their own; whoever was given one must do so before anything else."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.actions import change_password
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.forms import NewPasswordForm
from homeward.web.accounts.identity_provider import provider_name
from homeward.web.accounts.queries import identity_of


@sensitive_post_parameters("password")
@confirmed
def password_change(request: HttpRequest) -> HttpResponse:
    """Ask for a new password and store it; every other session of this person ends."""
    was_given = request.user.password_given_at
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _change(request, form):
        messages.success(
            request, "Your password is changed. Other browsers in which you were signed in are signed out."
        )
        return redirect("home" if was_given else "account_show")
    offered = provider_name() if was_given and not identity_of(request.user) else ""
    context = {"form": form, "was_given": was_given, "provider_name": offered}
    return render(request, "people/password_change.html", context)


def _change(request: HttpRequest, form: NewPasswordForm) -> bool:
    """Store the password and keep this session; tell whether it could be, with the reason in the form if not."""
    try:
        change_password(
            user=request.user,
            password=form.cleaned_data["password"],
            kept_session=request.session.session_key,
            by=request.user,
        )
    except ValidationError as error:
        form.add_error("password", error)
        return False
    update_session_auth_hash(request, request.user)
    return True
