"""A report about a child's return home as a page to print and as a tagged PDF: both need nothing beside themselves."""

from homeward.reports.paper import paper_templates, put_on_paper
from homeward.reports.return_home_document import Report


def as_html(report: Report) -> bytes:
    """Write a report as UTF-8 HTML without script and without any address that a browser would fetch."""
    return paper_templates().get_template("return_home.html.j2").render(report=report).encode()


def as_pdf(report: Report) -> bytes:
    """Write a report as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return put_on_paper(as_html(report), b"homeward-return-home-assessment")
