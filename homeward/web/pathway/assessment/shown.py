"""Lays an assessment out for its pages: each factor with its accounts, their events, and where it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from homeward.practice.assessment import (
    CHANGE_WORDS,
    OFFERED_WORDS,
    RATING_WORDS,
    SAID_BY_WORDS,
    WISH_WORDS,
    Assessment,
    HelpOffered,
    Parent,
    Said,
    SaidBy,
    Shown,
    Viewed,
    WarningToAnswer,
    Weighed,
)
from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.classification import Wish
from homeward.practice.instruments.factor import GROUP_WORDS, Group, ToldBy
from homeward.web.people.models import Child

Events = Mapping[str, ChronologyEvent]
OTHERS = (SaidBy.CARER, SaidBy.SCHOOL, SaidBy.HEALTH, SaidBy.POLICE, SaidBy.RELATIVE, SaidBy.AGENCY)
"""Whose views are written in their own words here, beside child and parents."""


@dataclass(frozen=True)
class AccountLine:
    """One account with whose it is, what was found in words, and the events; None for one the reader may not open."""

    said: Said
    who: str
    rating: str
    events: tuple[ChronologyEvent | None, ...]


@dataclass(frozen=True)
class FactorLine:
    """One factor with what counts of it, whoever assesses first and then the last first, and where it is written."""

    weighed: Weighed
    rating: str
    accounts: tuple[AccountLine, ...]
    href: str

    @property
    def is_unsettled(self) -> bool:
        """Whether accounts differ and nobody who assesses has weighed them."""
        weighed = any(one.said_by == SaidBy.ASSESSOR for one in self.weighed.said)
        return self.weighed.is_contradicted and not weighed

    @property
    def title(self) -> str:
        """The factor's name, with the parent's where it is asked of each."""
        parent = self.weighed.parent
        return f"{self.weighed.factor.title}: {parent}" if parent else self.weighed.factor.title


@dataclass(frozen=True)
class GroupLines:
    """The factors about one thing: those asked in every case, and the others."""

    title: str
    core: tuple[FactorLine, ...]
    others: tuple[FactorLine, ...]


@dataclass(frozen=True)
class ParentLine:
    """One parent: what they have shown at last, what they want, which help they were offered, where it is written."""

    parent: Parent
    shown: Shown | None
    change: str
    events: tuple[ChronologyEvent | None, ...]
    href: str


@dataclass(frozen=True)
class ChangeLine:
    """What was written once of a parent's capacity to change, in words, and the events that show it."""

    shown: Shown
    change: str
    events: tuple[ChronologyEvent | None, ...]


@dataclass(frozen=True)
class ViewLine:
    """One person's view: whose it is, what they want in words, their words, and where it is written."""

    title: str
    view: Viewed | None
    wish: str
    event: ChronologyEvent | None
    href: str

    @property
    def is_own(self) -> bool:
        """Whether it is the child's or a parent's, who are always asked."""
        return self.view is None or self.view.whose not in OTHERS


@dataclass(frozen=True)
class HelpLine:
    """Which help somebody was offered, in words, and where it is written."""

    name: str
    told: HelpOffered | None
    offered: tuple[tuple[str, str], ...]
    href: str


@dataclass(frozen=True)
class WarningLine:
    """One warning and where it is answered."""

    warning: WarningToAnswer
    href: str


def factor_lines(child: Child, weighed: Iterable[Weighed], events: Events) -> tuple[FactorLine, ...]:
    """Return factors as they stand on a page."""
    return tuple(factor_line(child, one, events) for one in weighed)


def factor_line(child: Child, weighed: Weighed, events: Events) -> FactorLine:
    """Return one factor as it stands on a page."""
    rating = RATING_WORDS[weighed.rating] if weighed.rating else "Nobody has looked"
    assessors = [one for one in reversed(weighed.standing) if one.said_by == SaidBy.ASSESSOR]
    others = [one for one in reversed(weighed.standing) if one.said_by != SaidBy.ASSESSOR]
    accounts = tuple(_account(one, events) for one in (*assessors, *others))
    return FactorLine(weighed, rating, accounts, _href_of_factor(child, weighed))


def past_accounts(weighed: Weighed, events: Events) -> tuple[AccountLine, ...]:
    """Return what was written of a factor and counts no more, the last first."""
    standing = {one.key for one in weighed.standing}
    return tuple(_account(one, events) for one in reversed(weighed.said) if one.key not in standing)


def group_lines(lines: Iterable[FactorLine]) -> list[GroupLines]:
    """Return factors by what they are about."""
    found = list(lines)
    groups = []
    for group in Group:
        of_group = [line for line in found if line.weighed.factor.group == group]
        core = tuple(line for line in of_group if line.weighed.factor.core)
        groups.append(GroupLines(GROUP_WORDS[group], core, tuple(line for line in of_group if line not in core)))
    return groups


def parent_lines(child: Child, assessment: Assessment, events: Events) -> list[ParentLine]:
    """Return each parent with what they have shown at last."""
    found = []
    for parent in assessment.parents:
        shown = assessment.of_parents.get(parent.id)
        change = CHANGE_WORDS[shown.change] if shown else "Nobody has looked"
        href = reverse("assessment_parent", args=[child.pk, parent.id])
        found.append(ParentLine(parent, shown, change, _events(shown.evidence if shown else (), events), href))
    return found


def change_lines(assessment: Assessment, parent: str, events: Events) -> list[ChangeLine]:
    """Return what was written of one parent's capacity to change, the last first."""
    of_parent = [one for one in assessment.shown if one.parent_id == parent]
    return [ChangeLine(one, CHANGE_WORDS[one.change], _events(one.evidence, events)) for one in reversed(of_parent)]


def view_lines(child: Child, assessment: Assessment, events: Events) -> list[ViewLine]:
    """Return the child's view, each parent's, and those of others; the first two also where nobody has asked."""
    asked = reverse("assessment_view", args=[child.pk, SaidBy.CHILD])
    lines = [_view_line("The child", assessment.childs_view, events, asked)]
    for parent in assessment.parents:
        href = reverse("assessment_view_of", args=[child.pk, SaidBy.PARENT, parent.id])
        lines.append(_view_line(parent.name, assessment.of_parents_wishes.get(parent.id), events, href))
    for view in assessment.viewed:
        if view.whose in OTHERS:
            href = reverse("assessment_view", args=[child.pk, view.whose])
            lines.append(_view_line(f"{SAID_BY_WORDS[view.whose]}: {view.name}", view, events, href))
    return lines


def help_lines(child: Child, assessment: Assessment) -> list[HelpLine]:
    """Return of the child and each parent which help they were offered at last."""
    people = [(str(child.person_id), "The child"), *((one.id, one.name) for one in assessment.parents)]
    last = {one.person_id: one for one in assessment.helped}
    found = []
    for pk, name in people:
        told = last.get(pk)
        kinds = ("advocate", "interpreter", "communication")
        offered = tuple((HELP_WORDS[kind], OFFERED_WORDS[getattr(told, kind)]) for kind in kinds) if told else ()
        found.append(HelpLine(name, told, offered, reverse("assessment_help", args=[child.pk, pk])))
    return found


HELP_WORDS: Mapping[str, str] = {
    "advocate": "An advocate",
    "interpreter": "An interpreter",
    "communication": "Help to understand and to be understood",
}


def warning_lines(child: Child, warnings: Sequence[WarningToAnswer]) -> list[WarningLine]:
    """Return each warning with where it is answered."""
    found = []
    for one in warnings:
        args = [child.pk, one.id, *([one.parent_id] if one.parent_id else [])]
        page = "assessment_warning_of" if one.parent_id else "assessment_warning"
        found.append(WarningLine(one, reverse(page, args=args)))
    return found


def _view_line(title: str, view: Viewed | None, events: Events, href: str) -> ViewLine:
    wish = "" if view is None else _wish(view.wish)
    event = _events(view.evidence, events)[0] if view and view.evidence else None
    return ViewLine(title, view, wish, event, href)


def _wish(wish: Wish | None) -> str:
    return WISH_WORDS[wish] if wish else "Was not asked what they want"


def _account(said: Said, events: Events) -> AccountLine:
    who = SAID_BY_WORDS[said.said_by]
    return AccountLine(
        said, f"{who}: {said.name}" if said.name else who, RATING_WORDS[said.rating], _events(said.evidence, events)
    )


def _events(keys: Iterable[str], events: Events) -> tuple[ChronologyEvent | None, ...]:
    return tuple(events.get(key) for key in keys)


def _href_of_factor(child: Child, weighed: Weighed) -> str:
    """Return where a factor is written; empty where it is asked of a parent and nobody has said who that is."""
    factor, parent = weighed.factor, weighed.parent_id
    if factor.told_by == ToldBy.CHILDS_WISH:
        return reverse("assessment_view", args=[child.pk, SaidBy.CHILD])
    if not factor.each_parent:
        return reverse("assessment_factor", args=[child.pk, factor.id])
    if not parent:
        return ""
    if factor.told_by == ToldBy.CHANGE:
        return reverse("assessment_parent", args=[child.pk, parent])
    if factor.told_by == ToldBy.PARENTS_WISH:
        return reverse("assessment_view_of", args=[child.pk, SaidBy.PARENT, parent])
    return reverse("assessment_factor_of", args=[child.pk, factor.id, parent])
