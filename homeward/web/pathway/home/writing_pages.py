"""What the pages on which something of home and after is written share: ask, write it down, lead back."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.pathway.home.ways import latest_start
from homeward.web.people.forms.attempts import is_done

Back = tuple[str, str]
HOME: Back = ("home_and_after", "Home and after")
PLAN: Back = ("return_plan", "Return plan")
FAMILY_TIME: Back = ("family_time", "Family time")
LEARNING: Back = ("learning", "Learning review")


def of_a_way(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a page the child's latest way in place of the child's id; where none began, lead to where one begins."""

    @wraps(view)
    def opened(request: HttpRequest, child_pk: object, **more: object) -> HttpResponse:
        start = latest_start(request.child, clock.today())
        return view(request, start, **more) if start else redirect("pathway", request.child.pk)

    return opened


def asked(  # noqa: PLR0913 - one page for all that is written, each with its own words
    request: HttpRequest,
    form: forms.Form,
    title: str,
    write: Callable[[dict[str, Any]], object],
    back: Back,
    *,
    says: str = "",
    beside: Mapping[str, Any] | None = None,
    done: str = "It is written down.",
) -> HttpResponse:
    """Ask; where all is told, write it down and lead back to the page it belongs to.

    `write` is given the child and who writes. `beside` is what the record knows of it, shown above the questions.
    """
    if request.method == "POST" and form.is_valid():
        told = {"child": request.child, "by": request.user}
        if is_done(form, lambda: write(told)):
            messages.success(request, done)
            return redirect(back[0], request.child.pk)
    context = {"form": form, "title": title, "says": says, "back_page": back[0], "back_words": back[1]}
    return render(request, "pathway/home_write.html", context | dict(beside or {}))
