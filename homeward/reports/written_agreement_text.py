"""A written agreement as plain text for a translator: one numbered line for each thing that is said."""

from collections.abc import Iterator

from homeward.reports.written_agreement_paper import (
    IF_NOT_KEPT,
    WHAT_CHANGES,
    WHAT_HELPS,
    WHO_AGREED,
    AgreementPaper,
    Point,
)

_FOR_TRANSLATOR = "For the translator: keep each number before its line. Names stay as they are."


def as_text(paper: AgreementPaper) -> bytes:
    """Write an agreement as UTF-8 text, each line with its number; the same agreement gives the same bytes."""
    said = enumerate((" ".join(line.split()) for line in _lines(paper)), 1)
    numbered = [f"[{number}] {line}" for number, line in said]
    return "\n".join([_FOR_TRANSLATOR, paper.stamp, "", *numbered, ""]).encode()


def _lines(paper: AgreementPaper) -> Iterator[str]:
    yield from (paper.title, paper.under, *paper.first_words)
    yield from (WHAT_CHANGES, *_points(paper.goals))
    yield from (WHAT_HELPS, *_points(paper.promises))
    yield from (IF_NOT_KEPT, *paper.last_words, WHO_AGREED)
    yield from (f"{one.name}: {one.says}" if one.says else one.name for one in paper.signatures)


def _points(points: tuple[Point, ...]) -> Iterator[str]:
    for point in points:
        yield point.says
        yield from (f"{name}: {words}" for name, words in point.lines)
