"""What a written agreement says on paper to a parent: what is to change, what help comes, who agreed; in plain words.

It is made from one version, as it was frozen. It names nobody's address, and of an agreement with one parent it says
nothing that belongs to another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.practice.agreement import HOW_WORDS, Acceptance, Agreement, Goal, Promise, Who
from homeward.reports.chronology_document import in_full

WHAT_CHANGES, WHAT_HELPS, IF_NOT_KEPT, WHO_AGREED = (
    "What is to change",
    "What help comes",
    "If something is not kept",
    "Who has agreed",
)
_FIRST = (
    "This paper says what is to change and what help comes, so that {child} can live at home safely.",
    "It is not a court order, and it does not change your rights as a parent. You can say no. You can ask for time, "
    "for somebody to explain it, for an interpreter, or for advice from a solicitor before you sign.",
)
_LAST = (
    "If help does not come when it was promised, tell the social worker or the manager. It counts as much as what you "
    "do or do not do, and it is written down in the same way.",
    "We look at each point together, about every four weeks. What you think is written down in your words.",
    "If you are not happy with how we work with you, you can complain: ask us how. {child} can have an advocate.",
)


@dataclass(frozen=True)
class Point:
    """One goal or promise on paper: what it is, and further lines of it, each with its name."""

    says: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signature:
    """Whose answer it is, and what it was; `says` is empty where there is room to sign."""

    name: str
    says: str


@dataclass(frozen=True)
class AgreementPaper:
    """A version of an agreement on paper. `under` stands below the title, `stamp` at the head of each page."""

    title: str
    under: str
    first_words: tuple[str, ...]
    goals: tuple[Point, ...]
    promises: tuple[Point, ...]
    last_words: tuple[str, ...]
    signatures: tuple[Signature, ...]
    stamp: str
    foot: str
    made_on: date
    is_invented: bool = False


def paper_of(agreement: Agreement, *, is_invented: bool = False) -> AgreementPaper:
    """Return a version as it stands on paper. Raises ValueError where it was never made."""
    if agreement.made_on is None:
        raise ValueError("Only a version that was made is put on paper.")
    child = agreement.child_name
    names = " and ".join(party.name for party in agreement.parties)
    said = "Confidential: for those named in it"
    return AgreementPaper(
        title=f"Our agreement for {child}",
        under=f"With {names}. Version {agreement.version}, {in_full(agreement.made_on)}.",
        first_words=tuple(words.format(child=child) for words in _FIRST),
        goals=tuple(_goal(one, child, is_with_one=len(agreement.parties) == 1) for one in agreement.goals),
        promises=tuple(map(_promise, agreement.promises)),
        last_words=tuple(words.format(child=child) for words in _LAST),
        signatures=tuple(_signatures(agreement)),
        stamp=f"Invented: no such child exists. {said}" if is_invented else said,
        foot=f"Version {agreement.version} ({agreement.digest[:8]})",
        made_on=agreement.made_on,
        is_invented=is_invented,
    )


def _goal(goal: Goal, child: str, *, is_with_one: bool) -> Point:
    whose = child if goal.is_of_child else goal.whose
    is_told = goal.is_of_child or not is_with_one
    lines = (
        ("How anyone will see it", goal.seen_by),
        ("By", in_full(goal.by_on) if goal.by_on else ""),
        ("Who helps", goal.helped_by),
        ("Why", goal.concern),
    )
    says = f"{whose}: {goal.change}" if is_told and whose else goal.change
    return Point(says, tuple((name, words) for name, words in lines if words))


def _promise(promise: Promise) -> Point:
    lines = (("Who", promise.by_whom), ("By", in_full(promise.by_on) if promise.by_on else ""))
    return Point(f"{promise.service}: {promise.what}", tuple((name, words) for name, words in lines if words))


def _signatures(agreement: Agreement) -> Iterator[Signature]:
    """Yield who is asked; why somebody did not agree is theirs, and is not on the paper that others read."""
    for party in agreement.parties:
        yield Signature(party.name, _said(agreement.answer_of(Who.PARENT, party.id)))
    yield Signature(agreement.child_name, _said(agreement.answer_of(Who.CHILD)))
    answer = agreement.answer_of(Who.MANAGER)
    yield Signature(f"{answer.by}, manager" if answer and answer.by else "Manager", _said(answer))


def _said(answer: Acceptance | None) -> str:
    if answer is None:
        return ""
    how = "Agreed" if answer.is_agreed and answer.who == Who.MANAGER else HOW_WORDS[answer.how]
    return f"{how}, {in_full(answer.on)}"
