"""The data pack as one page that needs nothing else: it opens from a mail or a stick, and it prints."""

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from homeward.reports.datapack import Pack
from homeward.reports.glance import glances, how_to_read, in_short
from homeward.reports.sections import headlines, sections, themes
from homeward.reports.told_findings import group_findings
from homeward.reports.true_for_us import not_comparable, told_beside

PLACES_SHOWN = 5
"""So many places of each rule are named in an internal pack; results.json has them all."""


def to_html(pack: Pack, *, on_paper: bool = False) -> bytes:
    """Write the pack as UTF-8 HTML without script and without any address that a browser would fetch.

    `on_paper` leaves out what folds open on the screen: the tables by further groups and by month.
    """
    every = sections(pack)
    page = _environment().get_template("pack.html.j2")
    return page.render(
        pack=pack,
        glances=glances(pack),
        how_to_read=how_to_read(pack),
        on_paper=on_paper,
        sections=every,
        headlines=headlines(every),
        themes=themes(every),
        told_beside=told_beside(pack),
        not_comparable=not_comparable(pack),
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
    environment.filters["in_short"] = in_short
    # The drawing room escapes every word it draws; its own marks must stay marks.
    environment.filters["picture"] = Markup
    return environment


def long_date(when: date) -> str:
    """Write a date as `31 March 2021`."""
    return f"{when.day} {when:%B %Y}"
