"""The data pack as one page that needs nothing else: it opens from a mail or a stick, and it prints."""

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from homeward.reports.datapack import Pack
from homeward.reports.glance import glances, how_to_read
from homeward.reports.sections import sections
from homeward.reports.told_findings import group_findings

PLACES_SHOWN = 5
"""So many places of each rule are named in an internal pack; results.json has them all."""


def to_html(pack: Pack) -> bytes:
    """Write the pack as UTF-8 HTML without script and without any address that a browser would fetch."""
    page = _environment().get_template("pack.html.j2")
    return page.render(
        pack=pack,
        glances=glances(pack),
        how_to_read=how_to_read(pack),
        sections=sections(pack),
        finding_groups=group_findings(pack.findings),
        places_shown=PLACES_SHOWN,
    ).encode()


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
    environment.filters["long_date"] = long_date
    # The drawing room escapes every word it draws; its own marks must stay marks.
    environment.filters["picture"] = Markup
    return environment


def long_date(when: date) -> str:
    """Write a date as `31 March 2021`."""
    return f"{when.day} {when:%B %Y}"
