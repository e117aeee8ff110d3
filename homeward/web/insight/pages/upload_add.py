"""The page on which an analyst uploads a return."""

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from homeward.web.insight.actions import store_upload
from homeward.web.insight.forms import UploadForm
from homeward.web.insight.receiving import TOO_LARGE, TOO_MANY, InMemoryHandler, drain, is_too_large
from homeward.web.insight.work import READ_RETURN
from homeward.web.jobs.actions import queue_job


# The forgery check reads the whole request. It therefore runs inside, once we have said how files are received.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def upload_add(request: HttpRequest) -> HttpResponse:
    """Show the form; take the files, queue the reading of them, and go on to its progress."""
    request.upload_handlers = [InMemoryHandler(request)]
    if is_too_large(request):
        drain(request)
        return _refuse(request, TOO_LARGE)
    try:
        return _answer(request)
    except TooManyFilesSent:
        return _refuse(request, TOO_MANY)


@csrf_protect
def _answer(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return _show(request, form)
    upload = store_upload(
        files=form.cleaned_data["files"],
        source=form.cleaned_data["source"],
        is_invented=settings.HOMEWARD_INVENTED,
        by=request.user,
    )
    queue_job(kind=READ_RETURN, argument=str(upload.pk), by=request.user)
    return redirect("progress", upload.pk)


def _refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    """Show the form with the sentence; what was sent was not read, so nothing of it can be shown again."""
    form = UploadForm({}, {})
    form.errors.clear()
    form.add_error("files", sentence)
    return _show(request, form, status=413)


def _show(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    return render(request, "insight/upload_add.html", {"form": form}, status=status)
