"""The assessment in one view: what speaks for a return, what against, what is contradicted, what nobody looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.assessment import SAID_BY_WORDS
from homeward.web.pathway.assessment.asked import assessment_asked
from homeward.web.pathway.assessment.shown import (
    OTHERS,
    factor_lines,
    group_lines,
    help_lines,
    parent_lines,
    view_lines,
    warning_lines,
)
from homeward.web.pathway.models import AbuseRecorded
from homeward.web.people.relations import TO_WRITE


@require_safe
def assessment_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the assessment of the latest way; where none began, the page of the way says so."""
    asked = assessment_asked(request)
    if asked is None:
        return redirect("pathway", request.child.pk)
    child, found, events = request.child, asked.assessment, asked.by_key
    core = [one for one in found.weighed if one.factor.core]
    context = {
        "found": found,
        "speaks_for": factor_lines(child, found.speaks_for, events),
        "speaks_against": factor_lines(child, found.speaks_against, events),
        "contradicted": factor_lines(child, found.contradicted, events),
        "not_known": factor_lines(child, found.not_known, events),
        "not_looked_at": factor_lines(child, found.not_looked_at, events),
        "core": len(core),
        "looked_at": len(core) - len(found.not_looked_at),
        "groups": group_lines(factor_lines(child, found.weighed, events)),
        "warnings": warning_lines(child, found.warnings),
        "parents": parent_lines(child, found, events),
        "views": view_lines(child, found, events),
        "helped": help_lines(child, found),
        "others": [(one.value, SAID_BY_WORDS[one]) for one in OTHERS],
        "is_apart": asked.start.abuse != AbuseRecorded.NO,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/assessment_show.html", context)
