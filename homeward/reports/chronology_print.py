"""A chronology as a page to print and as a tagged PDF: both need nothing beside themselves."""

from homeward.reports.chronology_document import ChronologyDocument
from homeward.reports.paper import paper_templates, put_on_paper


def as_html(document: ChronologyDocument) -> bytes:
    """Write a chronology as UTF-8 HTML without script and without any address that a browser would fetch."""
    return paper_templates().get_template("chronology.html.j2").render(document=document).encode()


def as_pdf(document: ChronologyDocument) -> bytes:
    """Write a chronology as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return put_on_paper(as_html(document), b"homeward-chronology")
