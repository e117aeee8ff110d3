"""The merges, and the undoings of merges, that wait for a second person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.merging.comparing import with_all_names
from homeward.web.people.merging.queries import merges_to_decide


@require_safe
def merges_list(request: HttpRequest) -> HttpResponse:
    """List what others proposed and the reader may decide."""
    waiting = [(merge, with_all_names(merge.kept_id)) for merge in merges_to_decide(request.user)]
    return render(request, "people/merges_list.html", {"waiting": waiting})
