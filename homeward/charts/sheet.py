"""A drawing that is as wide as what it shows, for a region that scrolls sideways; on paper it shrinks to the page."""

import re

from homeward.charts import svg


def sheet(chart_id: str, title: str, description: str, size: tuple[float, float], parts: list[str]) -> str:
    """Return the picture as SVG of `size` (width, height) in units, named by its title and description.

    One unit is one pixel of the page, so that words stay readable on a phone: place it in `homeward-scroll`, not in
    `homeward-chart`, which would shrink it. On paper `max-width: 100%` shrinks it to the page.
    """
    key = re.sub(r"[^A-Za-z0-9-]+", "-", chart_id)
    width, height = size
    return svg.element(
        "svg",
        svg.element("title", svg.clean(title), id=f"{key}-title"),
        svg.element("desc", svg.clean(description), id=f"{key}-description"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        role="img",
        aria_labelledby=f"{key}-title {key}-description",
        font_family=svg.FONT,
        font_size=svg.TEXT_SIZE,
    )


def name_in_lines(name: str, width: float) -> tuple[str, ...]:
    """Break a name into up to three lines of `width` units, after its hyphen where it is too wide for one."""
    words = (word if svg.width_of(word) <= width else word.replace("-", "- ") for word in name.split())
    return svg.wrapped(" ".join(words), width, 3)
