"""A certificate of destruction, on the screen and as a PDF: what was destroyed, by which rule, and by whom."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from homeward.reports.paper import put_on_paper
from homeward.web import clock
from homeward.web.keeping.destruction.certificate import digest_of
from homeward.web.keeping.destruction.words import counted_in_words
from homeward.web.keeping.models import DestructionCertificate
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find


@require_safe
def certificate_show(request: HttpRequest, number: int) -> HttpResponse:
    """Show the certificate, and whether it is still as it was written."""
    return render(request, "keeping/certificate_show.html", _context(request, number))


@require_safe
def certificate_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """Send the certificate as a PDF."""
    told = {**_context(request, number), "is_invented": settings.HOMEWARD_INVENTED, "on": clock.today()}
    pdf = put_on_paper(render_to_string("keeping/paper/certificate.html", told).encode(), b"homeward-certificate")
    name = f"certificate-of-destruction-{number}.pdf"
    return HttpResponse(pdf, "application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _context(request: HttpRequest, number: int) -> dict[str, object]:
    certificate = find(request.user, DestructionCertificate, number)
    if certificate is None:
        raise Http404
    note_subject(request, certificate)
    is_intact = digest_of(certificate) == certificate.digest
    details = sum(last - first + 1 for first, last in certificate.audit_numbers)
    tables = counted_in_words(certificate.destroyed)
    return {"certificate": certificate, "tables": tables, "is_intact": is_intact, "details": details}
