"""Tells a family in words: who everybody is to the child and to the others, as a list and as a table."""

from collections.abc import Iterable, Mapping

from homeward.charts.family import (
    BONDS,
    TURNED,
    Family,
    FamilyMember,
    FamilyTie,
    called,
    kind_in_words,
    listed,
)
from homeward.charts.family_lines import family_lines
from homeward.charts.figures import EMPTY_CELL
from homeward.charts.spec import ChartTable

_FROM_BELOW: Mapping[str, str] = {above: below for below, above in TURNED.items()} | {
    "mother": "child",
    "father": "child",
}
_SEXES = {"female": "female", "male": "male", "unknown": "sex not known"}
_NO_RELATION = "no tie recorded"
_THE_CHILD = "the child"


def told_family(family: Family) -> tuple[str, ...]:
    """Tell the family as sentences, one a member, the child first and then who is near; at the end what does not fit.

    All that the genogram shows stands here, with every name in full.
    """
    kin = _Kin(family)
    people = [_told(member, kin) for member in in_nearness(family)]
    return (*people, *family_lines(family).doubts) if people else ("Nobody is recorded yet.",)


def family_table(family: Family, caption: str = "The family") -> ChartTable:
    """Give every member as a row, in the order of the list."""
    kin = _Kin(family)
    return ChartTable(
        caption=caption,
        headers=("Name", "To the child", "Sex", "Born", "Age", "Lives with", "Further"),
        rows=tuple(_row(member, kin) for member in in_nearness(family)),
    )


def in_nearness(family: Family) -> list[FamilyMember]:
    """Return the members: the child, the child's home, then whoever has a tie to the child, then the others."""
    kin = _Kin(family)
    home = set(family.household)

    def rank(member: FamilyMember) -> int:
        if member == family.child:
            return 0
        return 1 if member in home else 2 if kin.to_child(member) else 3

    return sorted(family.by_id.values(), key=rank)


def to_child(family: Family) -> Mapping[str, str]:
    """Return for each member who is something to the child, recorded or following from what is, what that is."""
    kin = _Kin(family)
    return {member.id: words for member in family.by_id.values() if (words := kin.to_child(member))}


class _Kin:
    """Who is what to whom, said from both sides."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.of: dict[str, list[tuple[str, str, str]]] = {each: [] for each in family.by_id}
        self.parents: dict[str, list[str]] = {}
        for tie in family.known_ties:
            self._add(tie)

    def _add(self, tie: FamilyTie) -> None:
        one, other = self.family.by_id[tie.one], self.family.by_id[tie.other]
        until = f" until {tie.until}" if tie.until else ""
        for here, there, kind in ((one, other, tie.kind), (other, one, _FROM_BELOW.get(tie.kind, tie.kind))):
            said = kind_in_words("former_partner" if kind == "partner" and until else kind, here.sex), until, there.id
            if said not in self.of[here.id]:
                self.of[here.id].append(said)
        if BONDS.get(tie.kind) in ("birth", "adopted"):
            self.parents.setdefault(tie.other, []).append(tie.one)

    def to_child(self, member: FamilyMember) -> str:
        """Say what somebody is to the child of the page; nothing if neither recorded nor to be followed."""
        child = self.family.child
        if child is None or member.id == child.id:
            return ""
        said = [words + until for words, until, other in self.of[member.id] if other == child.id]
        return listed(list(dict.fromkeys(said))) or self._followed(member, child)

    def _followed(self, member: FamilyMember, child: FamilyMember) -> str:
        mine, theirs = set(self.parents.get(child.id, ())), set(self.parents.get(member.id, ()))
        if mine & theirs:
            return kind_in_words("sibling" if mine == theirs else "half_sibling", member.sex)
        above = {each for parent in mine for each in self.parents.get(parent, ())}
        if member.id in above:
            return kind_in_words("grandparent", member.sex)
        if any(member.id in self.parents.get(each, ()) for each in above):
            return f"great-{kind_in_words('grandparent', member.sex)}"
        if theirs & above:
            return kind_in_words("aunt_uncle", member.sex)
        beside = any(above & set(self.parents.get(each, ())) for each in theirs)
        return "cousin" if beside else ""

    def to_others(self, member: FamilyMember) -> str:
        """Say what somebody is to each of the others but the child, by kind."""
        child = self.family.child
        by_kind: dict[str, list[str]] = {}
        for words, until, other in self.of[member.id]:
            if child is None or other != child.id:
                by_kind.setdefault(words, []).append(called(self.family.by_id[other]) + until)
        return "; ".join(f"{words} of {listed(names)}" for words, names in by_kind.items())


def _told(member: FamilyMember, kin: _Kin) -> str:
    is_child = member == kin.family.child
    what = f"{_THE_CHILD} this is about" if is_child else kin.to_child(member)
    others = kin.to_others(member)
    home = names(kin.family.living_with(member))
    facts = [
        what or ("" if others else _NO_RELATION),
        _SEXES[member.sex],
        member.born,
        member.age and ("" if member.is_dead else "age ") + member.age,
        "has died" if member.is_dead else "",
        member.note,
        f"lives with {home}" if home else "",
    ]
    said = ", ".join([called(member), *(" ".join(fact.split()) for fact in facts if fact.strip())])
    return f"{said}; {others}." if others else f"{said}."


def _row(member: FamilyMember, kin: _Kin) -> tuple[str, ...]:
    is_child = member == kin.family.child
    died = ["has died"] if member.is_dead else []
    cells = (
        called(member),
        _THE_CHILD if is_child else kin.to_child(member),
        _SEXES[member.sex],
        member.born,
        member.age,
        names(kin.family.living_with(member)),
        "; ".join([*died, *filter(None, (member.note, kin.to_others(member)))]),
    )
    return tuple(" ".join(cell.split()) or EMPTY_CELL for cell in cells)


def names(members: Iterable[FamilyMember]) -> str:
    """Return the names of members as a sentence lists them."""
    return listed([called(each) for each in members])
