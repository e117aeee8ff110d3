"""The children behind a number: which number is asked about, who may be listed, and what the list says of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.utils.crypto import salted_hmac

from homeward.charts.figures import EMPTY_CELL, GROUP_HEADINGS, group_label
from homeward.charts.journey_strip import date_in_words
from homeward.journeys.engine import collect_children
from homeward.measures.behind import ChildEvent, behind
from homeward.measures.counting import NotListedError, Part
from homeward.measures.definition import Definition
from homeward.measures.result import RowAt
from homeward.measures.shelf import definition
from homeward.web.accounts.models import User
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_kept import events_of, journeys_of
from homeward.web.insight.models import Dataset
from homeward.web.people.relations import closed_children

YEARS_BACK = 3
"""An inspector asks for so many years; the list begins with them where the number is not of one year anyway."""

NO_SUCH_NUMBER = "There is no such number in these figures. Follow a link from a table of figures."
_PARTS: Mapping[str, Part] = {"numerator": "numerator", "denominator": "denominator"}
_SORTS = {
    "day": lambda event: event.on_day,
    "child": lambda event: event.child_id,
    "age": lambda event: -1 if event.age is None else event.age,
    "legal_status": lambda event: event.legal_status,
    "need": lambda event: event.need,
}
LATEST_FIRST = "-day"
SORTS = tuple(f"{sign}{name}" for name in _SORTS for sign in ("", "-"))


class NoSuchNumberError(LookupError):
    """Nobody stands behind what was asked. The message is one sentence, fit for the screen."""


@dataclass(frozen=True)
class Question:
    """Which number of the figures somebody asks about, and how its list is to be shown.

    `at` and `part` are as in `homeward.measures.behind`, `filters` what the figures are narrowed to. Without
    `is_every_year` the list holds the last three return years, unless the number itself is of one year or month.
    """

    measure: str
    at: RowAt
    part: Part = "numerator"
    filters: Filters = field(default_factory=Filters)
    is_every_year: bool = False
    sort: str = LATEST_FIRST

    @property
    def is_of_one_time(self) -> bool:
        """True where the number is of one year or month, so that nothing further back is in it."""
        return self.at.period is not None or "year" in self.at.group or "year" in self.filters.only

    @property
    def asked(self) -> dict[str, str]:
        """What is asked, as an address and the audit say it: never who the children are."""
        by, value = next(iter(self.at.group.items()), ("", ""))
        told = {
            "measure": self.measure,
            "part": self.part,
            "beside": self.at.beside,
            "by": by,
            "value": value,
            "period": self.at.period or "",
            "at_days": "" if self.at.at_days is None else str(self.at.at_days),
            "years": "all" if self.is_every_year else "",
            "sort": "" if self.sort == LATEST_FIRST else self.sort,
        }
        return {name: each for name, each in told.items() if each} | dict(self.filters.only)

    @property
    def query(self) -> str:
        """The end of an address that asks this."""
        return f"?{urlencode(self.asked)}"

    def sorted_by(self, sort: str) -> "Question":
        """Return the same question, its list sorted another way."""
        return replace(self, sort=sort)

    @property
    def query_of_every_year(self) -> str:
        """The end of an address that asks the same of all years."""
        return replace(self, is_every_year=True).query

    @property
    def query_of_last_years(self) -> str:
        """The end of an address that asks the same of the last years."""
        return replace(self, is_every_year=False).query

    @cached_property
    def of(self) -> Definition:
        """The measure that is asked about. Raises NoSuchNumberError."""
        try:
            return definition(self.measure)
        except LookupError:
            raise NoSuchNumberError(NO_SUCH_NUMBER) from None

    @property
    def group_in_words(self) -> str:
        """The group or time that the number is of."""
        told = [f"{GROUP_HEADINGS[key]}: {group_label(value, key)}" for key, value in self.at.group.items()]
        told += [f"Month: {self.at.period}"] if self.at.period else []
        told += [f"Up to day {self.at.at_days:,} after going home"] if self.at.at_days is not None else []
        return "; ".join(told) or "All"


def question(asked: Mapping[str, str], filters: Filters) -> Question:
    """Return what an address asks. Raises NoSuchNumberError where it asks for nothing that can be."""
    days, sort, part = asked.get("at_days", ""), asked.get("sort", LATEST_FIRST), asked.get("part", "numerator")
    if part not in _PARTS or (days and not (days.isascii() and days.isdecimal())) or sort not in SORTS:
        raise NoSuchNumberError(NO_SUCH_NUMBER)
    group = {asked["by"]: asked.get("value", "")} if asked.get("by") else {}
    at = RowAt(group, asked.get("beside", ""), asked.get("period") or None, int(days) if days else None)
    every_year = asked.get("years") == "all"
    return Question(asked.get("measure", ""), at, _PARTS[part], filters, is_every_year=every_year, sort=sort)


@dataclass(frozen=True)
class Listed:
    """One line of the list: an event in words, and the address-safe token that leads to the child's journey."""

    event: ChildEvent
    token: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Day, age, legal status and need, as a reader would say them."""
        event = self.event
        return (
            date_in_words(event.on_day),
            EMPTY_CELL if event.age is None else str(event.age),
            group_label(event.legal_status, "legal_status"),
            group_label(event.need, "need"),
        )

    @property
    def back_after(self) -> str:
        """How many days after going home the child was in care again; a dash where it was not."""
        days = self.event.days_to_re_entry
        return EMPTY_CELL if days is None else f"{days:,}"


@dataclass(frozen=True)
class Children:
    """The list behind a number: the lines are fewer than `in_all` where years before `from_year` are left out.

    `way` says how the number is counted, where that is another way than the measure's own.
    """

    lines: tuple[Listed, ...]
    in_all: int
    from_year: int | None
    way: str = ""

    @property
    def first_april(self) -> int | None:
        """The year on whose 1 April the first of the return years listed begins."""
        return None if self.from_year is None else self.from_year - 1

    @property
    def has_returns(self) -> bool:
        """True where some line tells of coming back after going home."""
        return any(line.event.days_to_re_entry is not None for line in self.lines)


def children_behind(user: User, dataset: Dataset, asked: Question) -> Children:
    """Return the list that somebody may see behind a number. Raises NoSuchNumberError.

    Whoever calls it must be permitted to list children, and writes down that they did.
    """
    events = events_of(dataset.pk, asked.filters.key)
    try:
        found = behind(events, asked.of.id, asked.at, part=asked.part)
    except NotListedError as error:
        raise NoSuchNumberError(str(error)) from None
    except ValueError:
        raise NoSuchNumberError(NO_SUCH_NUMBER) from None
    may_see = listed(user, {event.child_id for event in found})
    seen = [event for event in found if event.child_id in may_see]
    whole = asked.is_every_year or asked.is_of_one_time
    from_year = None if whole else max(dataset.years) - YEARS_BACK + 1
    kept = [event for event in seen if from_year is None or event.year >= from_year]
    kept.sort(key=_SORTS[asked.sort.removeprefix("-")], reverse=asked.sort.startswith("-"))
    tokens = _tokens(dataset.pk)
    ways = {way.id: way.label for way in asked.of.ask(events).beside}
    lines = tuple(Listed(event, tokens[event.child_id]) for event in kept)
    return Children(lines, len(seen), from_year, ways.get(asked.at.beside, ""))


def listed(user: User, child_ids: Iterable[str]) -> frozenset[str]:
    """Return those of the children whom somebody may see in a list or open: the one place where that is asked.

    Left out are those whose record here is restricted to others, or shut to somebody who has a conflict of interest.
    """
    return frozenset(child_ids).difference(closed_children(user).values_list("local_id", flat=True))


def child_of(user: User, dataset: Dataset, token: str) -> str | None:
    """Return the child's id that a token stands for, or None where there is none or somebody may not see it."""
    found = next((child for child, known in _tokens(dataset.pk).items() if known == token), None)
    return found if found is not None and found in listed(user, [found]) else None


@lru_cache(maxsize=2)
def _tokens(dataset_id: UUID) -> Mapping[str, str]:
    """Return a token for each child, to stand in addresses: they are kept by browsers and proxies, an id must not be.

    It is made with the service's secret key from dataset and child, so that nobody can work out a child from it, guess
    another one, or tell the same child in two datasets.
    """
    rows = collect_children(journeys_of(dataset_id).periods.lazy().select("child_id").unique())
    return {row["child_id"]: _token(dataset_id, row["child_id"]) for row in rows}


def _token(dataset_id: UUID, child_id: str) -> str:
    return salted_hmac("homeward.insight.child", f"{dataset_id} {child_id}", algorithm="sha256").hexdigest()[:32]
