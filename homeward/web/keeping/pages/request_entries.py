"""Everything that was collected for a request, entry by entry, as it would be given."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.keeping.pages.request_show import request_of
from homeward.web.keeping.requests.queries import told_item

ON_A_PAGE = 50


@require_safe
def request_entries(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show fifty entries a page; each leads to where something of it is withheld."""
    asked = request_of(request, pk)
    pages = Paginator(asked.items.prefetch_related("redactions"), ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    context = {"asked": asked, "pages": shown, "entries": [told_item(item) for item in shown]}
    return render(request, "keeping/request_entries.html", context)
