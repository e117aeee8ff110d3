"""A factor of an assessment: what raises or lowers risk, how anybody would see it, and which research it comes from."""

from dataclasses import dataclass
from enum import StrEnum

MOST_CORE = 15
"""No assessment asks for more factors than these in every case: paper that asked for more was not used."""


class Group(StrEnum):
    """What a factor is about."""

    ABUSE = "abuse"
    CHILD = "child"
    PARENT = "parent"
    PARENT_AND_CHILD = "parent_and_child"
    FAMILY = "family"
    PROFESSIONAL = "professional"
    SETTING = "setting"


GROUP_WORDS: dict[Group, str] = {
    Group.ABUSE: "What happened to the child",
    Group.CHILD: "The child",
    Group.PARENT: "The parent",
    Group.PARENT_AND_CHILD: "Parent and child together",
    Group.FAMILY: "The family",
    Group.PROFESSIONAL: "Help and those who give it",
    Group.SETTING: "Where they live",
}


class Way(StrEnum):
    """Which way a factor points."""

    RAISES = "raises"
    LOWERS = "lowers"


class ToldBy(StrEnum):
    """Where a factor is written down that is asked elsewhere already, so that nobody is asked twice."""

    CHANGE = "change"
    CHILDS_WISH = "childs_wish"
    PARENTS_WISH = "parents_wish"


@dataclass(frozen=True, kw_only=True)
class Factor:
    """One factor. `question` is asked of the record and the family; `seen_by` says how anybody would see it.

    `findings` are ids of research findings in `evidence`. A factor that is not `core` is asked where it is needed; one
    that is `told_by` something else has no answer of its own.
    Raises ValueError where words are blank, or no finding is named.
    """

    id: str
    title: str
    group: Group
    way: Way
    question: str
    seen_by: str
    findings: tuple[str, ...]
    core: bool = False
    each_parent: bool = False
    warns: str = ""
    told_by: ToldBy | None = None

    def __post_init__(self) -> None:
        for name in ("id", "title", "question", "seen_by"):
            if not getattr(self, name).strip():
                raise ValueError(f"A factor needs its {name}.")
        if not self.findings:
            raise ValueError(f"The factor “{self.id}” names no research finding.")


@dataclass(frozen=True)
class Instrument:
    """A set of factors, whose it is and from when. Raises ValueError where it asks for too much, or one id twice."""

    id: str
    title: str
    factors: tuple[Factor, ...]

    def __post_init__(self) -> None:
        ids = [factor.id for factor in self.factors]
        if len(set(ids)) != len(ids):
            raise ValueError("Two factors of the instrument have one id.")
        if len(self.core) > MOST_CORE:
            raise ValueError(f"An instrument has at most {MOST_CORE} core factors; this one has {len(self.core)}.")

    @property
    def core(self) -> tuple[Factor, ...]:
        """The factors asked in every case."""
        return tuple(factor for factor in self.factors if factor.core)

    def of_group(self, group: Group) -> tuple[Factor, ...]:
        """Return the factors about one thing, core ones first."""
        return tuple(sorted((one for one in self.factors if one.group == group), key=lambda one: not one.core))
