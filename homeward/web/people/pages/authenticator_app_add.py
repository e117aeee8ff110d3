"""Where people set up an authenticator app: a picture to scan, the same secret to type, and the first code."""

from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.actions import add_authenticator_app
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.forms import AuthenticatorAppForm
from homeward.web.accounts.queries import second_factors
from homeward.web.accounts.second_factor import draw_code, in_groups, setting_up_link


@sensitive_post_parameters("code")
@confirmed
def authenticator_app_add(request: HttpRequest) -> HttpResponse:
    """Show the secret until a right code comes back, then keep it; recovery codes come next."""
    if second_factors(request.user).app:
        return redirect("account_show")
    form = AuthenticatorAppForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        add_authenticator_app(user=request.user, secret=form.secret, by=request.user)
        clear_totp_secret(request)
        messages.success(request, "Your authenticator app is set up.")
        return redirect("recovery_codes_renew")
    link = setting_up_link(request.user, form.secret)
    context = {"form": form, "link": link, "code": draw_code(link), "secret": in_groups(form.secret)}
    return render(request, "people/authenticator_app_add.html", context)
