"""Where a manager ends a task before its day: the record is shut to who was asked at once."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.teams.actions import end_asking
from homeward.web.people.teams.queries import asked_for


def asking_end(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Say what follows; then end it today."""
    today = clock.today()
    asked = asked_for(request.child, today).filter(pk=pk).first()
    if asked is None:
        raise Http404
    if request.method != "POST":
        return render(request, "people/asking_end.html", {"asked": asked})
    try:
        end_asking(asked=asked, by=request.user, on=today)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"{asked.user.name} is no longer asked.")
    return redirect("workers", request.child.pk)
