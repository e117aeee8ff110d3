"""One person of a child's record, the child too: all that is kept of them, what has ended, and what was struck out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.record.person_facts import facts_of, person_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def person_show(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
    """Show a person with every fact in words, and where each can be added to, ended or struck out."""
    person = person_of(request, person_pk)
    context = {
        "person": person,
        "is_child": person.pk == request.child.person_id,
        "groups": facts_of(request.user, request.child, person),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "people/person_show.html", context)
