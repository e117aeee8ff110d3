"""Where an administrator makes a token for another system; it is shown in this one answer and never again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.web import clock
from homeward.web.accounts.confirming import confirmed
from homeward.web.api.actions import make_token
from homeward.web.api.forms import TokenForm
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.middleware import note_subject


@confirmed
def token_make(request: HttpRequest) -> HttpResponse:
    """Ask what it is for, whose access it carries and until when; make it, and show it once."""
    form = TokenForm(request.POST or None, by=request.user)
    made = []

    def make() -> None:
        holder = form.cleaned_data["holder"]
        made.extend(make_token(holder=holder, details=form.details, by=request.user, on=clock.today()))

    if request.method == "POST" and form.is_valid() and is_done(form, make):
        token, text = made
        note_subject(request, token)
        return render(request, "api/token_shown.html", {"token": token, "text": text})
    return render(request, "api/token_make.html", {"form": form})
