"""Where an auditor reviews one breaking of the glass: the reason, what was opened by it, and what was found."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.access.actions import review_break_glass
from homeward.web.people.access.queries import looks_through
from homeward.web.people.forms.access import ReviewForm
from homeward.web.people.forms.refusals import tell
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import BreakGlass
from homeward.web.people.oversight.names_out import without_names
from homeward.web.people.oversight.words import page_words
from homeward.web.people.policy import find


def glass_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what happened, without any name of the child's; take the note of the review."""
    broken = find(request.user, BreakGlass, pk)
    if broken is None:
        raise Http404
    note_subject(request, broken.child)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_break_glass(broken=broken, words=form.cleaned_data["words"], by=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, "The review is kept.")
            return redirect("glass_list")
    context = {
        "broken": broken,
        "reason": without_names(broken.reason, broken.child),
        "review": without_names(broken.reviewed_words, broken.child),
        "looks": [(look.at, page_words(look.page)) for look in looks_through(broken)],
        "is_own": broken.user_id == request.user.pk,
        "form": form,
    }
    return render(request, "people/glass_review.html", context)
