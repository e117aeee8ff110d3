"""Where people take away their authenticator app or one of their passkeys."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.accounts.actions import remove_second_factor
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.first_steps import must_have_second_factor
from homeward.web.accounts.queries import second_factors
from homeward.web.accounts.second_factor import name_of


@confirmed
def second_factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether that is wanted, then take it away; only one's own, and never the recovery codes by themselves."""
    factor = _own(request, pk)
    if request.method == "POST":
        remove_second_factor(factor=factor, by=request.user)
        messages.success(request, f"“{name_of(factor)}” is removed.")
        return redirect("account_show")
    factors = second_factors(request.user)
    context = {
        "name": name_of(factor),
        "is_last": bool(factors.app) + len(factors.passkeys) == 1,
        "is_required": must_have_second_factor(request.roles),
    }
    return render(request, "people/second_factor_remove.html", context)


def _own(request: HttpRequest, pk: int) -> Authenticator:
    factors = second_factors(request.user)
    for factor in (factors.app, *factors.passkeys):
        if factor is not None and factor.pk == pk:
            return factor
    raise Http404
