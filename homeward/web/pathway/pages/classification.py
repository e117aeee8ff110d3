"""Where two people classify apart how safe a return would be, see both answers side by side, and agree or differ."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.assessment import working_of
from homeward.practice.classification import LEVEL_WORDS, PART_WORDS, Level, propose
from homeward.practice.pathways.steps import Step
from homeward.web import clock
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.classifications.actions import agree_on_classification, classify
from homeward.web.pathway.classifications.queries import STEPS, Classified, classified, line_of
from homeward.web.pathway.forms import AgreeForm, ClassifyForm
from homeward.web.pathway.local.queries import rule_on
from homeward.web.pathway.queries import Way, way_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.relations import TO_WRITE


@require_safe
def classification_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show what the reader may see of the classifications of the step, and where to write."""
    way = way_of(request.child, clock.today())
    if way is None:
        return redirect("pathway", request.child.pk)
    step = way.position.step
    context = {
        "way": way,
        "step": step,
        "told": classified(way.start, step.id, request.user) if step.id in STEPS else None,
        "earlier": _earlier(request, way),
        "line": [(row, LEVEL_WORDS[Level(row.level)], moved) for row, moved in line_of(way.start)],
        "rule": rule_on(clock.today()),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/classification_show.html", context)


def classification_write(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask one person what they found, beside what the assessment proposes; nothing of the other's answer is there."""
    way, today = way_of(request.child, clock.today()), clock.today()
    if way is None:
        return redirect("pathway", request.child.pk)
    assessment = assessment_of(way.start, today, request.user)
    proposal = propose(assessment.found, rule_on(today))
    form = ClassifyForm(request.POST or None, proposed=assessment.found if assessment.is_begun else None)
    told = {"child": request.child, "by": request.user}
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if is_done(form, lambda: classify(judgement=form.judgement, on=on, **told)):
            messages.success(request, "Your classification is written down.")
            return redirect("classification", request.child.pk)
    context = {
        "form": form,
        "assessment": assessment,
        "working": [(_sentence(PART_WORDS[one.part]), one) for one in working_of(assessment)],
        "proposal": proposal,
        "level_words": LEVEL_WORDS[proposal.level] if proposal.level else "",
    }
    return render(request, "pathway/classification_write.html", context)


def classification_agree(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what the two agreed on, or how they differ."""
    way = way_of(request.child, clock.today())
    if way is None:
        return redirect("pathway", request.child.pk)
    alike = classified(way.start, way.position.step.id, request.user).alike
    form = AgreeForm(request.POST or None, initial={"level": alike, "on": clock.today()})
    told = {"child": request.child, "by": request.user}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        level = Level(int(said["level"])) if said["level"] else None
        if is_done(form, lambda: agree_on_classification(level=level, words=said["words"], on=said["on"], **told)):
            messages.success(request, "It is written down.")
            return redirect("classification", request.child.pk)
    return render(request, "pathway/pathway_write.html", {"form": form, "title": "Agree, or say how you differ"})


def _earlier(request: HttpRequest, way: Way) -> list[tuple[Step, Classified]]:
    """Return what two people found apart at the steps where the child does not stand now."""
    pathway = way.versions.on(clock.today())
    steps = [pathway.by_id[one] for one in STEPS if one != way.position.step.id and one in pathway.by_id]
    told = [(step, classified(way.start, step.id, request.user)) for step in steps]
    return [(step, one) for step, one in told if one.sides]


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
