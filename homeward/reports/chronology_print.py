"""A chronology as a page to print and as a tagged PDF: both need nothing beside themselves."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from homeward.reports.chronology_document import ChronologyDocument, written
from homeward.reports.paper import put_on_paper


def as_html(document: ChronologyDocument) -> bytes:
    """Write a chronology as UTF-8 HTML without script and without any address that a browser would fetch."""
    return _environment().get_template("chronology.html.j2").render(document=document).encode()


def as_pdf(document: ChronologyDocument) -> bytes:
    """Write a chronology as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return put_on_paper(as_html(document), b"homeward-chronology")


@cache
def _environment() -> Environment:
    """Return the templates' surroundings: everything is escaped, and a misspelt name is an error."""
    environment = Environment(
        loader=PackageLoader("homeward.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["written"] = written
    return environment
