"""Where people sign in by the council's own identity provider, and connect their account here with it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from homeward.web.accounts import identity_provider
from homeward.web.accounts.confirming import confirmed
from homeward.web.people.pages.sign_in import next_page


@require_safe
@never_cache
def identity_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the identity provider."""
    _insist_that_one_is_named()
    if request.user.is_authenticated:
        return redirect("home")
    return identity_provider.begin(request, process="login", next_page=next_page(request))


@require_safe
@never_cache
def identity_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take back whoever comes from the identity provider."""
    _insist_that_one_is_named()
    return identity_provider.take_back(request)


@require_safe
@confirmed
def identity_connect(request: HttpRequest) -> HttpResponse:
    """Explain what connecting means, with the way to it."""
    _insist_that_one_is_named()
    context = {
        "provider_name": identity_provider.provider_name(),
        "ticket": identity_provider.make_ticket(request),
        "was_given": request.user.password_given_at,
    }
    return render(request, "people/identity_connect.html", context)


@require_safe
@never_cache
@confirmed
def identity_begin(request: HttpRequest) -> HttpResponse:
    """Send somebody who came from the page before to the identity provider, to connect their account."""
    _insist_that_one_is_named()
    if not identity_provider.is_ticket(request, request.GET.get("ticket", "")):
        return redirect("identity_connect")
    return identity_provider.begin(request, process="connect", next_page="/")


def _insist_that_one_is_named() -> None:
    if not identity_provider.is_offered():
        raise Http404
