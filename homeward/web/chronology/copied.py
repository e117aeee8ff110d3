"""Finds out whether new words are copied from the record of another family, so that nobody does it without a thought.

Every action that stores words somebody typed calls `check_not_copied`, and keeps the reason with the words. Only what
the writer may read is compared: the answer tells nobody anything of a record that they could not open.
"""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from homeward.practice.chronology.event import Reach
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Concern, LifeEvent, SearchEntry, Visit, VisitedChild, Voice
from homeward.web.chronology.reading import seen_writings
from homeward.web.chronology.search.words import folded
from homeward.web.chronology.siblings import siblings_of
from homeward.web.people.models import Child
from homeward.web.people.policy import visible

RUN = 60
"""So many signs in a row, folded as the search folds them, are no chance."""
_BLOCK = RUN // 2
_BLOCKS_AT_ONCE = 40
FIELD = "elsewhere_because"
_SAYS = "Some of these words stand in another family’s record. If they belong here too, say why. If not, take them out."
_SAYS_OF_SIBLING = (
    "Some of these words are restricted in another child’s record. If they belong here too, say why. If not, take them "
    "out."
)


def check_not_copied(
    texts: Iterable[str], *, concerned: Sequence[Child], by: User | None, because: str = ""
) -> SearchEntry | None:
    """Raise ValidationError where words stand in another record and nobody says why they belong here too.

    `concerned` are the children in whose records the words are to stand. What stands in the record of another family
    counts, and what is restricted in a sister's or a brother's. With a reason, `because`, it returns where they stand,
    for the audit; None where they stand nowhere else that the writer may read. The system (None) is not asked.
    """
    if by is None:
        return None
    found = _found(tuple(filter(None, map(_long, texts))), concerned, by)
    if found is not None and not because.strip():
        is_sibling = found.child_id in _siblings(concerned)
        raise ValidationError({FIELD: _SAYS_OF_SIBLING if is_sibling else _SAYS})
    return found


def shares_a_run(text: str, others: Iterable[str]) -> bool:
    """Tell whether a text has 60 signs in a row with one of some others."""
    new = _long(text)
    return any(_has_run(new, folded(other)) for other in others) if new else False


def _found(texts: Sequence[str], concerned: Sequence[Child], by: User) -> SearchEntry | None:
    """Return one entry of another record in which some of the texts stand; the queries grow with the texts alone.

    Who may read it is asked only where something is alike: the conditions cost more than all else. That it takes a
    moment longer where what is alike is shut tells next to nothing, and whoever tries leaves what they wrote behind.
    """
    blocks = [text[at : at + _BLOCK] for text in texts for at in range(0, len(text) - _BLOCK + 1, _BLOCK)]
    elsewhere = SearchEntry.objects.exclude(child__in=[child.pk for child in concerned])
    for start in range(0, len(blocks), _BLOCKS_AT_ONCE):
        condition = Q(pk__in=[])
        for block in blocks[start : start + _BLOCKS_AT_ONCE]:
            condition |= Q(words__contains=block)
        alike = elsewhere.filter(condition).values_list("pk", "words")
        shared = [pk for pk, words in alike if any(_has_run(text, words) for text in texts)]
        found = _of_others(concerned, by).filter(pk__in=shared).first() if shared else None
        if found is not None:
            return found
    return None


def _of_others(concerned: Sequence[Child], by: User) -> QuerySet[SearchEntry]:
    """Return what the writer may read of other records: of other families, and what is restricted of siblings."""
    here = [child.pk for child in concerned]
    events = Concern.objects.filter(child__in=here).values("event")
    visits = VisitedChild.objects.filter(child__in=here).values("visit")
    # A writing that concerns one of these children too stands here already.
    elsewhere = (Q(event=None) | ~Q(event__in=events)) & (Q(visit=None) | ~Q(visit__in=visits))
    kept_apart = ~Q(child__in=_siblings(concerned)) | Q(reach=Reach.RESTRICTED)
    found = SearchEntry.objects.filter(seen_writings(by, SearchEntry, "child")).exclude(child__in=here)
    return found.filter(elsewhere & kept_apart & _open_to(by))


def _open_to(by: User) -> Q:
    """Return the condition on entries that the writing is open to somebody."""
    ways = (("event", LifeEvent), ("visit", Visit), ("voice", Voice))
    condition = Q(pk__in=[])
    for way, model in ways:
        condition |= Q(**{f"{way}__in": visible(by, model).values("pk")})
    return condition


def _siblings(concerned: Iterable[Child]) -> set[UUID]:
    return {pk for child in concerned for pk in siblings_of(child).values_list("pk", flat=True)}


def _long(text: str) -> str:
    """Return a text folded; empty where it is too short to have been copied."""
    words = folded(text)
    return words if len(words) >= RUN else ""


def _has_run(new: str, other: str) -> bool:
    return any(run in other for run in _runs(new))


def _runs(text: str) -> Iterator[str]:
    yield from (text[at : at + RUN] for at in range(len(text) - RUN + 1))
