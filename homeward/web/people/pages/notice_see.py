"""The button by which somebody says that they have seen a notice to them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.people.models import Notice
from homeward.web.people.notices.actions import see_notice
from homeward.web.people.policy import find


@require_POST
def notice_see(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that the notice was seen, and go back to the first page. Somebody else's notice is not there."""
    notice = find(request.user, Notice, pk)
    if notice is None:
        raise Http404
    see_notice(notice=notice, by=request.user)
    return redirect("home")
