"""How the goals of an agreement moved on: each goal on a line of time, with a mark for each review, and its table."""

from collections.abc import Sequence
from datetime import date, timedelta

from homeward.charts import svg
from homeward.charts.figures import EMPTY_CELL
from homeward.charts.spec import ChartTable
from homeward.practice.agreement import JUDGED_WORDS, GoalReview, Judged, Progress

_LEFT, _RIGHT = 14.0, svg.WIDTH - 18.0
_MARK, _LAST = 7.0, 5.0
_SHORTEST_DAYS = 28
_MOST_LINES = 2
_TITLE = "How the goals moved on"
_BAR: dict[str, str | float] = {"fill": svg.BAND, "stroke": svg.FILL, "stroke_width": 1.5}
_KEY = (
    (Judged.MET, "met"),
    (Judged.PARTLY, "partly met"),
    (Judged.NOT_MET, "not met"),
    (Judged.CANNOT_TELL, "cannot tell"),
)


def draw_progress(moved: Sequence[Progress], since: date, today: date) -> str:
    """Return the goals as SVG: a line of time each, a mark for each review, a bar for as long as a change has lasted.

    It names goals by their number, and nobody.
    """
    first = min([since, today - timedelta(days=_SHORTEST_DAYS), *_days(moved)])
    parts, down = [], 8.0
    for number, one in enumerate(moved, 1):
        drawn, down = _row(number, one, (first, today), down)
        parts += drawn
    ruler = [
        svg.Text(_LEFT, down + 14, _in_words(first), colour=svg.QUIET).drawn(),
        svg.Text(_RIGHT, down + 14, _in_words(today), "end", svg.QUIET).drawn(),
    ]
    key, bottom = _key(down + 42)
    words = f"{len(moved)} goal{'' if len(moved) == 1 else 's'}; a table below says the same."
    return svg.drawing("goal-progress", _TITLE, words, bottom, [*parts, *ruler, *key])


def progress_table(moved: Sequence[Progress]) -> ChartTable:
    """Return the goals as a table: each review with its day, what was found, and since when the change has lasted."""
    rows = []
    for number, one in enumerate(moved, 1):
        looks = [(_in_words(look.on), JUDGED_WORDS[look.judged], _since(look)) for look in one.reviews]
        looks = looks or [(EMPTY_CELL, "Nobody has looked", EMPTY_CELL)]
        rows += [(f"{number}. {one.goal.change}", *look) for look in looks]
    return ChartTable(_TITLE, ("Goal", "Review of", "Found", "Lasting since"), tuple(rows))


def _days(moved: Sequence[Progress]) -> list[date]:
    looks = [look for one in moved for look in one.reviews]
    return [look.on for look in looks] + [look.lasting_since for look in looks if look.lasting_since]


def _since(look: GoalReview) -> str:
    return _in_words(look.lasting_since) if look.lasting_since else EMPTY_CELL


def _row(number: int, one: Progress, time: tuple[date, date], top: float) -> tuple[list[str], float]:
    """Draw one goal: its number and words, the line, the bar and the marks; return it and where the next begins."""
    lines = svg.wrapped(f"{number}. {one.goal.change}", svg.WIDTH - 2 * _LEFT, _MOST_LINES)
    parts = [svg.Text(_LEFT, top + svg.TEXT_SIZE + at * svg.LINE_HEIGHT, line).drawn() for at, line in enumerate(lines)]
    middle = top + len(lines) * svg.LINE_HEIGHT + 18
    parts.append(svg.element("path", d=f"M{_LEFT} {middle}H{_RIGHT}", stroke=svg.GRID, stroke_width=1))
    if one.last and one.last.lasting_since:
        left, right = _place(one.last.lasting_since, time), _place(one.last.on, time)
        parts.append(svg.element("rect", x=left, y=middle - 4, width=max(right - left, 2.0), height=8, **_BAR))
    parts += [_mark(look.judged, _place(look.on, time), middle) for look in one.reviews]
    if not one.reviews:
        parts += svg.backed(svg.Text(_LEFT, middle + 5, "Nobody has looked yet", colour=svg.QUIET))
    return parts, middle + 24


def _place(day: date, time: tuple[date, date]) -> float:
    first, last = time
    within = min(max(day, first), last) - first
    return _LEFT + _MARK + (_RIGHT - _LEFT - 2 * _MARK) * within.days / max((last - first).days, 1)


def _mark(judged: Judged, x: float, y: float) -> str:
    """Return a mark: a full round for met, a half one for partly, a cross for not met, an empty round for no answer."""
    if judged == Judged.NOT_MET:
        cross = f"M{x - 6:.1f} {y - 6:.1f}l12 12M{x + 6:.1f} {y - 6:.1f}l-12 12"
        return svg.element("path", d=cross, fill="none", stroke=svg.INK, stroke_width=3)
    full: dict[str, str | float] = {
        "fill": svg.INK if judged == Judged.MET else svg.WHITE,
        "stroke": svg.INK,
        "stroke_width": 2,
    }
    ring = svg.element("circle", cx=x, cy=y, r=_MARK, **full)
    if judged != Judged.PARTLY:
        return ring
    half = f"M{x:.1f} {y - _MARK:.1f}a{_MARK} {_MARK} 0 0 0 0 {2 * _MARK}Z"
    return ring + svg.element("path", d=half, fill=svg.INK)


def _key(top: float) -> tuple[list[str], float]:
    """Return what the marks mean, two in a row, and where the drawing ends."""
    parts = []
    for at, (judged, words) in enumerate(_KEY):
        x, y = _LEFT + _MARK + (at % 2) * svg.WIDTH / 2, top + (at // 2) * 24
        parts += [_mark(judged, x, y), svg.Text(x + 16, y + _LAST, words).drawn()]
    y = top + 2 * 24
    parts.append(svg.element("rect", x=_LEFT, y=y - 4, width=30, height=8, **_BAR))
    parts.append(svg.Text(_LEFT + 40, y + _LAST, "the change has lasted until the last review").drawn())
    return parts, y + 20


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
