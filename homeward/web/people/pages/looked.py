"""Who has looked at this record: for the child's workers and their managers, each look with who, why and when."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.access.queries import Look, who_ever_looked, who_has_looked
from homeward.web.people.forms.oversight import LookedForm
from homeward.web.people.models import BreakGlass, Child
from homeward.web.people.oversight.words import action_words, page_words, role_words, why_words
from homeward.web.people.relations import TO_WRITE, Relation

ON_A_PAGE = 50
TO_SEE_LOOKS = TO_WRITE - {Relation.ASKED}
"""The relations by which somebody sees who has looked: those of the child's workers and their managers."""


@require_safe
def looked(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """Show what was done with the record, the latest first, a page at a time."""
    is_asked = "kind" in request.GET
    form = LookedForm(request.GET if is_asked else {}, people=list(who_ever_looked(request.child)))
    before = number_of(request.GET.get("before", ""))
    looks = who_has_looked(request.child, most=ON_A_PAGE + 1, before=before, wanted=form.wanted())
    context = {
        "form": form,
        "lines": _lines(request.child, looks[:ON_A_PAGE]),
        "is_first": before is None,
        "latest": address_with(request, None),
        "older": address_with(request, looks[ON_A_PAGE - 1].number) if len(looks) > ON_A_PAGE else "",
    }
    return render(request, "people/looked.html", context)


def number_of(words: str) -> int | None:
    """Return the number of a row from an address; None for what is none."""
    return int(words) if words.isdigit() and len(words) < 19 else None


def address_with(request: HttpRequest, before: int | None) -> str:
    """Return this page's address with rows below a number, or from the latest, and what was asked besides."""
    kept = [(name, value) for name, value in request.GET.items() if name != "before"]
    return f"?{urlencode([*kept, ('before', before)] if before else kept)}"


def _lines(child: Child, looks: list[Look]) -> list[dict[str, object]]:
    reasons = _reasons(child, looks)
    return [
        {
            "at": look.at,
            "who": look.user.name if look.user else "The system",
            "roles": role_words(look.roles),
            "what": action_words(look.action),
            "page": page_words(look.page) if look.page else "",
            "why": why_words(look.relations, look.page, look.action),
            "reason": reasons.get(look.break_glass, ""),
        }
        for look in looks
    ]


def _reasons(child: Child, looks: list[Look]) -> dict[str, str]:
    """Return why the glass was broken, by the id of the breaking, for the looks that went through it."""
    ids = {look.break_glass for look in looks} - {""}
    found = BreakGlass.objects.filter(child=child, pk__in=ids) if ids else ()
    return {str(broken.pk): broken.reason for broken in found}
