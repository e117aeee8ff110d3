"""Where people make a passkey for this service, on this device or on a key they carry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.actions import add_passkey
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.forms import NewPasskeyForm
from homeward.web.accounts.queries import second_factors
from homeward.web.accounts.second_factor import creation_options


@sensitive_post_parameters("credential")
@confirmed
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Let the browser make a passkey and keep its public half; without recovery codes those come next."""
    form = NewPasskeyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        add_passkey(user=request.user, name=told["name"], credential=told["credential"], by=request.user)
        messages.success(request, "Your passkey is set up.")
        has_codes = second_factors(request.user).codes_left is not None
        return redirect("account_show" if has_codes else "recovery_codes_renew")
    context = {"form": form, "options": creation_options(request.user)}
    return render(request, "people/passkey_add.html", context)
