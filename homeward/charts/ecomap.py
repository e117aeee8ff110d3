"""The people and agencies round a child, by sector and by how strong the tie is: as values, in words and as a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from homeward.charts.family import Family, Sector, called
from homeward.charts.family_words import in_nearness, names, to_child
from homeward.charts.figures import EMPTY_CELL
from homeward.charts.spec import ChartTable

Line = Literal["strong", "ordinary", "weak", "strained", "ended", ""]
"""How a tie is drawn: as its strength, or `ended`; empty is a tie that nobody has described."""

SECTORS: Mapping[Sector, str] = {
    "family": "Family",
    "friends": "Friends",
    "health": "Health",
    "school": "School",
    "social care": "Social care",
    "other": "Other",
}
LINES: Mapping[Line, str] = {
    "strong": "strong",
    "ordinary": "ordinary",
    "weak": "weak",
    "strained": "strained",
    "ended": "ended",
    "": "not described",
}


@dataclass(frozen=True)
class Ecomap:
    """The family and network of a child; the title and the description are for those who cannot see it."""

    id: str
    title: str
    description: str
    family: Family


@dataclass(frozen=True)
class Around:
    """One person or agency round the child, from the family or from the network; all but `name` may be empty."""

    sector: Sector
    name: str
    role: str
    agency: str
    since: str
    line: Line


def around(family: Family) -> tuple[Around, ...]:
    """Return everybody round the child's home by sector: relatives who live elsewhere, friends, and the network.

    Of the family those count who are something to the child; the dead do not stand in it.
    """
    relations, home = to_child(family), {member.id for member in family.household}
    found = [
        Around(_sector(relations[each.id]), called(each), relations[each.id], "", "", _line(family, each.id))
        for each in in_nearness(family)
        if each.id in relations and each.id not in home and not each.is_dead
    ]
    for tie in family.network:
        name = " ".join((tie.name or tie.agency).split())
        agency = "" if name == tie.agency else tie.agency
        found.append(Around(tie.sector, name or tie.role, tie.role if name else "", agency, tie.since, tie.strength))
    order = get_args(Sector)
    return tuple(sorted(found, key=lambda each: order.index(each.sector)))


def _sector(relation: str) -> Sector:
    return "friends" if relation == "friend" else "family"


def _line(family: Family, member: str) -> Line:
    """Return how a relative's tie to the child was described; it has ended if all that is recorded has."""
    child = family.child
    ties = [tie for tie in family.known_ties if child and {tie.one, tie.other} == {member, child.id}]
    lasting = [tie for tie in ties if not tie.until]
    if ties and not lasting:
        return "ended"
    return next((tie.strength for tie in lasting if tie.strength), "")


def told_ecomap(family: Family) -> tuple[str, ...]:
    """Tell the ecomap as sentences: who lives at home, then everybody around by sector."""
    if family.child is None:
        return ("No child is recorded yet.",)
    home = names(family.household)
    first = f"{called(family.child)} lives with {home}." if home else f"{called(family.child)}: no household recorded."
    everybody = [f"{SECTORS[each.sector]}: {', '.join(_facts(each))}." for each in around(family)]
    return (first, *(everybody or ["Nobody is recorded around the child yet."]))


def _facts(each: Around) -> Iterator[str]:
    since = f"since {each.since}" if each.since else ""
    yield from filter(None, (each.name, each.role, each.agency, since, f"tie {LINES[each.line]}"))


def ecomap_table(spec: Ecomap) -> ChartTable:
    """Give everybody around as a row, in the order of the list."""
    rows = [
        (SECTORS[each.sector], each.name, each.role, each.agency, each.since, LINES[each.line])
        for each in around(spec.family)
    ]
    return ChartTable(
        caption=spec.title,
        headers=("Sector", "Who", "Role", "Agency", "Since", "Tie"),
        rows=tuple(tuple(cell.strip() or EMPTY_CELL for cell in row) for row in rows),
    )
