"""The job that puts a long chronology on paper, as the one who asked may read it at that moment."""

from django.http import QueryDict

from homeward.reports.chronology import as_pdf
from homeward.reports.datapack import NotAvailableError
from homeward.web.chronology.models import Paper
from homeward.web.chronology.papers.actions import keep_paper
from homeward.web.chronology.shown.asked import asked_for
from homeward.web.chronology.shown.on_paper import document_for
from homeward.web.jobs.work import JobFailedError, Progress
from homeward.web.people.relations import STAFF, Relation, relations_of, roles_today

_OVER = "This is no longer kept. Ask for the PDF again."
_SHUT = "The record is not open to you any more."


def put_on_paper(argument: str, progress: Progress) -> None:
    """Make the PDF of the paper with this id. Raises JobFailedError with a sentence for the screen."""
    paper = Paper.objects.select_related("child__person", "owner").filter(pk=argument).first()
    if paper is None:
        raise JobFailedError(_OVER)
    if paper.made_at is not None:
        return  # made before, by a worker that died before it could say so
    if not (roles_today(paper.owner) & STAFF and relations_of(paper.owner, paper.child) - {Relation.FOSTERS}):
        raise JobFailedError(_SHUT)
    progress.report(0.1, "Reading the chronology")
    asked = asked_for(paper.owner, paper.child, QueryDict(paper.asked))
    document = document_for(paper.owner, paper.child, asked)
    progress.report(0.3, "Setting the pages")
    try:
        content = as_pdf(document)
    except NotAvailableError as error:
        raise JobFailedError(str(error)) from None
    progress.report(0.95, "Keeping the PDF")
    keep_paper(paper=paper, content=content, by=paper.owner)
