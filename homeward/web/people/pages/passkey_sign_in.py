"""Where people sign in with a passkey, without user name and password."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.forms import PasskeySignInForm
from homeward.web.accounts.second_factor import accept, request_options
from homeward.web.people.pages.sign_in import next_page


@sensitive_post_parameters("credential")
@never_cache
@ratelimit.decorator(app="allauth.mfa", action="webauthn_login")
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Let the browser use a passkey; it is both steps of signing in at once."""
    if request.user.is_authenticated:
        return redirect("home")
    form = PasskeySignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept(request, form.factor, is_whole_sign_in=True)
        return perform_login(request, Login(user=form.factor.user, redirect_url=next_page(request)))
    return render(request, "people/passkey_sign_in.html", {"form": form, "options": request_options(None)})
