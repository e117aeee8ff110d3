"""Where two people classify apart how safe a return would be, see both answers side by side, and agree or differ."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.classification import DEFAULT_RULE, LEVEL_WORDS, Level
from homeward.web import clock
from homeward.web.pathway.classifications.actions import agree_on_classification, classify
from homeward.web.pathway.classifications.queries import STEPS, classified, line_of
from homeward.web.pathway.forms import AgreeForm, ClassifyForm
from homeward.web.pathway.queries import way_of
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
        "line": [(row, LEVEL_WORDS[Level(row.level)], moved) for row, moved in line_of(way.start)],
        "is_confirmed": DEFAULT_RULE.is_confirmed,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/classification_show.html", context)


def classification_write(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask one person what they found; nothing of the other's answer stands on the page."""
    if way_of(request.child, clock.today()) is None:
        return redirect("pathway", request.child.pk)
    form = ClassifyForm(request.POST or None)
    told = {"child": request.child, "by": request.user}
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if is_done(form, lambda: classify(judgement=form.judgement, on=on, **told)):
            messages.success(request, "Your classification is written down.")
            return redirect("classification", request.child.pk)
    return render(request, "pathway/pathway_write.html", {"form": form, "title": "Classify the risk"})


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
