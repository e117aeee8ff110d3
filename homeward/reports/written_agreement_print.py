"""A written agreement as a page to print and as a tagged PDF, in the usual size or in large print."""

from homeward.reports.paper import paper_templates, put_on_paper
from homeward.reports.written_agreement_paper import (
    IF_NOT_KEPT,
    WHAT_CHANGES,
    WHAT_HELPS,
    WHO_AGREED,
    AgreementPaper,
)

_HEADINGS = {"changes": WHAT_CHANGES, "helps": WHAT_HELPS, "not_kept": IF_NOT_KEPT, "agreed": WHO_AGREED}


def as_html(paper: AgreementPaper, *, is_large: bool = False) -> bytes:
    """Write an agreement as UTF-8 HTML without script and without any address that a browser would fetch."""
    template = paper_templates().get_template("written_agreement.html.j2")
    return template.render(paper=paper, headings=_HEADINGS, is_large=is_large).encode()


def as_pdf(paper: AgreementPaper) -> bytes:
    """Write an agreement as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return put_on_paper(as_html(paper), b"homeward-written-agreement")


def as_large_print(paper: AgreementPaper) -> bytes:
    """Write an agreement as PDF/UA-1 in letters of 18 points, for who sees little. Raises as `as_pdf` does."""
    return put_on_paper(as_html(paper, is_large=True), b"homeward-written-agreement-large-print")
