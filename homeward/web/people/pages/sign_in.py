"""Where people sign in, with a user name and a password; the ways to do it otherwise lead on from here."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.forms import SignInForm
from homeward.web.accounts.identity_provider import provider_name


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is; then go to the second step, to the page they first asked for, or to their first page."""
    if request.user.is_authenticated:
        return redirect("home")
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        return form.login(request, redirect_url=next_page(request))
    return render(request, "people/sign_in.html", {"form": form, "provider_name": provider_name()})


def next_page(request: HttpRequest) -> str:
    """Return the page of this service that was asked for before signing in, else the first page."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if own else "/"
