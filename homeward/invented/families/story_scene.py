"""Says who is who round a family's children on one day, where each child lives then, and what can be told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from homeward.invented.families.careers import CARE_ORDERS, HOME, PARENTS, CareChild
from homeward.invented.families.cases import Case
from homeward.invented.families.living import FOSTER, KIN
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.story_words import Line, Named, slots_in

UNACCOMPANIED = "unaccompanied"
_PRONOUNS = {"female": ("she", "her", "her", "herself"), "male": ("he", "him", "his", "himself")}
_THEY = ("they", "them", "their", "themselves")
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(FOSTER, "foster"),
        **dict.fromkeys(("A3", "A4", "A5", "A6"), "adoptive"),
        **dict.fromkeys(("K1", "K2", "R1", "S1"), "residential"),
        **dict.fromkeys(("K3", "H5", "P2", "P3"), "supported"),
        PARENTS: "home",
        "R2": "hospital",
        "R3": "family_centre",
    }
)
_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "foster": "the foster home",
        "adoptive": "the adopters’ home",
        "residential": "the children’s home",
        "supported": "the supported lodgings",
        "home": "home",
        "hospital": "the ward",
        "family_centre": "the family centre",
        "other": "the place where {he} lives",
    }
)


@dataclass(frozen=True)
class Cast:
    """Who is spoken of on a day, and how: names by slot, and the keys of those of them who can be mentioned."""

    children: tuple[CareChild, ...]
    names: Mapping[str, Named]
    keys: Mapping[str, str]

    def mentioned(self, *texts: str) -> tuple[str, ...]:
        """Return the keys of those who stand in some texts, besides the children."""
        slots = frozenset(slot for text in texts for slot in slots_in(text))
        return tuple(dict.fromkeys(key for slot, key in self.keys.items() if slot in slots))


def place_of(case: Case, child: CareChild, day: date) -> str:
    """Return in what kind of place a child lives on a day: foster, kin, home, residential and so on."""
    if case.went_home_on is not None and day >= case.went_home_on:
        return "home"
    begun = [episode for episode in child.episodes if episode.began_on <= day]
    if not begun:
        return "home"
    last = begun[-1]
    if last.ended_on is not None and last.ended_on <= day:
        return "home" if last.reason_ceased in HOME or last is not child.last else "kin"
    if last.place in KIN:
        return "kin" if case.family.kin_carer is not None else "foster"
    return _KINDS.get(last.place, "other")


def is_in_care(child: CareChild, day: date) -> bool:
    """Say whether a child is in care on a day, as the returns tell it."""
    return any(one.began_on <= day and (one.ended_on is None or day < one.ended_on) for one in child.episodes)


def cast_of(case: Case, children: Sequence[CareChild], day: date) -> Cast:
    """Return who is spoken of on a day beside some children of a family."""
    one = children[0] if len(children) == 1 else None
    people = dict(_people(case, children, day))
    his = _pronouns(one)[2] if one else "their"
    named = {slot: _named(his, relation, person) for slot, (relation, person) in people.items()}
    given = [case.family.children[child.local_id].given for child in sorted(children, key=lambda child: child.born_on)]
    named["children"] = Named(_listed(given), _listed(given))
    if one is not None:
        named |= _own_names(case, one, day)
    named |= {slot: Named(words, words) for slot, words in _addresses(case, children, day)}
    keys = {slot: person.key for slot, (_, person) in people.items() if person is not None}
    return Cast(tuple(children), named, keys)


def _own_names(case: Case, child: CareChild, day: date) -> dict[str, Named]:
    """Return what stands for one child alone, and for where the child lives."""
    he, him, his, himself = _pronouns(child)
    given = case.family.children[child.local_id].given
    own = {"child": given, "he": he, "him": him, "his": his, "himself": himself}
    return {slot: Named(words, words) for slot, words in own.items()} | {
        "where": Named(where := where_lives(case, child, day), where)
    }


def where_lives(case: Case, child: CareChild, day: date) -> str:
    """Return in words where a child lives on a day, such as "the foster home"."""
    kind = place_of(case, child, day)
    if kind == "kin" and case.family.kin_carer is not None:
        return f"{_pronouns(child)[2]} {_kin_is(case)}’s"
    return _WHERE.get(kind, _WHERE["foster"]).format(he=_pronouns(child)[0])


def _pronouns(child: CareChild) -> tuple[str, str, str, str]:
    return _PRONOUNS.get(child.sex, _THEY)


def _listed(given: Sequence[str]) -> str:
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} and {given[-1]}"


def _named(his: str, relation: str, person: InventedPerson | None) -> Named:
    if person is None:
        return Named(f"{his} {relation}", f"{his} {relation}")
    return Named(f"{his} {relation} {person.given}", person.given)


def _people(
    case: Case, children: Sequence[CareChild], day: date
) -> Iterator[tuple[str, tuple[str, InventedPerson | None]]]:
    """Yield the grown-ups round some children on a day by slot: what they are, and who, if that is known."""
    family = case.family
    if family.mother is not None and not _is_dead(family.mother, day):
        yield "mother", ("mother", family.mother)
    fathers = {family.fathers.get(child.local_id) for child in children}
    father = next(iter(fathers)) if len(fathers) == 1 else None
    if father is not None:
        yield "father", ("father", father)
    if family.kin_carer is not None:
        yield "kin", (_kin_is(case), family.kin_carer)
    if len(children) == 1 and (carer := _carer(case, children[0], day)):
        yield "carer", carer


def _is_dead(person: InventedPerson, day: date) -> bool:
    return person.died_on is not None and person.died_on <= day


def _kin_is(case: Case) -> str:
    return "grandmother" if case.family.grandmother is not None else "aunt"


def _carer(case: Case, child: CareChild, day: date) -> tuple[str, InventedPerson | None] | None:
    """Return who looks after a child day by day; nobody where that is staff."""
    kind, family = place_of(case, child, day), case.family
    if kind == "kin" and family.kin_carer is not None:
        return _kin_is(case), family.kin_carer
    if kind == "foster":
        lived = case.lived_on(child.local_id, day)
        return "carer", lived.carer if lived else None
    if kind in ("home", "family_centre") and family.mother is not None and not _is_dead(family.mother, day):
        return "mother", family.mother
    return ("adopters", None) if kind == "adoptive" else None


def _addresses(case: Case, children: Sequence[CareChild], day: date) -> Iterator[tuple[str, str]]:
    """Yield the addresses that are known and may be written down, by slot."""
    who = {"mother_address": case.family.mother, "father_address": case.family.fathers.get(children[0].local_id)}
    for slot, person in who.items():
        lived = case.lived_on(person.key, day) if person else None
        if lived is not None and lived.household.postcode:
            yield slot, f"{lived.household.address}, {lived.household.postcode}"
    placed = case.lived_on(children[0].local_id, day)
    if placed is not None and placed.carer is not None and placed.household.postcode:
        yield "carer_address", f"{placed.household.address}, {placed.household.postcode}"


def fitting(case: Case, line: Line, children: Sequence[CareChild], day: date) -> list[CareChild]:
    """Return those of some children of whom a line can be told on a day, as far as it asks for each by itself."""
    return [
        child
        for child in children
        if line.ages[0] <= max(child.age_on(day), 0) <= line.ages[1]
        and (not line.places or place_of(case, child, day) in line.places)
        and (not line.sexes or child.sex in line.sexes)
        and (not line.need or child.last.need in line.need)
    ]


def is_about(case: Case, line: Line) -> bool:
    """Say whether a line speaks of what brought this family to notice. Who came alone has lines apart."""
    if case.story == UNACCOMPANIED:
        return line.about == UNACCOMPANIED
    return line.about in ("any", "family", case.family.worry) and case.family.worry not in line.not_about


def has_needed(case: Case, line: Line, cast: Cast, day: date) -> bool:
    """Say whether all are known of whom a line speaks, and all is so that it needs."""
    return line.slots <= cast.names.keys() and all(_is_so(case, needed, cast, day) for needed in line.needs)


def _is_so(case: Case, needed: str, cast: Cast, day: date) -> bool:
    """Say whether something is so that a line needs. Raises KeyError for what no line can need."""
    family = case.family
    mother = family.mother
    lived = case.lived_on(mother.key, day) if mother else None
    return {
        "no_father": not family.fathers,
        "mother": "mother" in cast.names,
        "mother_dead": mother is not None and _is_dead(mother, day),
        "grandmother": family.grandmother is not None,
        "siblings": len(family.children) > 1,
        "several": len(cast.children) > 1,
        "court": any(child.last.legal_status in CARE_ORDERS for child in cast.children),
        "refuge": lived is not None and not lived.household.postcode,
    }[needed]
