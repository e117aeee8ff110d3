"""Where those who lead practice put in the council's own text, see first what it changes, confirm, or take back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.practice.decisions.local_scheme import SAMPLE, read_scheme, scheme_told
from homeward.practice.rule_file import print_rule
from homeward.web import clock
from homeward.web.pathway.decisions.local import scheme_row_on
from homeward.web.pathway.local.actions import confirm_rule, put_in_decisions, put_in_pathway, put_in_rule, take_back
from homeward.web.pathway.local.effects import effect_of_pathway, effect_of_rule
from homeward.web.pathway.local.forms import CHECKS, ConfirmForm, PutInForm, TakeBackForm
from homeward.web.pathway.local.queries import pathway_row_on, rule_on
from homeward.web.pathway.models import LocalDecisions, LocalPathway, LocalRule, LocalText
from homeward.web.people.forms.attempts import is_done


@dataclass(frozen=True)
class _Matter:
    """One of the things that a council can make its own: what the page says of it, and how it is put in."""

    title: str
    says: str
    table: type[LocalText]
    put_in: Callable[..., LocalText]
    effect: Callable[[str, date, Any], object]
    now: Callable[[date], str]


def _pathway_now(day: date) -> str:
    row = pathway_row_on(day)
    return row.text if row else ""


def _decisions_now(day: date) -> str:
    row = scheme_row_on(day)
    return row.text if row else SAMPLE


_MATTERS: Mapping[str, _Matter] = {
    "pathway": _Matter(
        "Change the pathway",
        "The text names each change: a step left out, another name, another usual time, a step added. It takes the "
        "place of the one that holds now.",
        LocalPathway,
        put_in_pathway,
        effect_of_pathway,
        _pathway_now,
    ),
    "rule": _Matter(
        "Replace the rule for classifying",
        "The text names each row: a level, and for each of the four parts the findings that the row allows.",
        LocalRule,
        put_in_rule,
        lambda text, on, user: effect_of_rule(text, on),
        lambda day: print_rule(rule_on(day)),
    ),
    "decisions": _Matter(
        "Change how decisions are made",
        "The text names the council’s panel, if it has one that sees a return home, and the lines of contact that "
        "stand in letters to families.",
        LocalDecisions,
        put_in_decisions,
        lambda text, on, user: scheme_told(read_scheme(text)),
        _decisions_now,
    ),
}


def policy_change(request: HttpRequest, matter: str) -> HttpResponse:
    """Ask for the text; show what it would change; put it in once somebody says so."""
    what = _matter(matter)
    form = PutInForm(
        request.POST or None, request.FILES or None, check=CHECKS[matter], initial={"text": what.now(clock.today())}
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "pathway/policy_change.html", {"form": form, "what": what, "matter": matter})
    text, why, on = (form.cleaned_data[name] for name in ("text", "why", "on"))
    if "put-in" in request.POST and is_done(form, lambda: what.put_in(text=text, why=why, by=request.user, on=on)):
        messages.success(request, "It is put in.")
        return redirect("policy")
    told = {"text": text, "why": why, "on": on, "effect": what.effect(text, on, request.user)}
    return render(request, "pathway/policy_preview.html", {**told, "form": form, "what": what, "matter": matter})


def policy_confirm(request: HttpRequest) -> HttpResponse:
    """Ask why the default rule is confirmed, and from which day; then confirm it."""
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why, on = form.cleaned_data["why"], form.cleaned_data["on"]
        if is_done(form, lambda: confirm_rule(why=why, by=request.user, on=on)):
            messages.success(request, "The rule is confirmed.")
            return redirect("policy")
    context = {"form": form, "title": "Confirm Homeward’s default rule", "button": "Confirm the rule"}
    return render(request, "pathway/policy_write.html", context)


def policy_take_back(request: HttpRequest, matter: str, pk: UUID) -> HttpResponse:
    """Ask why something that was put in is taken back; then do so."""
    kept = _matter(matter).table.objects.filter(pk=pk, taken_back_on=None).first()
    if kept is None:
        raise Http404
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: take_back(kept=kept, because=because, by=request.user)):
            messages.success(request, "It is taken back.")
            return redirect("policy")
    context = {"form": form, "title": "Take back what was put in", "button": "Take it back", "kept": kept}
    return render(request, "pathway/policy_write.html", context)


def _matter(name: str) -> _Matter:
    if name not in _MATTERS:
        raise Http404
    return _MATTERS[name]
