"""Where a decision is proposed, viewed by the reviewing officer, signed, disagreed with, or withdrawn."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.pathway.decisions.actions import (
    give_view,
    propose_decision,
    sign_decision,
    withdraw_decision,
    write_dissent,
)
from homeward.web.pathway.decisions.forms import DissentForm, ProposeForm, SignForm, ViewForm, WithdrawForm
from homeward.web.pathway.decisions.proposing import proposable_on, step_decided
from homeward.web.pathway.decisions.recipients import is_apart, parents_told
from homeward.web.pathway.decisions.signing import open_to_sign
from homeward.web.pathway.pages.decision_show import DecisionLine, decided_or_404, line_of
from homeward.web.pathway.queries import way_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.relations import Relation


def decision_propose(request: HttpRequest, child_pk: object, answer: str) -> HttpResponse:
    """Ask for the reasons; then propose the decision, sealed to what it rests on."""
    today = clock.today()
    way = way_of(request.child, today)
    step = step_decided(way, today) if way else None
    found = step.answer(answer) if step else None
    if way is None or found is None:
        raise Http404
    now, parents = proposable_on(way, answer, today), parents_told(way.start, request.user, today)
    form = ProposeForm(request.POST or None, now=now, parents=parents, is_apart=is_apart(way.start))
    if request.method == "POST" and form.is_valid():
        details = form.details(answer)
        if is_done(form, lambda: propose_decision(child=request.child, details=details, by=request.user)):
            messages.success(request, "It is proposed.")
            return redirect("decisions", request.child.pk)
    says = "It is sealed to the record as it stands now. Somebody else signs it, and any change of the record ends it."
    context = {"form": form, "title": f"Propose: {found.title}", "says": says, "why_not": now.why_not}
    context["button"] = "Propose it"
    return render(request, "pathway/decision_write.html", context)


def decision_view(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask the reviewing officer for the view, or others why it was not asked for."""
    way, one = decided_or_404(request, pk)
    form = ViewForm(request.POST or None, reviews=Relation.REVIEWS in request.relations)
    told = {"child": request.child, "proposal": one.proposal, "by": request.user}
    write = lambda: give_view(says=form.view, words=form.cleaned_data["words"], **told)  # noqa: E731 - short
    title = "Your view of the proposal" if Relation.REVIEWS in request.relations else "The reviewing officer"
    return _written(request, form, title, write, line_of(way, one))


def decision_sign(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask for yes or no, and why; then sign. Raises Http404 for whoever cannot sign now."""
    way, one = decided_or_404(request, pk)
    roles = open_to_sign(request.user, request.child, one)
    if not roles:
        raise Http404
    form = SignForm(request.POST or None, roles=roles)

    def write() -> object:
        told = form.cleaned_data
        is_yes, signs_as = told["is_yes"] == "yes", form.signs_as_told
        about = {"child": request.child, "proposal": one.proposal, "by": request.user}
        return sign_decision(signs_as=signs_as, is_yes=is_yes, words=told["words"], **about)

    return _written(request, form, "Sign the decision", write, line_of(way, one), "Sign")


def decision_dissent(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask who disagrees and why, in their own words; then write it down."""
    way, one = decided_or_404(request, pk)
    form = DissentForm(request.POST or None)
    told = {"child": request.child, "proposal": one.proposal, "by": request.user}
    write = lambda: write_dissent(details=form.details, **told)  # noqa: E731 - short
    return _written(request, form, "Somebody disagrees", write, line_of(way, one))


def decision_withdraw(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then withdraw the proposal."""
    way, one = decided_or_404(request, pk)
    form = WithdrawForm(request.POST or None)
    told = {"child": request.child, "proposal": one.proposal, "by": request.user}
    write = lambda: withdraw_decision(because=form.cleaned_data["because"], **told)  # noqa: E731 - short
    return _written(request, form, "Withdraw the proposal", write, line_of(way, one), "Withdraw it")


def _written(  # noqa: PLR0913, PLR0917 - one page for all that is written to a decision, each with its own words
    request: HttpRequest,
    form: forms.Form,
    title: str,
    write: Callable[[], object],
    line: DecisionLine,
    button: str = "Write it down",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and is_done(form, write):
        messages.success(request, "It is written down.")
        return redirect("decision", request.child.pk, line.decided.proposal.pk)
    context = {"form": form, "title": title, "line": line, "button": button}
    return render(request, "pathway/decision_write.html", context)
