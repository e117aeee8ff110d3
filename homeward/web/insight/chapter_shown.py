"""A chapter as a page shows it: each part with its pictures, linked tables, definition and downloads."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.charts import ChartTable
from homeward.measures.result import Result
from homeward.reports.chapters import Chapter
from homeward.reports.chapters import Part as PartOfChapter
from homeward.reports.datapack import Pack
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_frame import BESIDE_OTHERS
from homeward.web.insight.linked_tables import Cell, LinkedTable, Links, plain


@dataclass(frozen=True)
class ShownTable:
    """A table of a part; `number` is its place among all tables of the part, and `picture` stands above it, if any."""

    number: int
    table: LinkedTable
    picture: str = ""


@dataclass(frozen=True)
class ShownPart:
    """A part of a chapter: what it says, its tables, the measures that define it, and the counts of its total."""

    part: PartOfChapter
    says: str
    charts: tuple[ShownTable, ...]
    tables: tuple[ShownTable, ...]
    defined_by: tuple[Result, ...]
    total: tuple[Cell, ...] = ()

    @property
    def shown_tables(self) -> tuple[ShownTable, ...]:
        """The tables without a picture that a reader must see at once: who the children are, beside a funnel."""
        return self.tables[:1] if self.part.id.endswith(BESIDE_OTHERS) else ()

    @property
    def folded_tables(self) -> tuple[ShownTable, ...]:
        """The other tables without a picture, which fold open."""
        return self.tables[len(self.shown_tables) :]


def shown_parts(pack: Pack, chapter: Chapter, filters: Filters, *, can_list: bool) -> list[ShownPart]:
    """Return the parts of a chapter; where somebody may list children, each count leads to those behind it."""
    results = {result.id: result for result in pack.results}
    links = Links(results, pack.flow, filters) if can_list else None
    return [_shown(part, results, links, filters) for part in chapter.parts]


def _shown(part: PartOfChapter, results: Mapping[str, Result], links: Links | None, filters: Filters) -> ShownPart:
    tables = []
    for number, (picture, table) in enumerate(every_table(part), start=1):
        key = f"{part.id}-{'chart' if picture else 'table'}-{number}"
        tables.append(ShownTable(number, links.link(key, table, part) if links else plain(key, table), picture))
    defined_by = tuple(results[each] for each in part.defined_by if each in results)
    is_a_measure = len(defined_by) == 1 and part.id == defined_by[0].id
    return ShownPart(
        part=part,
        says=_of_one_year(part.says, filters.only.get("year")),
        charts=tuple(each for each in tables if each.picture),
        tables=tuple(each for each in tables if not each.picture),
        defined_by=defined_by,
        total=links.total(defined_by[0]) if links and is_a_measure else (),
    )


def _of_one_year(says: str, year: str | None) -> str:
    """Return what a part says; where figures are narrowed to one year, their total is not of all years together."""
    return says.replace("All years together:", f"Year to 31 March {year}:") if year else says


def every_table(part: PartOfChapter) -> tuple[tuple[str, ChartTable], ...]:
    """Return the tables of a part, those of pictures first, each with its picture; the others have none."""
    return (*part.charts, *(("", table) for table in part.tables))
