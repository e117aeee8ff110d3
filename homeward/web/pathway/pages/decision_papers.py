"""Where the record of a decision, and each letter, is prepared; the name of a file says nothing of a child."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from homeward.reports.decision_letter import letter_of
from homeward.reports.decision_record import as_pdf, as_word, record_of
from homeward.reports.return_home_document import Report
from homeward.web import clock
from homeward.web.pathway.decisions.letters import letter_told, no_letter, record_told
from homeward.web.pathway.decisions.recipients import recipients_of
from homeward.web.pathway.pages.decision_show import decided_or_404, line_of

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_word, _WORD),
}


@require_safe
def decision_record(request: HttpRequest, child_pk: object, pk: UUID, form: str) -> HttpResponse:
    """Send the record of a decision as PDF or Word."""
    way, one = decided_or_404(request, pk)
    line = line_of(way, one)
    return _sent(record_of(record_told(request, way, one, (line.title, line.answer))), "decision-record", form)


@require_safe
def decision_letter(request: HttpRequest, child_pk: object, pk: UUID, person_pk: UUID, form: str) -> HttpResponse:
    """Send a letter to one recipient as PDF or Word. Raises Http404 where that person gets none."""
    way, one = decided_or_404(request, pk)
    recipients = recipients_of(way.start, request.user, clock.today())
    to = next((each for each in recipients if each.person.pk == person_pk), None)
    if to is None or no_letter(one, to):
        raise Http404
    return _sent(letter_of(letter_told(request, way, one, to, line_of(way, one).answer)), "decision-letter", form)


def _sent(report: Report, name: str, form: str) -> HttpResponse:
    if form not in _FORMS:
        raise Http404
    write, content_type = _FORMS[form]
    filename = f"{name}-{clock.today():%Y-%m-%d}.{form}"
    disposition = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(write(report), content_type=content_type, headers=disposition)
