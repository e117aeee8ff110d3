"""The data pack as one page that needs nothing else: it opens from a mail or a stick, and it prints."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from homeward.charts import ChartTable
from homeward.reports.chapters import Chapter, Part, chapters
from homeward.reports.datapack import Pack
from homeward.reports.glance import glances, how_to_read
from homeward.reports.told_findings import group_findings
from homeward.reports.true_for_us import not_comparable, told_beside

PLACES_SHOWN = 5
"""So many places of each rule are named in an internal pack; results.json has them all."""

MOST_ROWS_ON_PAPER = 24
"""A longer table is cut on paper, or left to the workbook."""

MOST_ROWS_KEPT_TOGETHER = 8
"""So many rows and their picture stand on one sheet."""


def to_html(pack: Pack, told: Sequence[Chapter] | None = None, *, on_paper: bool = False) -> bytes:
    """Write the pack as UTF-8 HTML without script and without any address that a browser would fetch.

    `told` are its chapters where somebody has drawn them already. `on_paper` leaves out what folds open on the screen:
    pictures that are not the first thing to see, and the tables by further groups and by month.
    """
    page = _environment().get_template("pack.html.j2")
    return page.render(
        pack=pack,
        chapters=chapters(pack) if told is None else told,
        titles={result.id: result.title for result in pack.results},
        glances=glances(pack),
        how_to_read=how_to_read(pack),
        on_paper=on_paper,
        stamp=stamp(pack),
        told_beside=told_beside(pack),
        not_comparable=not_comparable(pack),
        fates=fates_table(pack),
        finding_groups=group_findings(pack.findings),
        places_shown=PLACES_SHOWN,
    ).encode()


def stamp(pack: Pack) -> str:
    """Return what has to stand on every page that is printed: that no child is real, that it is not to be passed on."""
    invented = "Invented data: no child is real. " if pack.is_invented else ""
    return f"{invented}{'Inside the service only.' if pack.audience == 'internal' else ''}".strip()


def fates_table(pack: Pack) -> ChartTable:
    """Return what became of the rows of each table."""
    return ChartTable(
        caption="What became of the rows",
        headers=("Table", "Read", "Used", "Repaired", "Set aside"),
        rows=tuple(
            (table, *(f"{rows:,}" for rows in (fate.read, fate.used, fate.repaired, fate.set_aside)))
            for table, fate in pack.fates.items()
        ),
    )


def columns_of_words(table: ChartTable) -> frozenset[int]:
    """Return the columns, beside the first, that hold words rather than numbers: their cells begin with a capital."""
    return frozenset(at for row in table.rows for at, cell in enumerate(row) if cell[:1].isupper())


def is_short(part: Part) -> bool:
    """Return whether picture and tables of a part fit one sheet together."""
    tables = (*(table for _, table in part.charts), *part.tables_on_paper)
    return sum(len(table.rows) for table in tables) <= MOST_ROWS_KEPT_TOGETHER


def shortened(table: ChartTable) -> ChartTable:
    """Return a table's first rows, as many as paper takes, and say in the caption how many there are."""
    if len(table.rows) <= MOST_ROWS_ON_PAPER:
        return table
    caption = f"{table.caption} (the first {MOST_ROWS_ON_PAPER} of {len(table.rows)} rows; the workbook has all)"
    return replace(table, caption=caption, rows=table.rows[:MOST_ROWS_ON_PAPER])


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
    environment.filters["columns_of_words"] = columns_of_words
    environment.tests["short"] = is_short
    environment.filters["shortened"] = shortened
    environment.globals["most_rows"] = MOST_ROWS_ON_PAPER
    # The drawing room escapes every word it draws; its own marks must stay marks.
    environment.filters["picture"] = Markup
    return environment


def long_date(when: date) -> str:
    """Write a date as `31 March 2021`."""
    return f"{when.day} {when:%B %Y}"
