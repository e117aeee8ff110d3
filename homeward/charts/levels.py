"""The ground on which shares are drawn over time: a line at each round share, with the share written left of it."""

from homeward.charts import svg
from homeward.charts.figures import written
from homeward.charts.scale import Scale
from homeward.charts.spec import Format


def draw_levels(up: Scale, along: Scale, as_format: Format = "percent", *, is_labelled: bool = True) -> list[str]:
    """Draw a line at each mark of the upright ruler from end to end of the other, dark at zero."""
    parts = []
    for tick in up.ticks:
        level = up.place(tick)
        colour, thickness = (svg.INK, 2) if tick == 0 else (svg.GRID, 1)
        line = f"M{along.starts_at:.1f} {level:.1f}H{along.ends_at:.1f}"
        parts.append(svg.element("path", d=line, stroke=colour, stroke_width=thickness))
        if is_labelled:
            words = written(tick, as_format)
            parts.append(svg.Text(along.starts_at - 8, level + 5, words, "end", svg.QUIET).drawn())
    return parts


def room_for_levels(up: Scale, as_format: Format = "percent") -> float:
    """Return how much room the labels of the upright ruler take."""
    return max(svg.width_of(written(tick, as_format)) for tick in up.ticks) + 10
