"""Answers whether a child is known: who may be the one, what fits in words, and what to do about each."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.known import NoneOfTheseForm
from homeward.web.people.known.actions import ask_who_is_known
from homeward.web.people.known.asking import keep_for_next, read_signed, signed, take_kept
from homeward.web.people.known.matching import Sought
from homeward.web.people.known.queries import Match
from homeward.web.people.models import Child
from homeward.web.people.persons.queries import records_of
from homeward.web.people.relations import MAY_BREAK_GLASS
from homeward.web.people.rights import STARTS_RECORDS

MOST = 20


@dataclass(frozen=True)
class Line:
    """One match as the page shows it. `records` are the children's records, open to the reader, in which they stand."""

    match: Match
    child: Child | None
    records: tuple[Child, ...]


def known_answer(request: HttpRequest) -> HttpResponse:
    """Show who may be the one asked for; with "none of these", lead on to the form that begins a record."""
    sent = request.POST.get("asked") or take_kept(request, "sought")
    sought = read_signed(sent, request.user)
    if sought is None:
        return redirect("known")
    known = ask_who_is_known(sought=sought, by=request.user)
    form = NoneOfTheseForm(request.POST or None, initial={"asked": sent}, has_closed=bool(known.closed))
    may_begin = bool(request.roles & STARTS_RECORDS)
    if request.method == "POST" and may_begin and form.is_valid():
        keep_for_next(request, "new_child", signed(sought, request.user))
        return redirect("child_add")
    context = {
        "lines": [_line(request, match) for match in known.matches[:MOST]],
        "more": max(0, len(known.matches) - MOST),
        "closed": known.closed,
        "sought": sought,
        "asked_for": _in_words(sought),
        "form": form,
        "may_begin": may_begin,
        "may_break_glass": bool(request.roles & MAY_BREAK_GLASS),
    }
    return render(request, "people/known_answer.html", context)


def _line(request: HttpRequest, match: Match) -> Line:
    child = getattr(match.person, "child", None)
    records = () if child or not match.is_open else tuple(records_of(request.user, match.person))
    return Line(match, child, records)


def _in_words(sought: Sought) -> list[str]:
    """Return what was asked for, part by part."""
    born = f"{sought.born_on:%-d %B %Y}" if sought.born_on else f"about {sought.born_year}" if sought.born_year else ""
    parts = {
        "Name": f"{sought.given} {sought.family}".strip(),
        "Other name": sought.also,
        "Born": born,
        "Address": sought.address,
    }
    return [f"{what}: {words}" for what, words in parts.items() if words]
