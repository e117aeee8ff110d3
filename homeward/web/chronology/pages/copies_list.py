"""The copies of a child's story that were prepared for somebody: for whom, what for, given or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.copies.queries import copies_of, recipient_in_words


@require_safe
def copies_list(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show every sealed copy, the latest first."""
    copies = [(copy, recipient_in_words(copy)) for copy in copies_of(request.user, request.child)]
    return render(request, "chronology/copies_list.html", {"copies": copies})
