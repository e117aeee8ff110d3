"""A pathway as a picture: each step a numbered box in order, and beside each decision where its other answers lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from homeward.charts import svg
from homeward.charts.spec import ChartTable
from homeward.practice.pathways.steps import Answer, Pathway, Step, StepKind

_LEFT, _BOX, _GAP, _TOP = 10.0, 236.0, 26.0, 12.0
_NOTES = _LEFT + _BOX + 14
_NOTE_WIDTH = svg.WIDTH - _NOTES - 8
_PAD = 10.0
_NUMBER = 34.0
"""Room for a step's number in its box."""
_MOST_LINES = 4
_AT_ANY_TIME = "At any time"


@dataclass(frozen=True)
class _Box:
    """One step with its number, the lines of its title, the notes beside it, and where it stands."""

    step: Step
    number: int
    title: tuple[str, ...]
    notes: tuple[str, ...]
    top: float
    goes_on: bool

    @property
    def height(self) -> float:
        """How high the box is, in units of the drawing."""
        lines = max(len(self.title), len(self.notes))
        return 2 * _PAD + lines * svg.LINE_HEIGHT


def draw_flow(pathway: Pathway) -> str:
    """Return the pathway as SVG: boxes for work, boxes with a double edge for decisions, dark ones for endings."""
    return draw_flow_in_parts(pathway, inf)[0]


def draw_flow_in_parts(pathway: Pathway, most_high: float) -> tuple[str, ...]:
    """Return the pathway as several SVG, one below the other, each at most so high (440 units are its width).

    A box that is higher by itself has a part of its own. What can happen at any time ends the last part.
    """
    parts = list(_parts(_boxes(pathway), most_high))
    end = _bottom(parts[-1])
    facts, bottom = _facts(pathway, end)
    if bottom > most_high:
        parts.append([])
        facts, bottom = _facts(pathway, _TOP)
    drawn = [[piece for box in boxes for piece in _drawn(box)] for boxes in parts]
    drawn[-1] += facts
    heights = [*(_bottom(boxes) for boxes in parts[:-1]), bottom]
    return tuple(
        _picture(pathway, number, len(parts), height, pieces)
        for number, (height, pieces) in enumerate(zip(heights, drawn, strict=True), 1)
    )


def _parts(boxes: Iterable[_Box], most_high: float) -> Iterator[list[_Box]]:
    """Yield the boxes part by part, each part beginning at the top."""
    part: list[_Box] = []
    for box in boxes:
        top = _bottom(part)
        if part and top + box.height + _GAP > most_high:
            yield part
            part, top = [], _TOP
        part.append(replace(box, top=top))
    yield part


def _bottom(boxes: list[_Box]) -> float:
    return boxes[-1].top + boxes[-1].height + _GAP if boxes else _TOP


def _picture(pathway: Pathway, number: int, count: int, height: float, pieces: list[str]) -> str:
    name, title = f"pathway-{pathway.id}", pathway.title
    words = f"{len(pathway.steps)} steps; a table below says the same."
    if count > 1:
        name, title = f"{name}-{number}", f"{title}, part {number} of {count}"
    return svg.drawing(name, title, words, height, pieces)


def flow_table(pathway: Pathway) -> ChartTable:
    """Return the pathway as a table: number, step, what it is, who does it, usual longest time, and where it leads."""
    numbers = _numbers(pathway)
    return ChartTable(
        pathway.title,
        ("No.", "Step", "What it is", "Who", "Usual longest time", "Leads to"),
        tuple(
            (
                str(numbers[step.id]),
                step.title,
                {"work": "Work", "decision": "Decision", "ending": "Ending"}[step.kind],
                step.done_by or "–",
                _within(step.within_days),
                _leads(step, numbers) or "–",
            )
            for step in pathway.steps
        ),
    )


def _within(days: int | None) -> str:
    return "–" if days is None else "1 day" if days == 1 else f"{days} days"


def _numbers(pathway: Pathway) -> dict[str, int]:
    return {step.id: number for number, step in enumerate(pathway.steps, 1)}


def _leads(step: Step, numbers: dict[str, int]) -> str:
    if step.leads_to:
        return str(numbers[step.leads_to])
    return "; ".join(f"{answer.title}: {numbers[answer.leads_to]}" for answer in step.answers)


def _boxes(pathway: Pathway) -> list[_Box]:
    numbers, top, found = _numbers(pathway), _TOP, []
    after = {step.id: following for step, following in zip(pathway.steps, pathway.steps[1:], strict=False)}
    for step in pathway.steps:
        following = after.get(step.id)
        goes_on = following is not None and following.id in set(step.ways_on())
        notes = _notes(step, numbers, following.id if goes_on and following else "")
        title = svg.wrapped(step.title, _BOX - _NUMBER - _PAD, _MOST_LINES)
        found.append(_Box(step, numbers[step.id], title, notes, top, goes_on))
        top += found[-1].height + _GAP
    return found


def _notes(step: Step, numbers: dict[str, int], following: str) -> tuple[str, ...]:
    """Return, line by line, where a step leads other than to the step below it."""
    if step.leads_to:
        return () if step.leads_to == following else (f"→ {numbers[step.leads_to]}",)
    others = [answer for answer in step.answers if answer.leads_to != following]
    return tuple(line for answer in others for line in _note(answer, numbers))


def _note(answer: Answer, numbers: dict[str, int]) -> tuple[str, ...]:
    return svg.wrapped(f"→ {numbers[answer.leads_to]}: {answer.title}", _NOTE_WIDTH, _MOST_LINES)


def _drawn(box: _Box) -> list[str]:
    is_end = box.step.kind == StepKind.ENDING
    edges = [_edge(box, 0.0, svg.BRAND if is_end else svg.PALE)]
    if box.step.kind == StepKind.DECISION:
        edges.append(_edge(box, 4.0, svg.PALE))
    colour = svg.WHITE if is_end else svg.INK
    first = box.top + _PAD + svg.TEXT_SIZE
    number = svg.Text(_LEFT + _PAD, first, str(box.number), colour=colour, weight="bold")
    title = [
        svg.Text(_LEFT + _NUMBER, first + at * svg.LINE_HEIGHT, line, colour=colour)
        for at, line in enumerate(box.title)
    ]
    notes = [svg.Text(_NOTES, first + at * svg.LINE_HEIGHT, line) for at, line in enumerate(box.notes)]
    arrow = [_arrow(box)] if box.goes_on else []
    return [*edges, *(text.drawn() for text in (number, *title, *notes)), *arrow]


def _edge(box: _Box, inset: float, fill: str) -> str:
    return svg.element(
        "rect",
        x=_LEFT + inset,
        y=box.top + inset,
        width=_BOX - 2 * inset,
        height=box.height - 2 * inset,
        fill=fill,
        stroke=svg.INK,
        stroke_width=1.5,
    )


def _arrow(box: _Box) -> str:
    """Return the arrow from a box to the one below it."""
    x, top = _LEFT + _BOX / 2, box.top + box.height
    line = f"M{x} {top + 3}V{top + _GAP - 5}M{x - 5} {top + _GAP - 10}L{x} {top + _GAP - 4}L{x + 5} {top + _GAP - 10}"
    return svg.element("path", d=line, fill="none", stroke=svg.INK, stroke_width=2)


def _facts(pathway: Pathway, top: float) -> tuple[list[str], float]:
    """Return what can happen at any time, and where the picture ends."""
    numbers = _numbers(pathway)
    parts = [svg.Text(_LEFT, top + svg.TEXT_SIZE, _AT_ANY_TIME, weight="bold").drawn()]
    y = top + svg.TEXT_SIZE + svg.LINE_HEIGHT
    for fact in pathway.facts:
        texts, y = svg.paragraph(f"→ {numbers[fact.leads_to]}: {fact.title}", _LEFT, y, svg.WIDTH - 2 * _LEFT)
        parts += [text.drawn() for text in texts]
    return parts, y
