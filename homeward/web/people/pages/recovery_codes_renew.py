"""Where people get recovery codes, for the day on which the telephone or the key is lost."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.accounts.actions import renew_recovery_codes
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.queries import second_factors


@confirmed
def recovery_codes_renew(request: HttpRequest) -> HttpResponse:
    """Explain the codes; on the button make new ones and show them in this one answer, never again."""
    if request.method != "POST":
        return render(request, "people/recovery_codes_renew.html", {"factors": second_factors(request.user)})
    try:
        codes = renew_recovery_codes(user=request.user, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("account_show")
    return render(request, "people/recovery_codes_show.html", {"codes": codes})
