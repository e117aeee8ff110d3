"""The reviews of a child's case that the record knows, and where one is written down: the next is reckoned from it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.tasks.reviews import review_task
from homeward.web import clock
from homeward.web.pathway.forms import StrikeForm
from homeward.web.pathway.models import ReviewHeld
from homeward.web.pathway.work.actions import hold_review, strike_review
from homeward.web.pathway.work.forms import ReviewForm
from homeward.web.pathway.work.reviews import looked_after, reviews_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_WRITE


@require_safe
def reviews_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the reviews of the record, and by when the next is due."""
    today, child = clock.today(), request.child
    care = looked_after([child.pk], today).get(child.pk)
    context = {
        "reviews": reviews_of(child),
        "next": review_task(care, today) if care else None,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/reviews_show.html", context)


def review_write(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask when the review was; then write it down."""
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "child": request.child, "by": request.user}
        if is_done(form, lambda: hold_review(**told)):
            messages.success(request, "The review is written down.")
            return redirect("pathway_reviews", request.child.pk)
    return render(request, "pathway/review_write.html", {"form": form, "title": "A review was held"})


def review_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike out what was written of a review."""
    review = visible(request.user, ReviewHeld).filter(child=request.child, struck_at=None, pk=pk).first()
    if review is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"review": review, "because": form.cleaned_data["because"], "by": request.user}
        if is_done(form, lambda: strike_review(child=request.child, **told)):
            messages.success(request, "It is struck out.")
            return redirect("pathway_reviews", request.child.pk)
    return render(request, "pathway/review_write.html", {"form": form, "title": "Strike out", "review": review})
