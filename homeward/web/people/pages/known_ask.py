"""Where a worker asks whether a child is known, before anybody begins a record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.known import KnownForm
from homeward.web.people.known.asking import keep_for_next, signed


def known_ask(request: HttpRequest) -> HttpResponse:
    """Ask for names, birth and address as they were heard; the answer is the next page."""
    form = KnownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_for_next(request, "sought", signed(form.sought(), request.user))
        return redirect("known_answer")
    return render(request, "people/known_ask.html", {"form": form})
