"""The pen: well-formed SVG with presentation attributes only, and texts whose width is known, to keep them apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

WIDTH = 440
"""Every drawing is this many units wide, so that its text stays readable when 358 pixels are all there is."""

TEXT_SIZE = 15
LINE_HEIGHT = 20
_WIDE, _NARROW = frozenset("%mwMW"), frozenset("fijlrt .,:;'|!()")
_LETTER, _WIDE_LETTER, _NARROW_LETTER = 0.65, 1.0, 0.45
# Widths of letters in parts of the text size, a little more than the widest of the usual sans-serif fonts takes.

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
BRAND = "#1f4e5f"
FILL = "#4f8a9e"
BAND = "#d5e5ea"
INK = "#10262e"
QUIET = "#4a5a61"
GRID = "#c3ced2"
PALE = "#eef3f5"
WHITE = "#ffffff"

_STRIPE = 8.0
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(words: str) -> str:
    """Escape words for XML, dropping the characters that XML cannot hold."""
    return escape(_UNWRITABLE.sub("", words))


def element(name: str, *children: str, **attributes: str | float) -> str:
    """Return one element; `stroke_width=2` becomes `stroke-width="2"`. `children` are elements or cleaned words."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return clean(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Text:
    """Words at a point of the baseline, growing from it as `anchor` says."""

    x: float
    y: float
    words: str
    anchor: Literal["start", "middle", "end"] = "start"
    colour: str = INK
    weight: Literal["normal", "bold"] = "normal"

    def drawn(self) -> str:
        """Return the text as an element."""
        return element(
            "text",
            clean(self.words),
            x=self.x,
            y=self.y,
            text_anchor=self.anchor,
            fill=self.colour,
            font_weight=self.weight,
        )


def width_of(words: str) -> float:
    """Return how wide the words are at most likely, in units of the drawing."""
    return TEXT_SIZE * sum(map(_letter_width, words))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_LETTER
    return _WIDE_LETTER if letter in _WIDE else _LETTER


def wrapped(words: str, width: float, most_lines: int = 3) -> tuple[str, ...]:
    """Break words into lines no wider than `width` units; what does not fit in `most_lines` ends in an ellipsis."""
    lines = [""]
    for word in _UNWRITABLE.sub("", words).split():
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most_lines:
        last = next(_pieces(lines[most_lines - 1], width - width_of("…")))
        lines = [*lines[: most_lines - 1], f"{last.rstrip()}…"]
    return tuple(lines)


def _pieces(word: str, width: float) -> Iterator[str]:
    """Cut a word that is wider than a line into pieces that are not; a letter wider than the line stays."""
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def backed(text: Text) -> list[str]:
    """Return words as elements, with white behind them, so that no line runs through them."""
    width = width_of(text.words)
    left = text.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
    size = {"x": left - 2, "y": text.y - TEXT_SIZE, "width": width + 4, "height": LINE_HEIGHT}
    return [element("rect", fill=WHITE, **size), text.drawn()]


def hatched(left: float, top: float, right: float, bottom: float) -> list[str]:
    """Return a striped area: in every drawing it stands for numbers that are hidden."""
    height, stripes = bottom - top, []
    for step in range(1, int((right - left + height) / _STRIPE) + 1):
        start = left - height + step * _STRIPE
        low, high = max(0.0, left - start), min(height, right - start)
        stripes.append(f"M{start + low:.1f} {bottom - low:.1f}L{start + high:.1f} {bottom - high:.1f}")
    ground = element("rect", x=left, y=top, width=right - left, height=height, fill=PALE)
    return [ground, element("path", d="".join(stripes), stroke=GRID, stroke_width=1, fill="none")]


def paragraph(words: str, x: float, y: float, width: float, most_lines: int = 3) -> tuple[list[Text], float]:
    """Return the words as lines from the baseline `y` on, and the baseline of the line after."""
    lines = wrapped(words, width, most_lines)
    texts = [Text(x, y + index * LINE_HEIGHT, line, colour=QUIET) for index, line in enumerate(lines)]
    return texts, y + len(lines) * LINE_HEIGHT


def drawing(chart_id: str, title: str, description: str, height: float, parts: list[str]) -> str:
    """Return the whole picture, named for those who cannot see it by its title and description."""
    key = re.sub(r"[^A-Za-z0-9-]+", "-", chart_id)
    return element(
        "svg",
        element("title", clean(title), id=f"{key}-title"),
        element("desc", clean(description), id=f"{key}-description"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        width="100%",
        role="img",
        aria_labelledby=f"{key}-title {key}-description",
        font_family=FONT,
        font_size=TEXT_SIZE,
    )
