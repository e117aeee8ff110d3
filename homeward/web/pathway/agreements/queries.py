"""Reads written agreements into values: what stands now, the versions, who agreed, and what reviews found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.practice.agreement import (
    Acceptance,
    Agreement,
    Became,
    Goal,
    GoalReview,
    How,
    Judged,
    Party,
    Promise,
    PromiseReview,
    Who,
    digest_of,
    thawed,
)
from homeward.web.accounts.models import User
from homeward.web.pathway.models import (
    AbuseRecorded,
    AgreementAnswer,
    AgreementVersion,
    GoalReviewed,
    PathwayStart,
    PromiseReviewed,
    WrittenGoal,
    WrittenPromise,
)
from homeward.web.people.models import Person
from homeward.web.people.permissions import hidden_persons

OWN_SERVICE = "Children’s social care"
"""What the service whose record this is is called in an agreement."""


def is_apart(start: PathwayStart) -> bool:
    """Tell whether each parent has an agreement of their own: abuse is recorded, or nobody knows."""
    return start.abuse != AbuseRecorded.NO


def parties_of(start: PathwayStart, user: User | None = None) -> tuple[Party, ...]:
    """Return the parents with whom agreements are made, as they were said in the assessment.

    Whoever the reader may not be told of is left out. Without a reader they have no names; three queries.
    """
    ids = list(start.assessed_parents.filter(struck_at=None).values_list("person", flat=True))
    if user is None:
        return tuple(Party(str(pk), "") for pk in ids)
    told = Person.objects.filter(pk__in=ids).exclude(hidden_persons(user))
    names = {one.pk: one.shown_name for one in told.select_related("child").prefetch_related("names")}
    return tuple(Party(str(pk), names[pk]) for pk in ids if pk in names)


@dataclass(frozen=True)
class Stands:
    """The goals and promises that stand now, as rows and as values, in their order."""

    goals: tuple[tuple[WrittenGoal, Goal], ...]
    promises: tuple[tuple[WrittenPromise, Promise], ...]

    def of(self, parent: str, *, apart: bool) -> "Stands":
        """Return those of one agreement: of one parent or, for an empty id, of both.

        What stands in nobody's agreement is part of each unless parents are kept apart.
        """
        wanted = {parent} if apart else {parent, ""}
        if not parent:
            return self
        return Stands(
            tuple(one for one in self.goals if one[1].parent_id in wanted),
            tuple(one for one in self.promises if one[1].parent_id in wanted),
        )

    @property
    def keys(self) -> frozenset[str]:
        """What the rows are named by: another set means that something was changed."""
        return frozenset(value.key for _, value in (*self.goals, *self.promises))


def standing_of(start: PathwayStart, names: Mapping[str, str] | None = None) -> Stands:
    """Return all goals and promises of a way that stand now; two queries. `names` are those of parents, by id."""
    return standing_of_ways([start], names)[start.pk]


def standing_of_ways(starts: Iterable[PathwayStart], names: Mapping[str, str] | None = None) -> Mapping[UUID, Stands]:
    """Return, by the id of each way's start, all goals and promises that stand now; two queries, however many ways."""
    told, pks = names or {}, [start.pk for start in starts]
    goals: dict[UUID, list[tuple[WrittenGoal, Goal]]] = defaultdict(list)
    promises: dict[UUID, list[tuple[WrittenPromise, Promise]]] = defaultdict(list)
    for row in WrittenGoal.objects.standing().filter(start__in=pks):
        goals[row.start_id].append((row, goal_of(row, told)))
    for row in WrittenPromise.objects.standing().filter(start__in=pks).select_related("agency"):
        promises[row.start_id].append((row, promise_of(row)))
    return {pk: Stands(tuple(goals[pk]), tuple(promises[pk])) for pk in pks}


def goal_of(row: WrittenGoal, names: Mapping[str, str]) -> Goal:
    """Return a goal as a value."""
    parent = str(row.parent_id or "")
    return Goal(
        key=str(row.pk),
        line=str(row.line),
        concern=row.concern,
        change=row.change,
        seen_by=row.seen_by,
        by_on=row.by_on,
        helped_by=row.helped_by,
        parent_id=parent,
        whose="" if row.is_of_child else names.get(parent, ""),
        is_of_child=row.is_of_child,
    )


def promise_of(row: WrittenPromise) -> Promise:
    """Return a promise as a value."""
    return Promise(
        key=str(row.pk),
        line=str(row.line),
        what=row.what,
        service=row.agency.name if row.agency else OWN_SERVICE,
        by_whom=row.by_whom,
        by_on=row.by_on,
        service_id=str(row.agency_id or ""),
        parent_id=str(row.parent_id or ""),
    )


def agreements_of(start: PathwayStart, today: date, user: User | None = None) -> tuple[Agreement, ...]:
    """Return the latest version of each agreement of a way, with its answers and reviews until a day; eight queries.

    Where parents are kept apart, an agreement with both does not stand and is not told. A reader (None for none) is not
    told of an agreement with a parent of whom they may not be told.
    """
    found = agreements_of_ways([start], today)[start.pk]
    if user is None or not found:
        return found
    told = _told(found, user)
    return tuple(one for one in found if {party.id for party in one.parties} <= told)


def agreements_of_ways(starts: Iterable[PathwayStart], today: date) -> Mapping[UUID, tuple[Agreement, ...]]:
    """Return, by the id of each way's start, the latest version of each agreement; eight queries, however many ways."""
    ways = {start.pk: start for start in starts}
    last: dict[tuple[UUID, UUID | None], AgreementVersion] = {}
    rows = AgreementVersion.objects.standing().filter(start__in=ways, on__lte=today).select_related("entered_by")
    for row in rows:
        if row.parent_id is not None or not is_apart(ways[row.start_id]):
            last[row.start_id, row.parent_id] = row
    found: dict[UUID, list[Agreement]] = defaultdict(list)
    for start, agreement in _whole(ways, last.values(), today) if last else ():
        found[start].append(agreement)
    return {pk: tuple(found[pk]) for pk in ways}


def version_of(version: AgreementVersion, today: date) -> Agreement:
    """Return one version, which may be an earlier one, with the answers to it and what reviews found; seven queries."""
    ((_, found),) = _whole({version.start_id: version.start}, [version], today)
    return found


def _told(found: Iterable[Agreement], user: User) -> set[str]:
    """Return the ids of the parents of whom a reader may be told, also of one who is not assessed any more."""
    ids = {party.id for one in found for party in one.parties}
    told = Person.objects.filter(pk__in=ids).exclude(hidden_persons(user)).values_list("pk", flat=True)
    return set(map(str, told))


def _whole(
    ways: Mapping[UUID, PathwayStart], versions: Iterable[AgreementVersion], today: date
) -> Iterator[tuple[UUID, Agreement]]:
    """Yield versions, each with the id of its way's start."""
    rows = list(versions)
    answers = defaultdict(list)
    given = AgreementAnswer.objects.standing().filter(version__in=[row.pk for row in rows], on__lte=today)
    for one in given.select_related("entered_by"):
        answers[one.version_id].append(_answer(one))
    stands = standing_of_ways(ways.values())
    goals, promises = _goal_reviews(ways, today), _promise_reviews(ways, today)
    for row in rows:
        looks = (goals[row.start_id], promises[row.start_id])
        now = stands[row.start_id].of(str(row.parent_id or ""), apart=is_apart(ways[row.start_id]))
        yield row.start_id, _agreement(row, answers[row.pk], *looks, is_changed=now.keys != keys_of(row))


def keys_of(version: AgreementVersion) -> frozenset[str]:
    """Return by what the goals and promises are named that a version holds."""
    _, _, goals, promises = thawed(version.content)
    return frozenset(one.key for one in (*goals, *promises))


def _agreement(
    row: AgreementVersion,
    answers: Iterable[Acceptance],
    goal_reviews: Iterable[GoalReview],
    promise_reviews: Iterable[PromiseReview],
    *,
    is_changed: bool,
) -> Agreement:
    child_name, parties, goals, promises = thawed(row.content)
    lines = {one.line for one in (*goals, *promises)}
    return Agreement(
        id=str(row.pk),
        version=row.number,
        for_parent=str(row.parent_id or ""),
        goals=goals,
        promises=promises,
        accepted=tuple(answers),
        parties=parties,
        reviews=tuple(one for one in goal_reviews if one.line in lines),
        promise_reviews=tuple(one for one in promise_reviews if one.line in lines),
        made_on=row.on,
        made_by=_by(row),
        digest=row.digest,
        is_changed=is_changed,
        is_whole=digest_of(row.content) == row.digest,
        child_name=child_name,
    )


def _answer(row: AgreementAnswer) -> Acceptance:
    return Acceptance(
        who=Who(row.who),
        how=How(row.how),
        on=row.on,
        name=row.name,
        person_id=str(row.person_id or ""),
        words=row.words,
        attachment=str(row.scan_id or ""),
        by=_by(row),
        key=str(row.pk),
    )


def _goal_reviews(ways: Iterable[UUID], today: date) -> Mapping[UUID, list[GoalReview]]:
    rows = GoalReviewed.objects.standing().filter(goal__start__in=ways, on__lte=today)
    found = defaultdict(list)
    for row in rows.select_related("goal", "entered_by").prefetch_related("evidence"):
        found[row.goal.start_id].append(
            GoalReview(
                goal=str(row.goal_id),
                line=str(row.goal.line),
                judged=Judged(row.judged),
                on=row.on,
                words=row.words,
                parents_view=row.parents_view,
                lasting_since=row.lasting_since_on,
                evidence=tuple(link.event_key for link in row.evidence.all()),
                by=_by(row),
                key=str(row.pk),
            )
        )
    return found


def _promise_reviews(ways: Iterable[UUID], today: date) -> Mapping[UUID, list[PromiseReview]]:
    rows = PromiseReviewed.objects.standing().filter(promise__start__in=ways, on__lte=today)
    found = defaultdict(list)
    for row in rows.select_related("promise", "entered_by"):
        told = {"became": Became(row.became), "on": row.on, "words": row.words, "by": _by(row), "key": str(row.pk)}
        found[row.promise.start_id].append(
            PromiseReview(promise=str(row.promise_id), line=str(row.promise.line), **told)
        )
    return found


def _by(row: AgreementVersion | AgreementAnswer | GoalReviewed | PromiseReviewed) -> str:
    return row.entered_by.name if row.entered_by else ""
