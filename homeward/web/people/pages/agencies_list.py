"""The agencies from which people come into the networks round children, for those who keep the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.models import Agency


@require_safe
def agencies_list(request: HttpRequest) -> HttpResponse:
    """List those that can be chosen, then those that are closed."""
    agencies = list(Agency.objects.order_by("name"))
    context = {
        "agencies": [agency for agency in agencies if agency.closed_on is None],
        "closed": [agency for agency in agencies if agency.closed_on],
    }
    return render(request, "people/agencies_list.html", context)
