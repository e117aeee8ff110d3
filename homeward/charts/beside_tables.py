"""The tables beside a funnel: ours with those chosen, every authority, and who the children are."""

from homeward.charts.figures import EMPTY_CELL, HIDDEN_CELL, count_cell, number, value_cell
from homeward.charts.funnel import FunnelChart
from homeward.charts.spec import ChartTable
from homeward.measures.authority_shares import AuthorityShare
from homeward.measures.beside_others import BesideOthers
from homeward.measures.mix_of_children import MixFigure

_HEADERS = ("Number", "Out of", "Share", "Beside England")


def funnel_table(spec: FunnelChart) -> ChartTable:
    """Give ours, England and those chosen, nearest neighbour first: never in the order of their shares."""
    return ChartTable(
        caption=spec.title,
        headers=("Authority", *_HEADERS),
        rows=tuple((label, *_cells(share)) for label, share in spec.listed),
    )


def every_authority_table(beside: BesideOthers) -> ChartTable:
    """Give every authority as published, in the order of their names."""
    return ChartTable(
        caption=f"{beside.title}: every authority, {beside.year}",
        headers=("Authority", *_HEADERS),
        rows=tuple(
            (f"{each.name} (ours)" if each.is_ours else each.name, *_cells(each))
            for each in sorted(beside.authorities, key=lambda each: each.name)
        ),
    )


def mix_table(beside: BesideOthers) -> ChartTable:
    """Give who the children are: ours, the median of those chosen, and England."""
    others = "Neighbours, median" if beside.is_beside_neighbours else "Those chosen, median"
    return ChartTable(
        caption="Who the children are",
        headers=("Children", "Ours", others, "England", "Ours from"),
        rows=tuple(_mix_row(each, beside.year) for each in beside.mix),
    )


def _cells(share: AuthorityShare) -> tuple[str, ...]:
    if share.share is None:
        return EMPTY_CELL, count_cell(share.denominator, is_hidden=False), EMPTY_CELL, _sentence(share.why_not)
    counts = (count_cell(share.numerator, is_hidden=False), count_cell(share.denominator, is_hidden=False))
    return (*counts, value_cell(share.share, "percent", is_hidden=False), _standing(share))


def _standing(share: AuthorityShare) -> str:
    if share.standing is None or share.by_chance is None:
        return EMPTY_CELL
    if share.by_chance == "within the limits":
        return "Within chance"
    if share.standing == "within the limits":
        side = "Above" if "above" in share.by_chance else "Below"
        return f"{side} by more than chance, within the limits"
    return _sentence(share.standing.replace(" %", "%"))


def _mix_row(figure: MixFigure, year: int) -> tuple[str, ...]:
    others = _value(figure, figure.others)
    if figure.others is None:
        others = "not published" if not figure.is_published else "too many hidden"
    elif figure.told < figure.out_of:
        others = f"{others} ({figure.told} of {figure.out_of})"
    ours = HIDDEN_CELL if figure.is_hidden else _value(figure, figure.ours)
    counts = figure.counts if figure.year == year else f"{figure.counts} ({figure.year})"
    return (counts, ours, others, _value(figure, figure.england), _sentence(figure.ours_from) or EMPTY_CELL)


def _value(figure: MixFigure, value: float | None) -> str:
    if value is None:
        return EMPTY_CELL
    return value_cell(value, "percent", is_hidden=False) if figure.unit == "share" else number(value)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
