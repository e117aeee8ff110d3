"""How far the reading of an upload is. The page is complete without a script; the script only asks for it again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from homeward.web.insight.models import Upload
from homeward.web.insight.returns_read import Return, given_before, return_of
from homeward.web.jobs.queries import worker_state
from homeward.web.people.policy import find


@never_cache
@require_safe
def progress_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the progress, or why it ended; once the return is read, go on to its findings."""
    upload = find(request.user, Upload, pk)
    if upload is None:
        raise Http404
    found = return_of(request.user, upload)
    if found.dataset is not None:
        return redirect("findings", found.dataset.pk)
    context = {
        "return": found,
        "heading": _heading(found),
        "nobody_works": worker_state() != "ok",
        "given_before": given_before(request.user, upload),
    }
    return render(request, "insight/progress_show.html", context)


def _heading(found: Return) -> str:
    if found.is_being_read:
        return "Reading the return"
    if found.is_stopping:
        return "Stopping the reading"
    if found.is_failed:
        return "The return could not be read"
    return "The return has not been read" if found.can_be_read else "The return was removed"
