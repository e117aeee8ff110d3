"""Where what was checked is looked at once more as a PDF and then given; and the sealed files of what was given."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.keeping.forms.requests import ReleaseForm
from homeward.web.keeping.models import Release
from homeward.web.keeping.pages.request_show import request_of
from homeward.web.keeping.requests.actions import release_request
from homeward.web.keeping.requests.documents import given_pdf
from homeward.web.people.forms.attempts import is_done


def request_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask who is given it and how; then seal it and close the request."""
    asked = request_of(request, pk)
    if asked.checked_at is None or not asked.is_open:
        return redirect("access_request", asked.pk)
    form = ReleaseForm(request.POST or None, initial={"released_to": asked.asker_name, "on": clock.today()})
    told = {"request": asked, "by": request.user}

    def release() -> None:
        release_request(**told, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and is_done(form, release):
        messages.success(request, "It is sealed, and the request is answered. Download what you give.")
        return redirect("access_request", asked.pk)
    return render(request, "keeping/request_release.html", {"asked": asked, "form": form})


@require_safe
def request_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send what would be given, as a PDF."""
    asked = request_of(request, pk)
    if asked.collected_at is None:
        raise Http404
    return _pdf(given_pdf(asked), "access-not-released.pdf")


@require_safe
def release_download(request: HttpRequest, pk: UUID, release_pk: UUID, which: str) -> HttpResponse:
    """Send the sealed PDF that was given, or the unredacted original, which is the service's own."""
    asked = request_of(request, pk)
    release = asked.releases.filter(pk=release_pk).first()
    if release is None or which not in ("given", "original"):
        raise Http404
    request.read_detail = {"record": Release._meta.label_lower, "id": str(release.pk), "which": which}
    return _pdf(
        bytes(release.pdf if which == "given" else release.original), f"access-{which}-{str(release.pk)[:8]}.pdf"
    )


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
