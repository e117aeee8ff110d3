"""Pictures of more than one measure, or of one read in another way: each with its tables and what it says in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from homeward.charts import ChartTable, bar_chart, draw, small_multiples, table_of
from homeward.charts.beside_tables import every_authority_table, funnel_table, mix_table
from homeward.charts.figures import by_group
from homeward.charts.flow import draw_flow, flow_chart, flow_table
from homeward.charts.funnel import funnel_chart
from homeward.charts.funnel_drawing import draw_funnel
from homeward.measures.beside_others import BesideOthers
from homeward.measures.flow import NEEDED, Flow
from homeward.measures.result import Result
from homeward.reports.datapack import Pack

_WINDOWS = ("3", "6", "12", "24", "60", "72")
_COMPARED = "returns_home"
_GROUPS = ("age_band", "need", "earlier_returns")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture beside those of single measures; `id` is its anchor.

    `says` is what it says beyond the sentence that opens the chapter, if anything. `charts` are SVG with their
    text twin, `tables` what stands beside, `notes` what must be known. `defined_by` are the measures whose definitions
    explain it.
    """

    id: str
    title: str
    charts: tuple[tuple[str, ChartTable], ...]
    says: str = ""
    tables: tuple[ChartTable, ...] = ()
    notes: tuple[str, ...] = ()
    defined_by: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    is_drawn_at_once: bool = True

    @property
    def tables_on_paper(self) -> tuple[ChartTable, ...]:
        """The tables beside that paper takes too."""
        return self.tables


def pictures_of(pack: Pack, chapter: str) -> tuple[Picture, ...]:
    """Return the pictures that a chapter has beside those of its measures, and that have something to show."""
    if chapter == "do-they-stay":
        return tuple(_by_window(pack))
    if chapter == "who-comes-back":
        return tuple(_by_groups(pack))
    if chapter == "in-care" and pack.flow:
        return (flow_picture(pack.flow),)
    if chapter == "beside-others" and pack.beside_others:
        return (beside_picture(pack.beside_others),)
    return ()


def _by_window(pack: Pack) -> Iterable[Picture]:
    """Show by year how many were back within each time, on one scale."""
    by_id = {each.id: each for each in pack.results}
    found = {months: by_id.get(f"re_entry_within_{months}_months") for months in _WINDOWS}
    over = {months: _years_over(result) for months, result in found.items() if result}
    shown = {months: result for months, result in over.items() if any(row.value is not None for row in result.rows)}
    if len(shown) < 2:
        return
    spec = small_multiples(
        [(f"{months} months", result) for months, result in shown.items()],
        chart_id="re_entry_by_time_and_year",
        title=f"Back in care within {min(shown, key=int)} to {max(shown, key=int)} months of going home, by year",
        label_heading="Within",
    )
    yield Picture(
        id=spec.id.replace("_", "-"),
        title=spec.title,
        charts=((draw(spec), table_of(spec)),),
        notes=("A year stands here as soon as all its returns home could be followed so long.",),
        defined_by=tuple(result.id for result in shown.values()),
    )


def _years_over(result: Result) -> Result:
    """Return a measure's figures of complete years only: one of few children would stretch the scale of all."""
    return replace(result, rows=tuple(row for row in result.rows if set(row.group) == {"year"} and row.complete))


def _by_groups(pack: Pack) -> Iterable[Picture]:
    """Show who was back within 12 months: by age, by need, and by how often they had gone home before."""
    result = next((each for each in pack.results if each.id == "re_entry_within_12_months"), None)
    if result is None:
        return
    for key in _GROUPS:
        spec = bar_chart(result, by=key)
        if any(bar.value is not None for bar in spec.bars):
            yield Picture(
                id=f"who-comes-back-{by_group(key).replace(' ', '-')}",
                title=spec.title,
                charts=((draw(spec), table_of(spec)),),
                defined_by=(result.id,),
            )


def flow_picture(of: Flow) -> Picture:
    """Show the flow into care, out of it and back."""
    spec = flow_chart(of)
    return Picture(
        id="flow",
        title=spec.title,
        charts=((draw_flow(spec), flow_table(spec)),),
        defined_by=NEEDED,
    )


def beside_picture(beside: BesideOthers) -> Picture:
    """Show a measure of ours beside the same of every authority, with who the children are beside it."""
    spec = funnel_chart(beside)
    return Picture(
        id=f"{beside.measure.replace('_', '-')}-beside-others",
        title=spec.title,
        says=beside.verdict,
        charts=((draw_funnel(spec), funnel_table(spec)),),
        tables=(mix_table(beside), every_authority_table(beside)),
        notes=(
            f"Counted are {beside.out_of} who {beside.counts}.",
            *beside.notes,
            f"Source: {beside.release.citation}",
        ),
        defined_by=(_COMPARED,),
    )
