"""The list of returns: which figures are published now, and what else was uploaded, 25 a page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.insight.queries import published
from homeward.web.insight.returns_read import returns_of, uploads

A_PAGE = 25


@require_safe
def returns_list(request: HttpRequest) -> HttpResponse:
    """Show the published return, and under it every other upload, the latest first."""
    page = Paginator(uploads(request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"current": published(request.user), "page": page, "others": returns_of(request.user, list(page))}
    return render(request, "insight/returns_list.html", context)
