"""The files of a child's record, each as a download."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.sources.attachments.kinds import KIND_WORDS, FileKind
from homeward.web.chronology.attachments.queries import attachments_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def attachments_list(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the files that stand, the latest first, and those that were struck out."""
    files = [(one, KIND_WORDS[FileKind(one.kind)]) for one in attachments_of(request.user, request.child)]
    context = {
        "files": [pair for pair in files if pair[0].struck_at is None],
        "struck": [pair for pair in files if pair[0].struck_at is not None],
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "chronology/attachments_list.html", context)
