"""One request for one's own record: its clock, what is done and what comes next, and each step on the way."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.keeping.forms.reasons import CloseForm
from homeward.web.keeping.forms.requests import AnsweredForm, ExtendForm, HandForm, PauseForm, ProofForm
from homeward.web.keeping.models import AccessRequest
from homeward.web.keeping.pages.steps import Step, take
from homeward.web.keeping.requests import actions
from homeward.web.keeping.requests.queries import Due, due_of, withheld_of
from homeward.web.keeping.rights import KEEPS
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find
from homeward.web.people.relations import STAFF, everybody_who_sees

_PROVE = Step(actions.prove_asker, ProofForm, "Written down. The clock runs.")
_PAUSE = Step(actions.pause_clock, PauseForm, "The clock stands still until they answer.")
_GO_ON = Step(actions.go_on_with_clock, AnsweredForm, "The clock goes on.")
_EXTEND = Step(actions.extend_clock, ExtendForm, "Two months are added.")
_COLLECT = Step(actions.collect_entries, None, "Everything is collected. Now read it entry by entry.")
_CHECK = Step(actions.sign_check, None, "You have signed that this was checked. It can be given.")
_CLOSE = Step(actions.close_request, CloseForm, "The request is closed.")


def request_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the request; take the next step."""
    asked = request_of(request, pk)
    due = due_of(asked, clock.today())
    steps = _steps(request, asked, due) if request.roles & KEEPS else {}
    done, name, form = take(request, steps, request=asked)
    if done:
        return redirect("access_request", asked.pk)
    context = {
        "asked": asked,
        "due": due,
        "withheld": len(withheld_of(asked)),
        "count": asked.items.count(),
        "forms": _forms(steps, name, form),
        "wrong": form,
        "keeps": bool(request.roles & KEEPS),
        "releases": asked.releases.defer("pdf", "original").select_related("released_by"),
        "pauses": asked.pauses.all(),
    }
    return render(request, "keeping/request_show.html", context)


def request_of(request: HttpRequest, pk: UUID) -> AccessRequest:
    """Return a request that is open to whoever asks, noted as one about its child. Raises Http404."""
    asked = find(request.user, AccessRequest, pk)
    if asked is None:
        raise Http404
    note_subject(request, asked.child)
    return asked


def _steps(request: HttpRequest, asked: AccessRequest, due: Due) -> dict[str, Step]:
    """Return what can be done with a request as it stands."""
    if not asked.is_open:
        return {}
    steps = {"close": _CLOSE, "hand": _hand(request, asked)}
    if due.due_on is None:
        return steps | {"prove": _PROVE}
    steps["go_on" if due.is_paused else "pause"] = _GO_ON if due.is_paused else _PAUSE
    if asked.extended_on is None and due.extend_by_on and clock.today() <= due.extend_by_on:
        steps["extend"] = _EXTEND
    if asked.collected_at is None:
        steps["collect"] = _COLLECT
    elif asked.checked_at is None:
        steps["check"] = _CHECK
    return steps


def _hand(request: HttpRequest, asked: AccessRequest) -> Step:
    people = [user for user in everybody_who_sees(asked.child) if user.roles_on(clock.today()) & STAFF]
    return Step(actions.hand_request, partial(HandForm, people=people), "They are told that they are asked.")


def _forms(steps: Mapping[str, Step], sent: str, wrong: forms.Form | None) -> dict[str, forms.Form]:
    """Return an empty form for each step that asks something; the one that was sent keeps what was typed."""
    asking = {name: step.form() if step.form else forms.Form() for name, step in steps.items()}
    return asking | ({sent: wrong} if wrong is not None else {})
