"""Reviews an agreement on one page, and shows how each goal moved on over time and what became of each promise."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.charts.goal_progress import draw_progress, progress_table
from homeward.practice.agreement import Agreement, progress
from homeward.practice.chronology.event import ChronologyEvent
from homeward.web import clock
from homeward.web.pathway.agreements.asked import version_asked, whole_version
from homeward.web.pathway.agreements.known import events_by_key
from homeward.web.pathway.agreements.reviews.actions import review_agreement
from homeward.web.pathway.agreements.reviews.forms import ReviewForm
from homeward.web.pathway.agreements.shown import kept_lines, look_lines
from homeward.web.pathway.assessment.forms import is_sent
from homeward.web.pathway.assessment.known import events_to_show
from homeward.web.pathway.models import AgreementVersion, WrittenGoal, WrittenPromise
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.relations import TO_WRITE


def agreement_review(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask of every goal and promise what was found; write it down. Raises Http404 for a version not agreed."""
    row = version_asked(request, pk)
    found = whole_version(row)
    if not found.is_agreed:
        raise Http404
    form = _form(request, row, found, events_to_show(request.user, request.child))
    if is_sent(request) and form.is_valid() and is_done(form, lambda: _write(request, row, form)):
        messages.success(request, "The review is written down.")
        return redirect("agreement_progress", request.child.pk, row.pk)
    return render(request, "pathway/agreement_review.html", {"form": form, "row": row, "agreement": found})


@require_safe
def agreement_progress(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show how each goal moved on, as a drawing, a table and in words."""
    row = version_asked(request, pk)
    found, today = whole_version(row), clock.today()
    moved = progress(found, today)
    since = found.made_on or today
    context = {
        "row": row,
        "agreement": found,
        "drawing": draw_progress(moved, since, today),
        "table": progress_table(moved),
        "looks": look_lines(found, events_by_key(request), today),
        "kept": kept_lines(found, today),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/agreement_progress.html", context)


def _form(
    request: HttpRequest, row: AgreementVersion, found: Agreement, events: Sequence[ChronologyEvent]
) -> ReviewForm:
    """Return the form as it was sent or, where only its lists were narrowed, with what was typed, and not judged."""
    goals = WrittenGoal.objects.in_bulk([one.key for one in found.goals])
    promises = WrittenPromise.objects.in_bulk([one.key for one in found.promises])
    words = {
        "goals": [(goals[UUID(one.key)], one) for one in found.goals],
        "promises": [(promises[UUID(one.key)], one) for one in found.promises],
        "events": events,
    }
    if is_sent(request):
        return ReviewForm(request.POST, **words)
    if request.method != "POST":
        return ReviewForm(**words)
    fields = ReviewForm(**words).fields.items()
    typed = {name: field.widget.value_from_datadict(request.POST, {}, name) for name, field in fields}
    return ReviewForm(initial=typed, **words)


def _write(request: HttpRequest, row: AgreementVersion, form: ReviewForm) -> None:
    told = {"on": form.cleaned_data["on"], "elsewhere_because": form.cleaned_data["elsewhere_because"]}
    looks = {"goals": form.goal_looks, "promises": form.promise_looks}
    review_agreement(child=request.child, version=row, by=request.user, **looks, **told)
