"""Puts what is given to somebody about themselves on paper: with the reason in the place of what is withheld."""

from django.conf import settings
from django.template.loader import render_to_string

from homeward.reports.paper import put_on_paper
from homeward.web import clock
from homeward.web.keeping.models import AccessRequest, WithheldBecause
from homeward.web.keeping.requests.queries import ToldItem, told_items
from homeward.web.keeping.requests.withholding import Piece

WHY: dict[WithheldBecause, str] = {
    WithheldBecause.THIRD_PARTY: "It is about somebody else, who has not agreed that you are given it. To give it to "
    "you would not be fair to them.",
    WithheldBecause.PRIVILEGE: "It is advice of a lawyer, or was made for a case in court, and is confidential.",
    WithheldBecause.SERIOUS_HARM: "Giving it could seriously harm your health or somebody else’s.",
    WithheldBecause.CRIME: "Giving it could hinder the prevention of crime or a case in court.",
    WithheldBecause.OTHER: "Another rule lets us withhold it; ask us which.",
}
"""Each kind of reason in words for the reader."""


def given_pdf(request: AccessRequest) -> bytes:
    """Return what is given: every entry, with `[Withheld: ...]` in the place of what is withheld, and why at the end.

    Raises NotAvailableError where this machine cannot write PDF.
    """
    return _pdf(request, told_items(request), is_original=False)


def original_pdf(request: AccessRequest) -> bytes:
    """Return the same with nothing withheld, for the service to keep. Raises NotAvailableError."""
    whole = [ToldItem(one.item, (Piece(one.item.text),), ()) for one in told_items(request)]
    return _pdf(request, whole, is_original=True)


def _pdf(request: AccessRequest, items: list[ToldItem], *, is_original: bool) -> bytes:
    used = sorted({redaction.reason for one in items for redaction in one.redactions})
    context = {
        "request": request,
        "name": request.child.person.shown_name,
        "items": items,
        "count": sum(piece.is_withheld for one in items for piece in one.pieces),
        "reasons": [(WithheldBecause(reason).label, WHY[WithheldBecause(reason)]) for reason in used],
        "is_original": is_original,
        "is_invented": settings.HOMEWARD_INVENTED,
        "on": clock.today(),
    }
    page = render_to_string("keeping/paper/access.html", context)
    return put_on_paper(page.encode(), b"homeward-access")
