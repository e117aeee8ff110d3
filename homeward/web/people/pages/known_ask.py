"""Where a worker asks whether a child is known, before anybody begins a record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.known import KnownForm
from homeward.web.people.known.asking import keep_for_next, signed
from homeward.web.people.relations import MAY_BREAK_GLASS


def known_ask(request: HttpRequest) -> HttpResponse:
    """Ask for names, birth and address as they were heard; the answer is the next page."""
    form = KnownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_for_next(request, "sought", signed(form.sought(), request.user))
        return redirect("known_answer")
    context = {"form": form, "may_break_glass": bool(request.roles & MAY_BREAK_GLASS)}
    return render(request, "people/known_ask.html", context)
