"""One file of a child's record, given out as a download and never shown as a page; and where it is struck out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.sources.attachments.kinds import ENDINGS, FileKind
from homeward.web.chronology.attachments.actions import strike_attachment
from homeward.web.chronology.attachments.queries import attachments_of, content_of
from homeward.web.chronology.forms.events import StrikeForm
from homeward.web.chronology.models import Attachment
from homeward.web.people.forms.attempts import is_done


@require_safe
def attachment_download(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Send a file as it is kept; one that was struck out, or is no longer what was kept, is not sent."""
    attachment = attachment_of(request, pk)
    request.read_detail = {"record": Attachment._meta.label_lower, "id": str(pk)}
    content = content_of(attachment)
    if content is None:
        return render(request, "chronology/attachment_broken.html", {"attachment": attachment}, status=409)
    name = f"file-{str(pk)[:8]}.{ENDINGS[FileKind(attachment.kind)]}"
    return HttpResponse(
        content,
        content_type=attachment.kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )


def attachment_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike the file out."""
    attachment = attachment_of(request, pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: strike_attachment(attachment=attachment, because=because, by=request.user)):
            messages.success(request, "The file is struck out.")
            return redirect("attachments", request.child.pk)
    return render(request, "chronology/attachment_strike.html", {"form": form, "attachment": attachment})


def attachment_of(request: HttpRequest, pk: UUID) -> Attachment:
    """Return a standing file of the page's child, if it is open to whoever asks. Raises Http404."""
    found = attachments_of(request.user, request.child).filter(pk=pk, struck_at=None).first()
    if found is None:
        raise Http404
    return found
