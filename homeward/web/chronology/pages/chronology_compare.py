"""Where a worker puts two accounts side by side and says whether they agree."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.practice.chronology.event import ChronologyEvent
from homeward.web.chronology.disagreements.actions import compare_accounts
from homeward.web.chronology.disagreements.queries import compared_of
from homeward.web.chronology.forms.comparing import DISAGREE, CompareForm, SecondAccountForm
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.forms.attempts import is_done


def chronology_compare(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask with which other event an event is compared, then whether the two agree; write it down.

    Where the first event is not there (any more), the chronology is shown.
    """
    events = {event.key: event for event in chronology_of(request.user, request.child)}
    first, second = (events.get(request.GET.get(name, "")) for name in ("first", "second"))
    if first is None:
        return redirect("chronology", request.child.pk)
    if second is None or second is first:
        form = SecondAccountForm(events=list(_candidates(first, events.values())))
        return render(request, "chronology/chronology_compare.html", {"first": first, "choose": form})
    return _compare(request, first, second, events)


def _compare(
    request: HttpRequest, first: ChronologyEvent, second: ChronologyEvent, events: Mapping[str, ChronologyEvent]
) -> HttpResponse:
    form = CompareForm(request.POST or None)
    pair = first.key, second.key
    if request.method == "POST" and form.is_valid():
        is_disagreement, why = form.cleaned_data["found"] == DISAGREE, form.cleaned_data["why"]
        told = {"child": request.child, "pair": pair, "by": request.user}
        if is_done(form, lambda: compare_accounts(is_disagreement=is_disagreement, why=why, **told)):
            said = "disagree. The chronology points it out." if is_disagreement else "agree."
            messages.success(request, f"It is written down that the two accounts {said}")
            return redirect("chronology", request.child.pk)
    said = [one for one in compared_of(request.child, events) if {one.first, one.second} == set(pair)]
    context = {"first": first, "pair": (first, second), "form": form, "said": said[0] if said else None}
    return render(request, "chronology/chronology_compare.html", context)


def _candidates(first: ChronologyEvent, events: Iterable[ChronologyEvent]) -> Iterable[ChronologyEvent]:
    """Return what may tell of the same as an event: of the same kind, or at a time that overlaps; the nearest first."""
    near = [
        event
        for event in events
        if event.key != first.key
        and (
            event.category == first.category
            or (event.when.earliest_on <= first.when.latest_on and first.when.earliest_on <= event.when.latest_on)
        )
    ]
    return sorted(near, key=lambda event: abs(event.when.order[0] - first.when.order[0]))
