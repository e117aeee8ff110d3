"""One child's journey on a line of time: what happened, where the child lived and by which order, each on its track."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from homeward.charts import svg
from homeward.charts.figures import EMPTY_CELL
from homeward.charts.spec import ChartTable
from homeward.measures.months import month_in_words
from homeward.sources.day import date_of, day_of

Look = Literal["solid", "light", "hollow"]
"""How a span is filled: `solid` in care, `hollow` out of it, `light` what is neither or is no place."""

MarkKind = Literal["start", "going home", "end", "other"]
"""What a mark tells: care began, the child went home, care ended otherwise, or something else was done."""

_LEFT, _RIGHT, _BAR, _NARROWEST, _ARROW, _JAG = 14.0, svg.WIDTH - 16.0, 14.0, 4.0, 10.0, 4.0
_SHORTEST_DAYS, _MOST_TRACKS, _MOST_DATES = 30, 12, 2
_WHAT_HAPPENED, _REST = "What happened", "Further, told in the table"
_BEGAN_BEFORE = "Arrow to the left: began earlier."
_GOES_ON = "Arrow to the right: goes on."
_WORKED_OUT = "Jagged end: worked out, not recorded."
_A_YEAR = 12
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_LOOKS: dict[Look, dict[str, str | float]] = {
    "solid": {"fill": svg.FILL, "stroke": svg.WHITE, "stroke_width": 1.5},
    "light": {"fill": svg.BAND, "stroke": svg.FILL, "stroke_width": 1.5},
    "hollow": {"fill": svg.WHITE, "stroke": svg.INK, "stroke_width": 2},
}
_GLYPHS: dict[MarkKind, tuple[str, dict[str, str | float]]] = {
    "start": ("m-5 -7l11 7l-11 7Z", {"fill": svg.BRAND}),
    "going home": ("m-7 0l7 -7l7 7v7h-14Z", {"fill": svg.WHITE, "stroke": svg.INK, "stroke_width": 2}),
    "end": ("m-5 -5h10v10h-10Z", {"fill": svg.INK}),
    "other": ("m0 -7v14", {"fill": "none", "stroke": svg.QUIET, "stroke_width": 2}),
}


@dataclass(frozen=True)
class Span:
    """A time on a track: `label` names the track, and `detail` says the same more exactly, for the table.

    Days are day numbers. Without `end_day` it goes on. `is_start_known` is False where it began before `start_day`,
    `is_end_known` where the end was worked out and not recorded.
    """

    label: str
    start_day: int
    end_day: int | None
    look: Look = "solid"
    detail: str = ""
    is_start_known: bool = True
    is_end_known: bool = True


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day (a day number); `detail` says it more exactly, for the table."""

    label: str
    day: int
    kind: MarkKind = "other"
    detail: str = ""


@dataclass(frozen=True)
class Lane:
    """Spans of one matter under a title; those with the same label lie on one track."""

    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class JourneyStrip:
    """One child's journey up to the end of `as_of_day`, a day number; whoever keeps the record fills it."""

    id: str
    title: str
    description: str
    as_of_day: int
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]


_Track = Sequence[Mark | Span]


def journey_strip(
    marks: Sequence[Mark],
    lanes: Sequence[Lane],
    as_of_day: int,
    *,
    strip_id: str = "journey",
    title: str = "Journey through care",
) -> JourneyStrip:
    """Describe a journey up to the end of `as_of_day` from what happened, and where and how time was spent.

    What it says in words is found here. The id and the title stand in the drawing: let them name no child.
    """
    bare = JourneyStrip(strip_id, title, "", as_of_day, tuple(marks), tuple(lanes))
    told = "".join(f" {matter}: {'; '.join(map(_in_words, tracks))}." for matter, tracks in _matters(bare))
    until = f"Strip of time up to {date_in_words(as_of_day)}."
    return replace(bare, description=f"{until}{told or ' Nothing is recorded.'}")


def date_in_words(day: int) -> str:
    """Write a day number as `3 May 2018`."""
    when = date_of(day)
    return f"{when.day} {_month(when)}"


def _month(when: date) -> str:
    return month_in_words(f"{when.year}-{when.month:02}")


def _matters(spec: JourneyStrip) -> Iterator[tuple[str, list[_Track]]]:
    """Yield each matter that anything is known of with its tracks: first what happened, care before all else."""
    marks = sorted(spec.marks, key=lambda mark: (mark.kind == "other", mark.day))
    matters: list[tuple[str, _Track]] = [(_WHAT_HAPPENED, marks)]
    matters += [(lane.title, sorted(lane.spans, key=_first_day)) for lane in spec.lanes]
    return ((title, _tracks(each)) for title, each in matters if each)


def _first_day(each: Mark | Span) -> int:
    return each.day if isinstance(each, Mark) else each.start_day


def _tracks(each: _Track) -> list[_Track]:
    """Return what has one label together, the first to begin first; where there are too many, the last are one."""
    labels = list(dict.fromkeys(one.label for one in each))
    if len(labels) > _MOST_TRACKS:
        labels, further = labels[: _MOST_TRACKS - 1], set(labels[_MOST_TRACKS - 1 :])
        each = [replace(one, label=_REST) if one.label in further else one for one in each]
        labels.append(_REST)
    return [[one for one in each if one.label == label] for label in labels]


def _in_words(track: _Track) -> str:
    """Name a track; a few things that happened have their days, many their number."""
    label, times = track[0].label, f"{len(track)} times"
    if len(track) <= _MOST_DATES and isinstance(track[0], Mark):
        return f"{label}, {' and '.join(date_in_words(_first_day(each)) for each in track)}"
    return label if len(track) == 1 else f"{label}, {times}"


def strip_table(spec: JourneyStrip) -> ChartTable:
    """Give all that the strip shows, in the order of time, with first and last day and in full."""
    each: list[Mark | Span] = [*spec.marks, *(span for lane in spec.lanes for span in lane.spans)]
    return ChartTable(
        caption=spec.title,
        headers=("From", "To", "What", "In full"),
        rows=tuple(_table_row(one, spec.as_of_day) for one in sorted(each, key=_first_day)),
    )


def _table_row(each: Mark | Span, as_of_day: int) -> tuple[str, ...]:
    first = date_in_words(_first_day(each))
    if isinstance(each, Mark):
        return first, EMPTY_CELL, each.label, each.detail or each.label
    until = f"still on {date_in_words(as_of_day)}" if each.end_day is None else date_in_words(each.end_day)
    return (
        first if each.is_start_known else f"before {first}",
        until if each.is_end_known else f"{until} (worked out, not recorded)",
        each.label,
        each.detail or each.label,
    )


@dataclass(frozen=True)
class _Time:
    """Days laid along the width of the drawing; what lies outside stands at its end."""

    first_day: int
    last_day: int

    def place(self, day: int) -> float:
        """Return how far across a day stands."""
        within = min(max(day, self.first_day), self.last_day) - self.first_day
        return _LEFT + (_RIGHT - _LEFT) * within / (self.last_day - self.first_day)


def draw_strip(spec: JourneyStrip) -> str:
    """Draw the strip as SVG: tracks one under another, each below its label, with the years at the bottom."""
    every = [track for _, tracks in _matters(spec) for track in tracks]
    first_day = min((_first_day(one) for track in every for one in track), default=spec.as_of_day)
    time = _Time(min(first_day, spec.as_of_day - _SHORTEST_DAYS), spec.as_of_day)
    parts: list[str] = []
    down = 0.0
    for title, tracks in _matters(spec):
        parts += svg.backed(svg.Text(2, down + 16, title, weight="bold"))
        down += 26
        for track in tracks:
            drawn, down = _draw_track(track, time, down)
            parts += drawn
        down += 12
    ruler, after = _draw_ruler(time, down)
    key, after = _draw_key(spec, first_day, after)
    return svg.drawing(spec.id, spec.title, spec.description, after - 8, [*ruler, *parts, *key])


def _draw_track(track: _Track, time: _Time, top: float) -> tuple[list[str], float]:
    """Draw a label and what lies on its track; returns the parts and where the next one begins."""
    lines = svg.wrapped(_in_words(track), svg.WIDTH - 8, 2)
    parts = [
        part
        for number, line in enumerate(lines)
        for part in svg.backed(svg.Text(2, top + 14 + number * svg.LINE_HEIGHT, line, colour=svg.QUIET))
    ]
    middle = top + len(lines) * svg.LINE_HEIGHT + 12
    parts.append(svg.element("path", d=f"M0 {middle:.1f}H{svg.WIDTH}", stroke=svg.GRID, stroke_width=1))
    for each in track:
        parts.append(_draw_mark(each, time, middle) if isinstance(each, Mark) else _draw_span(each, time, middle))
    return parts, middle + 16


def _draw_mark(mark: Mark, time: _Time, middle: float) -> str:
    outline, look = _GLYPHS[mark.kind]
    return svg.element("path", d=f"M{time.place(mark.day):.1f} {middle:.1f}{outline}", **look)


def _draw_span(span: Span, time: _Time, middle: float) -> str:
    """Draw a block; an arrow on its left began before, one on its right goes on, and a jagged end was worked out."""
    left = time.place(span.start_day)
    right = max(_RIGHT if span.end_day is None else time.place(span.end_day), left + _NARROWEST)
    top, half = middle - _BAR / 2, _BAR / 2
    path = [f"M{left:.1f} {top:.1f}H{right:.1f}"]
    if span.end_day is None:
        path.append(f"l{_ARROW} {half}l{-_ARROW} {half}")
    elif not span.is_end_known:
        quarter = _BAR / 4
        path.append(f"l{-_JAG} {quarter}l{_JAG} {quarter}l{-_JAG} {quarter}l{_JAG} {quarter}")
    else:
        path.append(f"v{_BAR}")
    path.append(f"H{left:.1f}" if span.is_start_known else f"H{left:.1f}l{-_ARROW} {-half}")
    return svg.element("path", d="".join(path) + "Z", **_LOOKS[span.look])


def _draw_ruler(time: _Time, bottom: float) -> tuple[list[str], float]:
    """Draw the lines of the years, or of months where the time is short, and their names; and what comes after."""
    parts = []
    for day, words in _ticks(time):
        across = time.place(day)
        parts.append(svg.element("path", d=f"M{across:.1f} 0V{bottom:.1f}", stroke=svg.GRID, stroke_width=1))
        parts.append(svg.Text(across, bottom + 18, words, "middle", svg.QUIET).drawn())
    return parts, bottom + 44


def _ticks(time: _Time) -> list[tuple[int, str]]:
    """Return the first days of years or months that fit side by side, with their names."""
    for step in _STEPS:
        ticks = [(day, words) for day, words in _firsts(time, step) if _is_inside(time.place(day), words)]
        is_apart = all(
            time.place(later) - time.place(earlier) > svg.width_of(words) + 8
            for (earlier, words), (later, _) in pairwise(ticks)
        )
        if is_apart:
            break
    return ticks


def _firsts(time: _Time, step: int) -> Iterator[tuple[int, str]]:
    """Yield the first day of every so many months, counted from January, and what it begins: a year or a month."""
    first, last = date_of(time.first_day), date_of(time.last_day)
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        when = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and time.first_day <= day_of(when):
            yield day_of(when), f"{when.year}" if step >= _A_YEAR else f"{_month(when)[:3]} {when.year}"


def _is_inside(across: float, words: str) -> bool:
    return svg.width_of(words) / 2 <= across <= svg.WIDTH - svg.width_of(words) / 2


def _draw_key(spec: JourneyStrip, first_day: int, top: float) -> tuple[list[str], float]:
    """Say from when to when the strip reaches, and what arrows and jagged ends mean where there are any."""
    spans = [span for lane in spec.lanes for span in lane.spans]
    sentences = [f"From {date_in_words(first_day)} to {date_in_words(spec.as_of_day)}."]
    sentences += [_BEGAN_BEFORE] if any(not span.is_start_known for span in spans) else []
    sentences += [_GOES_ON] if any(span.end_day is None for span in spans) else []
    sentences += [_WORKED_OUT] if any(not span.is_end_known for span in spans) else []
    texts, after = [], top
    for sentence in sentences:
        words, after = svg.paragraph(sentence, 0, after, svg.WIDTH)
        texts += words
    return [text.drawn() for text in texts], after
