"""The local authorities of England: who a code means, and which others are statistically nearest."""

from dataclasses import dataclass
from functools import cache

from homeward.evidence.release import Authority
from homeward.evidence.releases import releases


class UnknownAuthorityError(LookupError):
    """No authority has the code. The message is one sentence, fit for the screen, and does not repeat the code."""


@dataclass(frozen=True)
class Neighbour:
    """A statistical neighbour: the authority, its rank (1 is nearest) and how close, in the department's words."""

    authority: Authority
    rank: int
    closeness: str
    release_id: str


@cache
def authorities() -> tuple[Authority, ...]:
    """Return the authorities of the latest release that lists them, in the order of their department numbers."""
    listed = next(each.authorities for each in releases() if each.authorities)
    return tuple(sorted(listed, key=lambda each: each.number))


@cache
def _by_code() -> dict[str, Authority]:
    return {code: each for each in authorities() for code in (each.code, each.number)}


def authority(code: str) -> Authority:
    """Return the authority with this code (`E09000002`) or department number (`301`); raises UnknownAuthorityError."""
    try:
        return _by_code()[code.strip().upper()]
    except KeyError:
        raise UnknownAuthorityError(
            "No local authority in England has that code; give nine characters such as E09000002, or three digits "
            "such as 301."
        ) from None


@cache
def neighbours(code: str) -> tuple[Neighbour, ...]:
    """Return an authority's ten statistical neighbours, nearest first; raises UnknownAuthorityError.

    The model is the department's of 2025. Being a neighbour is not mutual: A may be near B and not B near A.
    """
    wanted = authority(code).number
    held = next(each for each in releases() if each.neighbours)
    pairs = next(row[1:] for row in held.neighbours if row[0] == wanted)
    return tuple(
        Neighbour(authority(number), rank, closeness, held.id)
        for rank, (number, closeness) in enumerate(zip(pairs[::2], pairs[1::2], strict=True), start=1)
    )
