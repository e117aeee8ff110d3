"""Where people choose a second factor; whose role asks for one must do so before anything else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.web.accounts.first_steps import must_have_second_factor
from homeward.web.accounts.queries import has_second_factor


@require_safe
def second_factor_set_up(request: HttpRequest) -> HttpResponse:
    """Explain the two kinds and lead to either; who has one already sees their account."""
    if has_second_factor(request.user):
        return redirect("account_show")
    context = {"is_required": must_have_second_factor(request.roles)}
    return render(request, "people/second_factor_set_up.html", context)
