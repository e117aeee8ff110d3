"""Writes classifications: each person's apart, and what two people then agreed on."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.classification import Found, Level
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.classifications.queries import STEPS, classified
from homeward.web.pathway.models import Classification, ClassificationAgreed, NeedMet
from homeward.web.pathway.queries import Way, way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes


@dataclass(frozen=True)
class Judgement:
    """What one person found, the level they give (None where something is not known), and why.

    `differs_because` says why they found otherwise than the assessment proposes, where they did.
    """

    found: Found
    level: Level | None
    why: str
    differs_because: str = ""


def classify(*, child: Child, judgement: Judgement, by: User, on: date) -> Classification:
    """Write down how safe one person finds a return, before they see what another found.

    Raises ValidationError where the way stands elsewhere, for a second time by one person, and for a level where
    something is not known.
    """
    check_writes(child, by)
    why = words_needed(judgement.why, "why", "Say why.")
    _check(judgement, on)
    with recorded("return_classified", by=by) as entry:
        way = _way(child)
        if classified(way.start, way.position.step.id, by).own:
            raise ValidationError("You have classified already. A second person classifies next.")
        _check_differs(way, judgement)
        row = entered(
            Classification,
            by,
            start=way.start,
            step=way.position.step.id,
            on=on,
            risks=judgement.found.risks,
            protection=judgement.found.protection,
            change=judgement.found.change,
            wish=judgement.found.wish,
            level=judgement.level,
            why=why,
            differs_because=judgement.differs_because.strip(),
        )
        row.save()
        about_child(entry, child, by, row, step=row.step)
    return row


def agree_on_classification(
    *, child: Child, level: Level | None, words: str, by: User, on: date
) -> ClassificationAgreed:
    """Write down what two people who classified apart agreed on, or how they differ still (no level).

    What they agreed on is what the step needs. Raises ValidationError before both have classified, and for anybody
    who is not one of the two.
    """
    check_writes(child, by)
    said = words_needed(words, "words", "Say what you agreed on, or how you differ.")
    _check_day(on)
    with recorded("classification_agreed", by=by) as entry:
        way = _way(child)
        told = classified(way.start, way.position.step.id, by)
        if len(told.sides) < 2 or told.own is None:
            raise ValidationError(
                "Both classify first, each before seeing the other’s answer; then one of the two writes."
            )
        first, second = (side.row for side in told.sides[:2])
        about = {"start": way.start, "step": way.position.step.id, "on": on}
        row = entered(ClassificationAgreed, by, first=first, second=second, level=level, words=said, **about)
        row.save()
        entered(NeedMet, by, need="classified", words=said, **about).save()
        about_child(entry, child, by, row, step=row.step)
    return row


def _way(child: Child) -> Way:
    way = way_of(child, clock.today())
    if way is None or way.position.step.id not in STEPS:
        raise ValidationError("There is nothing to classify where the child stands now.")
    return way


def _check(judgement: Judgement, on: date) -> None:
    _check_day(on)
    if judgement.level and judgement.found.not_known:
        raise ValidationError({"level": "Something is not known, so there is no level yet. Find it out first."})
    if judgement.level is None and not judgement.found.not_known:
        raise ValidationError({"level": "Choose a level: all is known."})


def _check_differs(way: Way, judgement: Judgement) -> None:
    """Raise ValidationError where somebody found otherwise than the assessment proposes, and does not say why."""
    assessment = assessment_of(way.start, clock.today(), None)
    if assessment.is_begun and judgement.found != assessment.found:
        says = "Say why you find otherwise than the assessment proposes."
        words_needed(judgement.differs_because, "differs_because", says)


def _check_day(on: date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
