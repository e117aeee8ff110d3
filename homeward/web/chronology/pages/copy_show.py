"""One sealed copy: for whom, what for, what was withheld, its files as they were sealed, and what became of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.copies.queries import copies_of, is_intact, recipient_in_words, withheld_by_reason
from homeward.web.chronology.copies.shown import counted
from homeward.web.chronology.models import GivenCopy

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def copy_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show what is known of a sealed copy."""
    return show_copy(request, copy_of(request, pk))


@require_safe
def copy_download(request: HttpRequest, child_pk: object, pk: UUID, form: str) -> HttpResponse:
    """Send the PDF or the Word file exactly as it was sealed; one whose seal is broken is not sent."""
    copy = copy_of(request, pk)
    if form not in _TYPES:
        raise Http404
    content, digest = (copy.pdf, copy.digest) if form == "pdf" else (copy.word, copy.word_digest)
    request.read_detail = {"record": GivenCopy._meta.label_lower, "id": str(copy.pk), "form": form}
    if not is_intact(bytes(content), digest):
        says = "The seal of this file is broken, so it is not handed out. Tell whoever runs the service."
        return show_copy(request, copy, says, status=409)
    headers = {"Content-Disposition": f'attachment; filename="homeward-copy-{str(copy.pk)[:8]}.{form}"'}
    return HttpResponse(bytes(content), content_type=_TYPES[form], headers=headers)


def copy_of(request: HttpRequest, pk: UUID) -> GivenCopy:
    """Return a copy of the page's child, if it is open to whoever asks. Raises Http404."""
    copy = copies_of(request.user, request.child).filter(pk=pk).first()
    if copy is None:
        raise Http404
    return copy


def show_copy(request: HttpRequest, copy: GivenCopy, says: str = "", *, status: int = 200) -> HttpResponse:
    """Show a copy, with a sentence above it where one is given."""
    request.read_detail = {"record": GivenCopy._meta.label_lower, "id": str(copy.pk)}
    context = {
        "copy": copy,
        "recipient": recipient_in_words(copy),
        "withheld": counted(withheld_by_reason(copy)),
        "says": says,
    }
    return render(request, "chronology/copy_show.html", context, status=status)
