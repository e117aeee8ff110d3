"""A funnel: every authority's share by its size, the limits of chance around England's line, and ours among them."""

from dataclasses import dataclass
from typing import Literal

from homeward.charts.figures import percent
from homeward.measures.authority_shares import AuthorityShare
from homeward.measures.beside_others import BesideOthers, LimitsAt

Role = Literal["other", "chosen", "published", "ours"]


@dataclass(frozen=True)
class FunnelPoint:
    """One authority with a number: how many left care, the share from 0 to 1, and its part in the picture.

    `published` is ours as published, and `ours` ours as counted here, or as published where that is all there is.
    """

    label: str
    size: int
    value: float
    role: Role


@dataclass(frozen=True)
class FunnelChart:
    """A funnel plot. `points` are those with a number; `limits` ascend in size; `centre` is the middle line's share.

    `listed` are ours, England and those chosen, for the table, also without a number.
    """

    id: str
    title: str
    description: str
    axis_title: str
    size_title: str
    centre: float | None
    centre_label: str
    chosen_label: str
    points: tuple[FunnelPoint, ...]
    limits: tuple[LimitsAt, ...]
    listed: tuple[tuple[str, AuthorityShare], ...]


def funnel_chart(beside: BesideOthers) -> FunnelChart:
    """Describe a measure of ours beside the same of every authority."""
    chosen = "Statistical neighbours" if beside.is_beside_neighbours else "Authorities chosen"
    told = sum(each.share is not None for each in beside.chosen)
    points = _points(beside)
    words = [f"{NAMES[point.role]} {percent(point.value)}" for point in points if point.role in NAMES]
    whole = f"England {percent(beside.england.share)}" if beside.england.share is not None else ""
    shown = "; ".join([*words, *([whole] if whole else [])])
    return FunnelChart(
        id=f"{beside.measure}-beside-others",
        title=f"{beside.title}, beside other authorities, {beside.year}",
        description=f"Funnel plot of {len(points)} authorities. {shown}. {beside.verdict}",
        axis_title="Share of children who left care",
        size_title="How many left care in the year. Each mark is twice the one before.",
        centre=beside.england.share,
        centre_label="England",
        chosen_label=f"{chosen} ({told} of {len(beside.chosen)} have a figure)",
        points=points,
        limits=beside.limits,
        listed=_listed(beside),
    )


NAMES: dict[Role, str] = {"ours": "Ours", "published": "Published"}
"""What ours is called in the picture."""


def _points(beside: BesideOthers) -> tuple[FunnelPoint, ...]:
    """Return the points in the order in which they are painted: ours last, so that nothing lies on it."""
    counted, published = beside.counted, beside.published
    is_counted = counted is not None and counted.share is not None
    is_same = is_counted and counted is not None and counted.share == published.share
    found = [_point(each, "chosen" if each.is_chosen else "other") for each in beside.authorities if not each.is_ours]
    if not is_same:
        found.append(_point(published, "published" if is_counted else "ours"))
    if is_counted and counted is not None:
        found.append(_point(counted, "ours"))
    shown = [point for point in found if point is not None]
    return tuple(sorted(shown, key=lambda point: _PAINTED.index(point.role)))


_PAINTED: tuple[Role, ...] = ("other", "chosen", "published", "ours")


def _point(share: AuthorityShare, role: Role) -> FunnelPoint | None:
    if share.share is None or not share.denominator:
        return None
    return FunnelPoint(share.name, share.denominator, share.share, role)


def _listed(beside: BesideOthers) -> tuple[tuple[str, AuthorityShare], ...]:
    counted = [("Ours, counted here", beside.counted)] if beside.counted else []
    chosen = [(each.name, each) for each in beside.chosen]
    return (*counted, ("Ours, as published", beside.published), ("England", beside.england), *chosen)
