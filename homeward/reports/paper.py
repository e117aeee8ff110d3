"""Puts a page of ours on paper: a tagged PDF that a screen reader can read, from bytes alone and without the net."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from homeward.reports.chronology_document import written
from homeward.reports.datapack import NotAvailableError


def put_on_paper(page: bytes, identifier: bytes) -> bytes:
    """Write an HTML page as PDF/UA-1; `identifier` says what kind of document it is.

    Raises NotAvailableError where the machine lacks the Pango library.
    """
    try:
        # Imported only when a PDF is wanted: it takes a second, and it needs a library of the system.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise NotAvailableError(
            "PDF needs the Pango library, which this machine lacks; install libpango-1.0-0 and libpangoft2-1.0-0, or "
            "do without PDF."
        ) from error
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    written: bytes = HTML(string=page.decode(), url_fetcher=fetcher).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    return written


@cache
def paper_templates() -> Environment:
    """Return the surroundings of templates for paper: everything is escaped, and a misspelt name is an error."""
    environment = Environment(
        loader=PackageLoader("homeward.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["written"] = written
    return environment
