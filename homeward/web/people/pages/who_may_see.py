"""Who may see this record and why: everybody to whom it is open at this moment, and whom it is shut to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.access.explained import readers_of
from homeward.web.people.access.queries import conflicts_of, restrictions_of
from homeward.web.people.pages.looked import TO_SEE_LOOKS
from homeward.web.people.relations import TO_LEAD


@require_safe
def who_may_see(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """Show who opens the record by their work with the child, who by their office, and who is shut out of it."""
    readers = readers_of(request.child)
    context = {
        "by_work": [reader for reader in readers if not reader.by_office],
        "by_office": [reader for reader in readers if reader.by_office],
        "conflicts": conflicts_of(request.child),
        "restrictions": restrictions_of(request.child),
        "may_lead": bool(request.relations & TO_LEAD),
        "may_see_looks": bool(request.relations & TO_SEE_LOOKS),
    }
    return render(request, "people/who_may_see.html", context)
