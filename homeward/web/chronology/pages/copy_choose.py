"""Where whoever prepares a copy chooses the one person, agency or court for whom it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.copies.addressees import addressees_of


@require_safe
def copy_choose(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Offer the child, the people of the record, the agencies of the network, and the court."""
    return render(request, "chronology/copy_choose.html", {"addressees": addressees_of(request.user, request.child)})
