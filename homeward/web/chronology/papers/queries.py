"""Reads what somebody asked to have on paper: theirs alone, and only for some hours."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Paper
from homeward.web.jobs.models import Job
from homeward.web.people.models import Child

KEPT = timedelta(hours=2)
"""So long a PDF can be fetched: what is corrected, or shut to somebody, must not live on in an old one."""
PUT_ON_PAPER = "put_chronology_on_paper"


def paper_of(user: User, child: Child, pk: UUID) -> Paper | None:
    """Return what somebody asked to have on paper of a child's chronology; None for others', and for what is over."""
    found = Paper.objects.filter(pk=pk, owner=user, child=child).exclude(pk__in=papers_over(clock.now()))
    return found.defer("body").first()


def job_of(paper: Paper) -> Job | None:
    """Return the job that makes, or made, a paper."""
    return Job.objects.filter(kind=PUT_ON_PAPER, argument=str(paper.pk)).order_by("created_at").last()


def papers_over(at: datetime) -> QuerySet[Paper]:
    """Return what was asked for too long before an instant."""
    return Paper.objects.filter(asked_at__lt=at - KEPT)
