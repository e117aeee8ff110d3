"""Where an auditor looks through all that was read and written here: by person, day and action; children by id only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.forms.oversight import AuditForm
from homeward.web.people.oversight.search import Row, find_rows
from homeward.web.people.oversight.words import action_words, page_words, role_words, why_words
from homeward.web.people.pages.looked import ON_A_PAGE, address_with, number_of


@require_safe
def audit_search(request: HttpRequest) -> HttpResponse:
    """Show the rows asked for, the latest first, a page at a time."""
    form = AuditForm(request.GET)
    before = number_of(request.GET.get("before", ""))
    rows = find_rows(form.wanted(), most=ON_A_PAGE + 1, before=before)
    context = {
        "form": form,
        "lines": [_line(row) for row in rows[:ON_A_PAGE]],
        "is_first": before is None,
        "latest": address_with(request, None),
        "older": address_with(request, rows[ON_A_PAGE - 1].number) if len(rows) > ON_A_PAGE else "",
    }
    return render(request, "people/audit_search.html", context)


def _line(row: Row) -> dict[str, object]:
    page = row.detail.get("page", "")
    why = why_words(row.detail.get("relations", ()), page, row.action)
    return {
        "number": row.number,
        "at": row.at,
        "who": row.user.name if row.user else "The system, or a visitor",
        "roles": role_words(row.detail.get("roles", ())),
        "what": action_words(row.action),
        "page": page_words(page) if page else "",
        "subject": row.subject,
        "child_pk": row.child_pk,
        "child_id": row.child_id,
        "why": why,
        "is_untied": row.detail.get("relations") == [] and not why,
    }
