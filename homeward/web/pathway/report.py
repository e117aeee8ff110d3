"""Makes the return-home assessment report of a child's way, as whoever prepares it may read the record."""

from django.conf import settings
from django.http import HttpRequest

from homeward.practice.assessment import Assessment
from homeward.practice.classification import Level
from homeward.reports.return_home_assessment import AssessmentTold, Judged, Step
from homeward.web import clock
from homeward.web.pathway.assessment.known import events_to_show
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.classifications.queries import STEPS, Classified, classified
from homeward.web.pathway.models import AbuseRecorded
from homeward.web.pathway.queries import Way
from homeward.web.people.record.heading import heading_of


def told_of(request: HttpRequest, way: Way) -> AssessmentTold:
    """Return what the report of a way is made from, as its reader may read the record today.

    The queries do not grow with the length of the assessment or of the chronology.
    """
    today, heading = clock.today(), heading_of(request)
    found: Assessment = assessment_of(way.start, today, request.user)
    return AssessmentTold(
        whose=heading.name,
        born=heading.born.removeprefix("born "),
        as_of=today,
        prepared_by=request.user.name,
        began_on=way.start.began_on,
        because=way.start.because,
        stands_at=_stands_at(way),
        assessment=found,
        events=events_to_show(request.user, request.child),
        steps=tuple(_steps(request, way)),
        is_apart=is_apart(way),
        is_invented=settings.HOMEWARD_INVENTED,
    )


def is_apart(way: Way) -> bool:
    """Tell whether what is about one parent must stand apart: abuse is recorded, or nobody knows."""
    return way.start.abuse != AbuseRecorded.NO


def _stands_at(way: Way) -> str:
    since = way.position.since
    words = f"{way.position.step.title} (since {since.day} {since:%B %Y})"
    missing = [one.in_words for one in way.position.missing]
    return ". ".join([words, " ".join(missing)]).removesuffix(". ")


def _steps(request: HttpRequest, way: Way) -> list[Step]:
    """Return the steps at which somebody has classified, or at which the child stands."""
    pathway = way.versions.on(clock.today())
    told = [(step, classified(way.start, step, request.user)) for step in STEPS]
    here = way.position.step.id
    return [
        _step(pathway.by_id[step].title if step in pathway.by_id else "Classification", one)
        for step, one in told
        if one.sides or one.waits_for_second or step == here
    ]


def _step(title: str, told: Classified) -> Step:
    agreed = told.agreement
    return Step(
        title=title,
        judged=tuple(
            Judged(
                who=side.row.entered_by.name if side.row.entered_by else "",
                on=side.row.on,
                level=Level(side.row.level) if side.row.level else None,
                why=side.row.why,
                proposal=side.proposal,
            )
            for side in told.sides
        ),
        waits=told.waits_for_second,
        level=Level(agreed.level) if agreed and agreed.level else None,
        words=agreed.words if agreed else "",
        agreed_by=agreed.entered_by.name if agreed and agreed.entered_by else "",
        agreed_on=agreed.on if agreed else None,
    )
