"""Fills the demo with children's ways home: steps, the file read, assessment and classification, as people do it."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from homeward.invented.families import pathway_happenings as told
from homeward.practice.agreement import Became, How, Judged, Who
from homeward.practice.assessment import Offered, SaidBy
from homeward.practice.classification import Change, Found, Level, Protection, Rating, Risks, Wish
from homeward.practice.instruments.shelf import instrument
from homeward.practice.pathways.position import EntryKind, Move
from homeward.web.accounts.models import User
from homeward.web.chronology.file_reads.actions import declare, finish_read, mark_source, name_reader, record_hours
from homeward.web.chronology.file_reads.details import NamingDetails, SourceOutcome
from homeward.web.chronology.models import Declared, FileRead
from homeward.web.commands.demo_stories import Replay
from homeward.web.pathway.actions import begin_way, take_move
from homeward.web.pathway.agreements.actions import answer_version, make_version, write_goal, write_promise
from homeward.web.pathway.agreements.details import AnswerDetails, GoalDetails, GoalLook, PromiseDetails, PromiseLook
from homeward.web.pathway.agreements.reviews.actions import review_agreement
from homeward.web.pathway.assessment.actions import assess_change, rate_factor, say_help, say_parents, write_view
from homeward.web.pathway.assessment.details import ChangeDetails, HelpDetails, RatingDetails, ViewDetails
from homeward.web.pathway.assessment.known import events_to_show
from homeward.web.pathway.classifications.actions import Judgement, agree_on_classification, classify
from homeward.web.pathway.home.details import SafetyDetails
from homeward.web.pathway.home.monitoring.actions import look_at_safety
from homeward.web.pathway.local.actions import confirm_rule, put_in_pathway
from homeward.web.pathway.siblings.actions import look_at_siblings
from homeward.web.people.models import Child

_FACTORS = {factor.id: factor for factor in instrument("return_home").factors}
_MOST_EVENTS = 2
"""So many events of a kind show something, the latest."""


def _began(self: Replay, what: told.PathwayBegan, by: User, on: date) -> Any:
    return begin_way(child=self.children[what.child], because=what.because, abuse=what.abuse, by=by, on=on)


def _moved(self: Replay, what: told.PathwayMoved, by: User, on: date) -> Any:
    move = Move(EntryKind(what.kind), what.step, "", what.answer)
    return take_move(child=self.children[what.child], move=move, reason=what.reason, by=by, on=on)


def _safety_looked(self: Replay, what: told.SafetyLooked, by: User, on: date) -> Any:
    details = SafetyDetails(on=on, looked_at=what.looked_at, lives_there=what.lives_there)
    return look_at_safety(child=self.children[what.child], details=details, by=by)


def _rule_confirmed(self: Replay, what: told.RuleConfirmed, by: User, on: date) -> Any:
    return confirm_rule(why=what.why, by=by, on=on)


def _days_changed(self: Replay, what: told.DaysChanged, by: User, on: date) -> Any:
    change = {"kind": "days", "step": what.step, "by": by.name, "why": what.why}
    told_so = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in change.items()]
    text = "\n".join(["[[changes]]", *told_so, f"within_days = {what.within_days}", f"since = {on.isoformat()}"])
    return put_in_pathway(text=text, why=what.why, by=by, on=on)


def _siblings_looked_at(self: Replay, what: told.SiblingsLookedAt, by: User, on: date) -> Any:
    return look_at_siblings(child=self.children[what.child], words=what.words, by=by, on=on)


def _goal_written(self: Replay, what: told.GoalWritten, by: User, on: date) -> Any:
    asked = {name: getattr(what, name) for name in ("concern", "change", "seen_by", "by_on", "helped_by")}
    details = GoalDetails(parent=self.person(what.parent), **asked)
    return write_goal(child=self.children[what.child], details=details, by=by)


def _promise_written(self: Replay, what: told.PromiseWritten, by: User, on: date) -> Any:
    details = PromiseDetails(what.what, by_whom=what.by_whom, by_on=what.by_on)
    return write_promise(child=self.children[what.child], details=details, by=by)


def _version_made(self: Replay, what: told.VersionMade, by: User, on: date) -> Any:
    return make_version(child=self.children[what.child], parent=None, by=by, on=on)


def _version_answered(self: Replay, what: told.VersionAnswered, by: User, on: date) -> Any:
    person = self.person(what.person) if what.person else None
    name = person.shown_name if person else ""
    details = AnswerDetails(Who(what.who), How(what.how), on, person=person, name=name, words=what.words)
    return answer_version(child=self.children[what.child], version=self.made[what.version], details=details, by=by)


def _agreement_reviewed(self: Replay, what: told.AgreementReviewed, by: User, on: date) -> Any:
    child = self.children[what.child]
    evidence = _shown_by(self, child, what.evidence, by, on)
    goal = GoalLook(self.made[what.goal], Judged(what.judged), what.words, what.parents_view, evidence=evidence)
    promise = PromiseLook(self.made[what.promise], Became(what.became), what.promise_words)
    version = self.made[what.version]
    return review_agreement(child=child, version=version, goals=[goal], promises=[promise], by=by, on=on)


def _reader_named(self: Replay, what: told.ReaderNamed, by: User, on: date) -> FileRead:
    details = NamingDetails(User.objects.get(username=what.reader), what.sources, what.due_on)
    return name_reader(child=self.children[what.child], details=details, by=by, on=on)


def _declared(self: Replay, what: told.ReaderDeclared, by: User, on: date) -> FileRead:
    return declare(file_read=self.made[what.reading], declared=Declared.NONE, by=by, on=on)


def _sources_read(self: Replay, what: told.SourcesRead, by: User, on: date) -> None:
    reading = self.made[what.reading]
    for source in reading.sources.all():
        mark_source(source=source, outcome=SourceOutcome(read_on=on), by=by, on=on)
    record_hours(file_read=reading, minutes=what.minutes, read_on=on, by=by, on=on)


def _finished(self: Replay, what: told.FileFinished, by: User, on: date) -> FileRead:
    return finish_read(file_read=self.made[what.reading], words=what.words, by=by, on=on)


def _parents_said(self: Replay, what: told.ParentsSaid, by: User, on: date) -> None:
    parents = [self.person(key) for key in what.parents]
    say_parents(child=self.children[what.child], parents=parents, by=by)


def _rated(self: Replay, what: told.FactorRated, by: User, on: date) -> Any:
    child = self.children[what.child]
    evidence = _shown_by(self, child, what.evidence, by, on)
    details = RatingDetails(
        factor=_FACTORS[what.factor],
        rating=Rating(what.rating),
        said_by=SaidBy(what.said_by),
        words=what.words,
        evidence=evidence,
        parent=self.person(what.parent) if what.parent else None,
        name=what.name,
    )
    return rate_factor(child=child, details=details, by=by)


def _changed(self: Replay, what: told.ChangeAssessed, by: User, on: date) -> Any:
    child = self.children[what.child]
    details = ChangeDetails(
        parent=self.person(what.parent),
        must_change=what.must_change,
        motivation=what.motivation,
        in_two_minds=what.in_two_minds,
        offered=what.offered,
        done=what.done,
        change=Change(what.change),
        seen_apart=True,
        lasted_since=what.lasted_since,
        evidence=_shown_by(self, child, what.evidence, by, on),
    )
    return assess_change(child=child, details=details, by=by)


def _viewed(self: Replay, what: told.ViewWritten, by: User, on: date) -> Any:
    details = ViewDetails(
        whose=SaidBy(what.whose),
        on=on,
        wish=Wish(what.wish) if what.wish else None,
        person=self.person(what.person) if what.person else None,
        name=what.name,
        voice=self.made[what.voice] if what.voice else None,
        words=what.words,
        how=what.how,
    )
    return write_view(child=self.children[what.child], details=details, by=by)


def _help_said(self: Replay, what: told.HelpSaid, by: User, on: date) -> Any:
    offered = (Offered(each) for each in (what.advocate, what.interpreter, what.communication))
    details = HelpDetails(self.person(what.person), *offered, what.words)
    return say_help(child=self.children[what.child], details=details, by=by)


def _classified(self: Replay, what: told.RiskClassified, by: User, on: date) -> Any:
    found = Found(Risks(what.risks), Protection(what.protection), Change(what.change), Wish(what.wish))
    judgement = Judgement(found, Level(what.level), what.why)
    return classify(child=self.children[what.child], judgement=judgement, by=by, on=on)


def _agreed(self: Replay, what: told.LevelAgreed, by: User, on: date) -> Any:
    child = self.children[what.child]
    return agree_on_classification(child=child, level=Level(what.level), words=what.words, by=by, on=on)


def _shown_by(self: Replay, child: Child, categories: tuple[str, ...], by: User, on: date) -> tuple[str, ...]:
    """Return the keys of the latest events of some kinds; of the latest of any kind where there are none of these.

    What somebody reads on a day is told once for all that they rate on it.
    """
    key = f"events of {child.pk} as {by.pk} reads them on {on}"
    events = self.made.get(key)
    if events is None:
        events = self.made[key] = events_to_show(by, child)
    found = [event for event in events if event.category in categories] or events
    return tuple(event.key for event in found[-_MOST_EVENTS:])


PATHWAY_WRITERS: Mapping[type, Callable[[Replay, Any, Any, date], Any]] = MappingProxyType(
    {
        told.PathwayBegan: _began,
        told.PathwayMoved: _moved,
        told.SafetyLooked: _safety_looked,
        told.RuleConfirmed: _rule_confirmed,
        told.DaysChanged: _days_changed,
        told.SiblingsLookedAt: _siblings_looked_at,
        told.GoalWritten: _goal_written,
        told.PromiseWritten: _promise_written,
        told.VersionMade: _version_made,
        told.VersionAnswered: _version_answered,
        told.AgreementReviewed: _agreement_reviewed,
        told.ReaderNamed: _reader_named,
        told.ReaderDeclared: _declared,
        told.SourcesRead: _sources_read,
        told.FileFinished: _finished,
        told.ParentsSaid: _parents_said,
        told.FactorRated: _rated,
        told.ChangeAssessed: _changed,
        told.ViewWritten: _viewed,
        told.HelpSaid: _help_said,
        told.RiskClassified: _classified,
        told.LevelAgreed: _agreed,
    }
)
"""What writes each kind of thing of a way home."""
