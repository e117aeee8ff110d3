"""Where it is written down that somebody asks for what is held about a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.keeping.forms.requests import ReceiveForm
from homeward.web.keeping.models import AccessRequest
from homeward.web.keeping.requests.actions import receive_request
from homeward.web.people.forms.attempts import is_done


def request_receive(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who asks, for what, and how it was made sure; then the clock runs."""
    form = ReceiveForm(request.POST or None)
    made: list[AccessRequest] = []
    told = {"child": request.child, "by": request.user}

    def receive() -> None:
        made.append(receive_request(details=form.details, **told))

    if request.method == "POST" and form.is_valid() and is_done(form, receive):
        messages.success(request, "The request is written down.")
        return redirect("access_request", made[0].pk)
    return render(request, "keeping/request_receive.html", {"form": form})
